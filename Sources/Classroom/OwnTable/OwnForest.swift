public import Datasets
public import Evaluation
public import Explainers
public import Models
public import Numerics
public import Tensors

/// A random forest that learned a reader's own table, but for a fifth of its rows, by which it is
/// examined.
public struct OwnForest: Sendable {
  /// The table, missing numbers filled with the medians of the rows that were learned from.
  public let rows: Matrix
  /// The median of each column of numbers among the rows that were learned from; 0 for levels.
  public let medians: [Double]
  /// The rows that were learned from, by their places in the table.
  public let training: [Int]
  /// The rows that were not, the explained one among them if its class has another.
  public let exam: [Int]
  /// The trees.
  public let forest: RandomForest
  /// How often the forest is right about the rows of the exam.
  public let accuracy: Proportion
  /// The most frequent class of the rows that were learned from.
  public let usualClass: Int
  /// How often that class alone would be right in the exam.
  public let usualAccuracy: Proportion

  /// How many trees there are.
  public static let treeCount = 100
  /// As many rows a tree sees at most, so that a long table takes seconds and not minutes.
  public static let rowsPerTree = 5_000

  /// Learns `table` without a fifth of its rows, among them the row at the place `asked`;
  /// `advance` is told how many trees were grown since it was last told.
  ///
  /// - Precondition: there is that row, and there are as many rows as a table has.
  public init(
    _ table: OwnTable, sparing asked: Int, chance: Random,
    advance: (_ trees: Int) -> Void = { _ in }
  ) {
    var (split, growth) = (chance.stream(named: "split"), chance.stream(named: "forest"))
    let exam = OwnForest.exam(of: table.labels, with: asked, using: &split)
    let isSpared = Set(exam)
    let training = table.labels.indices.filter { !isSpared.contains($0) }
    medians = table.medians(of: training)
    rows = table.filled(with: medians)
    let lessons = rows.rows(at: training)
    let labels = training.map { table.labels[$0] }
    forest = RandomForest(
      rows: lessons, labels: labels, trees: OwnForest.treeCount,
      rowsPerTree: min(OwnForest.rowsPerTree, training.count), parts: OwnForest.treeCount / 4,
      using: &growth, advance: advance)
    let counts = table.classes.indices.map { label in labels.count { $0 == label } }
    usualClass = counts.indices.reduce(0) { counts[$1] > counts[$0] ? $1 : $0 }
    let (rows, usualClass) = (rows, usualClass)
    let answers = forest.predictions(of: exam.map { Array(rows.row($0)) })
    accuracy = Proportion(
      zip(answers, exam).count { $0 == table.labels[$1] }, of: exam.count)
    usualAccuracy = Proportion(
      exam.count { table.labels[$0] == usualClass }, of: exam.count)
    (self.training, self.exam) = (training, exam)
  }

  /// Whether the exam cannot tell the forest from one that always says the usual class.
  public var isHardlyBetter: Bool {
    accuracy.interval().lowerBound <= usualAccuracy.share
  }

  /// The forest as a model that is only asked.
  public var blackBox: BlackBox<[Double]> {
    BlackBox { rows in
      forest.probabilities(of: rows).map { $0.map { Float($0) } }
    }
  }

  /// A fifth of the places of `labels`, as much of each class, with `asked` among them; a class
  /// of which there is one row stays with those that are learned from.
  package static func exam(of labels: [Int], with asked: Int, using random: inout Random) -> [Int] {
    let order = random.permutation(of: labels.count)
    let classes = Dictionary(grouping: order) { labels[$0] }
    let inClasses = classes.keys.sorted().flatMap { label -> [Int] in
      let own = classes[label] ?? []
      return own.count > 1 ? own : []
    }
    var exam = inClasses.enumerated().filter { $0.offset % 5 == 4 }.map(\.element)
    if !exam.contains(asked), inClasses.contains(asked) {
      if let place = exam.firstIndex(where: { labels[$0] == labels[asked] }) {
        exam[place] = asked
      } else {
        exam.append(asked)
      }
    }
    return exam.sorted()
  }
}

extension Matrix {
  /// The rows at `places`, in that order.
  func rows(at places: [Int]) -> Matrix {
    var elements: [Double] = []
    elements.reserveCapacity(places.count * columns)
    for place in places { elements += row(place) }
    return Matrix(elements, rows: places.count, columns: columns)
  }
}
