import Tensors

/// A decision tree in two plain lists, to be asked about many rows.
struct PackedTree: Hashable, Sendable {
  /// A node: a question, after which the next step is that for rows at or below the threshold; or a
  /// leaf, whose feature is −1.
  private struct Step: Hashable {
    let threshold: Double
    let feature: Int32
    /// The step for rows above the threshold; of a leaf, where its shares begin.
    let other: Int32
  }

  private let steps: [Step]
  private let shares: [Double]
  private let classes: Int

  /// Packs a tree: its nodes lie in the order of the steps.
  init(_ tree: DecisionTree) {
    var shares: [Double] = []
    steps = tree.nodes.map { node in
      if let question = node.question {
        return Step(
          threshold: question.threshold, feature: Int32(question.feature),
          other: Int32(question.above))
      }
      defer { shares += node.probabilities }
      return Step(threshold: 0, feature: -1, other: Int32(shares.count))
    }
    self.shares = shares
    classes = tree.classes
  }

  /// Adds the shares of the leaf of each row in `run` of a table to `sums`, which has a place for
  /// each class of each row of the run; rows for which `isLeftOut` are passed over.
  func add(
    _ run: Range<Int>, of table: Matrix, to sums: inout [Double], isLeftOut: [Bool]? = nil
  ) {
    for row in run where isLeftOut?[row] != true {
      let start = row * table.columns
      var place = 0
      while steps[place].feature >= 0 {
        let step = steps[place]
        let isBelow = table.elements[start + Int(step.feature)] <= step.threshold
        place = isBelow ? place + 1 : Int(step.other)
      }
      let (from, to) = (Int(steps[place].other), (row - run.lowerBound) * classes)
      for label in 0..<classes { sums[to + label] += shares[from + label] }
    }
  }
}
