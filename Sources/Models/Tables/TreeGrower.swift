import Numerics
import Tensors

/// What keeps a tree from growing on.
struct TreeLimits: Sendable {
  /// How many questions one path may ask.
  var maximumDepth = Int.max
  /// How many rows a leaf needs.
  var minimumLeaf = 1
  /// How many columns, drawn by chance, a node may ask about; nil for all.
  var featuresAsked: Int?
}

/// A decision tree while it grows.
///
/// The rows are kept in one list, of which each node has a run; what is still to be grown waits on a
/// stack, because a tree may be as deep as it has rows.
struct TreeGrower {
  /// The nodes that there are so far.
  private var nodes: [DecisionTree.Node] = []
  private let table: RankedTable
  private let score: SplitScore
  private let limits: TreeLimits
  private let featuresAsked: Int
  private let copies: [Int]
  private var members: [Int]
  private var features: [Int]
  private var keys: [UInt64] = []
  private var random: Random

  /// Makes ready to grow on `table`, whose row i counts `copies[i]` times; those that count 0 times
  /// are left out.
  init(
    _ table: RankedTable, copies: [Int], score: SplitScore, limits: TreeLimits,
    using random: Random = Random(seed: 0)
  ) {
    (self.table, self.copies, self.score, self.limits) = (table, copies, score, limits)
    members = copies.indices.filter { copies[$0] > 0 }
    features = Array(table.ranks.indices)
    featuresAsked = limits.featuresAsked ?? features.count
    self.random = random
  }

  /// A run of rows that is to become a node.
  private struct Sprout {
    let run: Range<Int>
    let depth: Int
    /// The node whose question leads here from above its threshold.
    let parent: Int?
  }

  /// Grows the whole tree: the root, then all nodes at or below its threshold, then all above it.
  mutating func grow() -> [DecisionTree.Node] {
    var waiting = [Sprout(run: 0..<members.count, depth: 0, parent: nil)]
    while let sprout = waiting.popLast() {
      let place = nodes.count
      if let parent = sprout.parent { nodes[parent].question?.above = place }
      let counts = counts(of: sprout.run)
      nodes.append(DecisionTree.Node(counts: counts, depth: sprout.depth))
      let isPure = counts.count { $0 > 0 } < 2
      guard !isPure, sprout.depth < limits.maximumDepth,
        let split = bestSplit(of: sprout.run, counts)
      else { continue }
      nodes[place].question = DecisionTree.Question(
        feature: split.feature, threshold: split.threshold, below: place + 1, above: 0)
      let middle = part(sprout.run, by: split)
      let depth = sprout.depth + 1
      waiting.append(Sprout(run: middle..<sprout.run.upperBound, depth: depth, parent: place))
      waiting.append(Sprout(run: sprout.run.lowerBound..<middle, depth: depth, parent: nil))
    }
    return nodes
  }

  /// A way to part rows, the better the larger its purity.
  private struct Split {
    let feature: Int
    let threshold: Double
    /// The largest rank at or below the threshold.
    let rank: UInt32
    let purity: Double
  }

  // [split]
  /// The best question about the rows of a node: all thresholds of the features are tried.
  ///
  /// Where only some features are asked about they are drawn anew, and of equally good questions
  /// the first drawn is taken. Columns that are constant in the node count among them, but one that
  /// is not is drawn in any case, if there is one.
  private mutating func bestSplit(of run: Range<Int>, _ counts: [Int]) -> Split? {
    var best: Split?
    var isVaried = false
    for asked in features.indices where asked < featuresAsked || !isVaried {
      if featuresAsked < features.count {
        features.swapAt(asked, asked + random.integer(below: features.count - asked))
      }
      guard sort(run, by: features[asked]) else { continue }
      isVaried = true
      guard let split = bestThreshold(of: features[asked], counts) else { continue }
      if split.purity > best?.purity ?? -.infinity { best = split }
    }
    return best
  }

  /// The best threshold of a feature by which the keys are sorted.
  private func bestThreshold(of feature: Int, _ counts: [Int]) -> Split? {
    var best: (purity: Double, index: Int)?
    var (below, above) = ([Int](repeating: 0, count: counts.count), counts)
    var (lower, upper) = (0, counts.reduce(0, +))
    var (sumBelow, sumAbove) = (0, score.sum(counts))
    for index in 0..<(keys.count - 1) {
      let row = TreeGrower.row(keys[index])
      let (label, moved) = (table.labels[row], copies[row])
      sumBelow += score.growth(from: below[label], adding: moved)
      below[label] += moved
      above[label] -= moved
      sumAbove -= score.growth(from: above[label], adding: moved)
      lower += moved
      upper -= moved
      guard TreeGrower.rank(keys[index]) < TreeGrower.rank(keys[index + 1]),
        min(lower, upper) >= limits.minimumLeaf
      else { continue }
      let purity = score.purity(sumBelow, of: lower, sumAbove, of: upper)
      if purity > best?.purity ?? -.infinity { best = (purity, index) }
    }
    guard let best else { return nil }
    let (low, high) = (TreeGrower.row(keys[best.index]), TreeGrower.row(keys[best.index + 1]))
    return Split(
      feature: feature,
      threshold: TreeGrower.middle(table.rows[low, feature], table.rows[high, feature]),
      rank: TreeGrower.rank(keys[best.index]), purity: best.purity)
  }
  // [/split]

  /// Sorts the rows of a node by a feature into ``keys``, and tells whether it varies there.
  private mutating func sort(_ run: Range<Int>, by feature: Int) -> Bool {
    let ranks = table.ranks[feature]
    keys.removeAll(keepingCapacity: true)
    let first = ranks[members[run.lowerBound]]
    var isVaried = false
    for place in run {
      let row = members[place]
      let rank = ranks[row]
      if rank != first { isVaried = true }
      keys.append(UInt64(rank) << 32 | UInt64(row))
    }
    if isVaried { keys.sort() }
    return isVaried
  }

  private static func rank(_ key: UInt64) -> UInt32 { UInt32(key >> 32) }
  private static func row(_ key: UInt64) -> Int { Int(key & 0xffff_ffff) }

  /// Brings the rows at or below the threshold to the front of the run, and tells where they end.
  private mutating func part(_ run: Range<Int>, by split: Split) -> Int {
    let ranks = table.ranks[split.feature]
    var end = run.lowerBound
    for place in run where ranks[members[place]] <= split.rank {
      members.swapAt(place, end)
      end += 1
    }
    return end
  }

  /// Half-way from `low` to `high`, and never `high`, even where no number lies between them.
  private static func middle(_ low: Double, _ high: Double) -> Double {
    let middle = low / 2 + high / 2
    return middle < high ? middle : low
  }

  private func counts(of run: Range<Int>) -> [Int] {
    var counts = [Int](repeating: 0, count: table.classes)
    for row in members[run] { counts[table.labels[row]] += copies[row] }
    return counts
  }
}
