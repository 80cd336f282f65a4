public import Numerics
public import Tensors

/// Many decision trees that differ by chance, and answer together.
///
/// Each tree grows on rows of its own, drawn with replacement, and each of its questions is the best
/// about a few features that are drawn anew. Trees that see different things make different
/// mistakes, and the mean of the shares of classes in their leaves has fewer of them than any tree:
///
///     P(c | x) = 1/T Σ over trees t of the share of c in the leaf of x in t
///
/// *Source.* Breiman (2001), "Random forests", Machine Learning 45, who lets the trees vote; the mean
/// of shares is that of scikit-learn.
///
/// *Degenerate cases.* With one row, one class or constant columns all trees are a single leaf. Rows
/// that every tree saw have no say in ``outOfBagAccuracy``; if there is no other it is nil.
public struct RandomForest: Hashable, Sendable {
  /// The trees, in the order of their number; those of a smaller forest are the first of a larger.
  public let trees: [DecisionTree]
  /// How many features a row has.
  public let features: Int
  /// How many classes there are: one more than the largest label.
  public let classes: Int
  /// The share of training rows that are labelled rightly by those trees that did not see them; nil
  /// if there is no such row.
  public let outOfBagAccuracy: Double?

  let packed: [PackedTree]
  private let chance: Random
  private let rowsKnown: Int
  private let rowsDrawn: Int

  /// Grows `trees` trees for `labels` 0, 1, …, of `rows`, one a label, on all cores; the bits do not
  /// depend on how many there are.
  ///
  /// - Parameters:
  ///   - rows: The training rows.
  ///   - labels: Their classes.
  ///   - trees: How many trees there are.
  ///   - maximumDepth: How many questions a path asks at most; nil for no limit.
  ///   - minimumLeaf: How many of its drawn rows a leaf has at least.
  ///   - featuresAsked: Of how many features, drawn for each node, the best question is asked; nil
  ///     for √columns, rounded down. If all of them are constant in the node, more are drawn.
  ///   - rowsPerTree: How many rows are drawn for a tree, with replacement; nil for as many as there
  ///     are.
  ///   - parts: In how many parts the trees are grown, so that `advance` is told between them; the
  ///     forest is the same.
  ///   - random: Draws once; each tree has a stream of its own after that.
  ///   - advance: Is told how many trees were grown since it was last told.
  /// - Precondition: a label for each row, at least one row, labels not negative, finite values;
  ///   `maximumDepth` 0 or more; the other numbers 1 or more, no more features than there are, and
  ///   at most 2^21 rows a tree.
  /// - Complexity: trees * featuresAsked * rowsPerTree * log rowsPerTree for each level, and the
  ///   memory of two numbers for each value of the table.
  public init(
    rows: Matrix, labels: [Int], trees: Int = 100, maximumDepth: Int? = nil, minimumLeaf: Int = 1,
    featuresAsked: Int? = nil, rowsPerTree: Int? = nil, parts: Int = 1,
    using random: inout Random, advance: (_ trees: Int) -> Void = { _ in }
  ) {
    let table = RankedTable(rows, labels, owner: "RandomForest")
    let asked = featuresAsked ?? max(1, Int(Double(rows.columns).squareRoot()))
    let drawn = rowsPerTree ?? rows.rows
    precondition(
      trees > 0 && parts > 0 && maximumDepth ?? 0 >= 0 && minimumLeaf > 0 && drawn > 0,
      "RandomForest: \(trees) trees of depth \(maximumDepth ?? 0), \(minimumLeaf) rows a leaf, "
        + "\(drawn) rows a tree")
    precondition(
      1...max(1, rows.columns) ~= asked,
      "RandomForest: \(asked) features asked about of \(rows.columns)")
    let chance = Random(seed: random.next())
    let score = SplitScore(.gini, rows: drawn)
    let limits = TreeLimits(
      maximumDepth: maximumDepth ?? .max, minimumLeaf: minimumLeaf, featuresAsked: asked)
    // [growing]
    let grow = { @Sendable (number: Int) in
      var random = chance.stream(UInt64(number))
      let bag = RandomForest.bag(of: drawn, from: rows.rows, using: &random)
      let copies = bag.reduce(into: [Int](repeating: 0, count: rows.rows)) { $0[$1] += 1 }
      var grower = TreeGrower(table, copies: copies, score: score, limits: limits, using: random)
      let tree = DecisionTree(nodes: grower.grow(), features: rows.columns, criterion: .gini)
      return (tree: tree, packed: PackedTree(tree), bag: copies.map { $0 > 0 })
    }
    let grown = (0..<parts).flatMap { part in
      let run = (part * trees / parts)..<((part + 1) * trees / parts)
      defer { advance(run.count) }
      return Parallel.map(run.count) { grow(run.lowerBound + $0) }
    }
    // [/growing]
    (self.trees, packed) = (grown.map(\.tree), grown.map(\.packed))
    (features, classes) = (rows.columns, table.classes)
    (self.chance, rowsKnown, rowsDrawn) = (chance, rows.rows, drawn)
    outOfBagAccuracy = RandomForest.outOfBagAccuracy(packed, bags: grown.map(\.bag), table)
  }

  /// The rows that the tree with a number grew on, as they were drawn, with repeats.
  ///
  /// - Precondition: there is that tree.
  public func bag(of number: Int) -> [Int] {
    precondition(
      trees.indices ~= number, "RandomForest: no tree \(number) among \(trees.count)")
    var random = chance.stream(UInt64(number))
    return RandomForest.bag(of: rowsDrawn, from: rowsKnown, using: &random)
  }

  private static func bag(of count: Int, from rows: Int, using random: inout Random) -> [Int] {
    (0..<count).map { _ in random.integer(below: rows) }
  }
}
