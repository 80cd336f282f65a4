import Numerics
public import Tensors

/// Yes-or-no questions about one feature each, one after the other, until a leaf answers.
///
/// Each question is chosen so that the two groups it makes are as pure as possible: with p_c the
/// share of class c in a node, of impurity 1 − Σ p_c² (Gini's; or its entropy, if asked for), the
/// mean impurity of its two children, weighted by their rows, is made small. Greedy: no question
/// looks ahead.
///
/// *Source.* Breiman, Friedman, Olshen and Stone (1984), "Classification and Regression Trees",
/// chapters 2 and 4; without their pruning and surrogate splits.
public struct DecisionTree: Hashable, Sendable {
  /// Whether a feature lies at or below a threshold.
  public struct Question: Hashable, Sendable {
    /// Which feature it is about, counted from 0.
    public let feature: Int
    /// Half-way between the two values of the training rows that it parts.
    public let threshold: Double
    /// The node for rows at or below the threshold, as a place in ``DecisionTree/nodes``.
    public let below: Int
    /// The node for rows above the threshold.
    public internal(set) var above: Int

    /// The node to which `row` goes.
    public func child(for row: [Double]) -> Int { row[feature] <= threshold ? below : above }
  }

  /// A node: how many training rows of each class came by, and what is asked of them.
  public struct Node: Hashable, Sendable {
    /// The rows of each class.
    public let counts: [Int]
    /// How many questions were asked before.
    public let depth: Int
    /// What is asked; nil in a leaf.
    public internal(set) var question: Question?

    /// How many training rows came by.
    public var count: Int { counts.reduce(0, +) }
    /// The share of each class among them.
    public var probabilities: [Double] { counts.map { Double($0) / Double(count) } }
    /// The most frequent class, the first of several.
    public var majority: Int {
      counts.indices.reduce(0) { counts[$1] > counts[$0] ? $1 : $0 }
    }
    /// Gini's 1 − Σ p²: the chance that two rows, drawn with replacement, differ in class.
    public var impurity: Double { Criterion.gini.impurity(of: counts) }
  }

  /// The root, then all nodes at or below its threshold, then all above it, and so on within.
  public let nodes: [Node]
  /// How many features a row has.
  public let features: Int
  /// By what the questions were chosen.
  public let criterion: Criterion

  /// Grows a tree for `labels` 0, 1, …, of `rows`, one a label.
  ///
  /// A node is a leaf if it is pure, if it has `maximumDepth` questions above it, or if no question
  /// leaves `minimumLeaf` rows on either side; a constant column is never asked about. Of questions
  /// that are equally good the one about the first feature wins, then that with the lowest
  /// threshold, so the order of the rows is of no account. A question that gains nothing is asked
  /// all the same, as the next one may gain: "exclusive or" needs that.
  ///
  /// - Precondition: a label for each row, at least one row, labels not negative, finite values;
  ///   `maximumDepth` 0 or more, or nil for no limit; `minimumLeaf` 1 or more.
  /// - Complexity: columns * rows * log rows for each level.
  public init(
    rows: Matrix, labels: [Int], maximumDepth: Int? = nil, minimumLeaf: Int = 1,
    criterion: Criterion = .gini
  ) {
    let table = RankedTable(rows, labels, owner: "DecisionTree")
    precondition(
      maximumDepth ?? 0 >= 0 && minimumLeaf > 0,
      "DecisionTree: depth \(maximumDepth ?? 0), \(minimumLeaf) rows a leaf")
    var grower = TreeGrower(
      table, copies: [Int](repeating: 1, count: rows.rows),
      score: SplitScore(criterion, rows: rows.rows),
      limits: TreeLimits(maximumDepth: maximumDepth ?? .max, minimumLeaf: minimumLeaf))
    self.init(nodes: grower.grow(), features: rows.columns, criterion: criterion)
  }

  /// Wraps nodes that were grown.
  init(nodes: [Node], features: Int, criterion: Criterion) {
    (self.nodes, self.features, self.criterion) = (nodes, features, criterion)
  }

  /// The nodes by which `row` goes, from the root to its leaf, as places in ``nodes``.
  ///
  /// - Precondition: `row` has a finite value for each feature, here and below.
  public func path(of row: [Double]) -> [Int] {
    precondition(
      row.count == features, "DecisionTree: a row of \(row.count) values, \(features) features")
    row.requireFinite("DecisionTree: value")
    var path = [0]
    var node = nodes[0]
    while let question = node.question {
      path.append(question.child(for: row))
      node = nodes[path[path.count - 1]]
    }
    return path
  }

  /// The leaf in which `row` ends.
  public func leaf(of row: [Double]) -> Node { nodes[path(of: row).reduce(0) { $1 }] }

  /// The share of each class among the training rows of the leaf of `row`.
  public func probabilities(of row: [Double]) -> [Double] { leaf(of: row).probabilities }

  /// How many questions the longest path asks.
  public var depth: Int { nodes.reduce(0) { max($0, $1.depth) } }

  /// How many leaves there are.
  public var leafCount: Int { nodes.count { $0.question == nil } }

  /// Where a feature is cut, from low to high, each value once: the bins that the tree makes of it.
  ///
  /// - Precondition: there is that feature, counted from 0.
  public func thresholds(of feature: Int = 0) -> [Double] {
    precondition(
      0..<features ~= feature, "DecisionTree: no feature \(feature) among \(features)")
    return Set(nodes.compactMap { $0.question?.feature == feature ? $0.question?.threshold : nil })
      .sorted()
  }
}
