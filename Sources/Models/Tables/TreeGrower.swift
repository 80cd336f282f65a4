import Tensors

/// A decision tree while it grows.
struct TreeGrower {
  /// The nodes that there are so far.
  private(set) var nodes: [DecisionTree.Node] = []
  private let rows: Matrix
  private let labels: [Int]
  private let classes: Int
  private let maximumDepth: Int
  private let minimumLeaf: Int

  init(rows: Matrix, labels: [Int], maximumDepth: Int, minimumLeaf: Int) {
    (self.rows, self.labels) = (rows, labels)
    (self.maximumDepth, self.minimumLeaf) = (maximumDepth, minimumLeaf)
    classes = 1 + labels.reduce(0, max)
  }

  /// Adds the node of the rows `members` with all below it, and tells its place.
  @discardableResult
  mutating func grow(_ members: [Int], depth: Int) -> Int {
    let place = nodes.count
    let node = DecisionTree.Node(counts: counts(of: members), depth: depth)
    nodes.append(node)
    let isPure = node.counts.contains(members.count)
    guard !isPure, depth < maximumDepth, let split = bestSplit(of: members, node.counts) else {
      return place
    }
    let below = grow(
      members.filter { rows[$0, split.feature] <= split.threshold }, depth: depth + 1)
    let above = grow(
      members.filter { rows[$0, split.feature] > split.threshold }, depth: depth + 1)
    nodes[place].question = DecisionTree.Question(
      feature: split.feature, threshold: split.threshold, below: below, above: above)
    return place
  }

  /// A way to part rows, the better the larger its purity.
  private struct Split {
    let feature: Int
    let threshold: Double
    let purity: Double
  }

  // [split]
  /// The best question about `members`: all thresholds of all features are tried.
  private func bestSplit(of members: [Int], _ counts: [Int]) -> Split? {
    var best: Split?
    for feature in 0..<rows.columns {
      let sorted = members.map { (value: rows[$0, feature], label: labels[$0]) }
        .sorted { ($0.value, $0.label) < ($1.value, $1.label) }
      var (below, above) = ([Int](repeating: 0, count: classes), counts)
      for (index, (row, next)) in zip(sorted, sorted.dropFirst()).enumerated() {
        below[row.label] += 1
        above[row.label] -= 1
        let (lower, upper) = (index + 1, sorted.count - index - 1)
        guard row.value < next.value, min(lower, upper) >= minimumLeaf else { continue }
        let purity = TreeGrower.purity(below, lower, above, upper)
        if purity > best?.purity ?? 0 {
          best = Split(
            feature: feature, threshold: TreeGrower.middle(row.value, next.value), purity: purity)
        }
      }
    }
    return best
  }
  // [/split]

  /// Σ b²/lower + Σ a²/upper, which is large where the weighted impurity is small.
  ///
  /// One division of whole numbers: questions that are equally good are equal to the last bit.
  private static func purity(_ below: [Int], _ lower: Int, _ above: [Int], _ upper: Int) -> Double {
    let numerator = squares(below) * upper + squares(above) * lower
    return Double(numerator) / Double(lower * upper)
  }

  private static func squares(_ counts: [Int]) -> Int { counts.reduce(0) { $0 + $1 * $1 } }

  /// Half-way from `low` to `high`, and never `high`, even where no number lies between them.
  private static func middle(_ low: Double, _ high: Double) -> Double {
    let middle = low / 2 + high / 2
    return middle < high ? middle : low
  }

  private func counts(of members: [Int]) -> [Int] {
    var counts = [Int](repeating: 0, count: classes)
    for row in members { counts[labels[row]] += 1 }
    return counts
  }
}
