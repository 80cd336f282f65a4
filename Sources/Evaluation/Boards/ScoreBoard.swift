public import Datasets
public import Numerics
public import Tensors

/// The scores of many methods over the same pictures, looked up by name.
///
/// `board["edges", .boxError]` is a mean with its standard error over the pictures. All methods see
/// the same pictures, so two of them are compared by ``difference(_:of:less:)``, picture by picture:
/// what makes a picture hard is hard for both, and cancels.
public struct ScoreBoard: Sendable {
  /// The columns.
  public let scores: [MapScore]
  /// The rows, in the order in which they were entered.
  public private(set) var methods: [String] = []

  private let count: Int
  private let item: @Sendable (Int) -> MapScore.Case
  /// For each method and score one value a picture.
  private var values: [String: [MapScore: [Double]]] = [:]

  /// An empty board over `count` pictures.
  ///
  /// - Precondition: there is a picture, and no two scores have the same name.
  public init(
    _ scores: [MapScore], over count: Int, _ item: @escaping @Sendable (Int) -> MapScore.Case
  ) {
    precondition(count > 0, "ScoreBoard: no pictures")
    precondition(
      Set(scores).count == scores.count,
      "ScoreBoard: two scores have the same name among \(scores.map(\.name))")
    (self.scores, self.count, self.item) = (scores, count, item)
  }

  /// An empty board over all pictures of a set, each explained for its own class.
  public init(_ scores: [MapScore], over set: GardenSet) {
    self.init(scores, over: set.count) { index in
      MapScore.Case(
        index: index, image: set.image(at: index), mask: set.mask(at: index),
        label: set.label(at: index))
    }
  }

  /// Scores the maps of `method`; pictures run on all cores.
  ///
  /// - Precondition: the name is new.
  public mutating func enter(_ method: String, _ map: @Sendable (MapScore.Case) -> Tensor) {
    precondition(values[method] == nil, "ScoreBoard: there is already a method \(method)")
    let (scores, item) = (scores, item)
    let rows = Parallel.map(count) { index in
      let item = item(index)
      let map = map(item)
      return scores.map { $0.value(of: map, on: item) }
    }
    methods.append(method)
    values[method] = Dictionary(
      uniqueKeysWithValues: scores.enumerated().map { column, score in
        (score, rows.map { $0[column] })
      })
  }

  /// Scores four maps that never saw a network: the truth itself (``Controls/oracle(_:)``), the
  /// edges, the middle of the picture, and chance at every pixel.
  ///
  /// The first should win every score and the last get what luck gets; edges and centre are what a
  /// method has to beat before its score means anything.
  public mutating func enterControls(using random: inout Random) {
    let seed = random.next()
    enter("oracle") { Controls.oracle($0.mask) }
    enter("edges") { Controls.edges(of: $0.image) }
    enter("centre") { Controls.center(height: $0.mask.shape[0], width: $0.mask.shape[1]) }
    enter("random") { item in
      let (height, width) = (item.mask.shape[0], item.mask.shape[1])
      var random = Random(seed: seed).stream(UInt64(item.index))
      return Controls.random(height: height, width: width, using: &random)
    }
  }

  // MARK: Reading

  /// The mean score of a method, with its standard error over the pictures.
  ///
  /// - Precondition: both are on the board.
  public subscript(_ method: String, _ score: MapScore) -> Estimate {
    Estimate(values(of: score, method))
  }

  /// The score of a method for each picture.
  ///
  /// - Precondition: both are on the board.
  public func values(of score: MapScore, _ method: String) -> [Double] {
    guard let row = values[method] else {
      preconditionFailure("ScoreBoard: no method \(method) among \(methods)")
    }
    guard let values = row[score] else {
      preconditionFailure("ScoreBoard: no score \(score.name) among \(scores.map(\.name))")
    }
    return values
  }

  /// The mean of the paired differences of two methods, with its standard error over the pictures.
  ///
  /// Two standard errors apart from 0 is the book's bar for calling one method better.
  public func difference(
    _ score: MapScore, of method: String, less rival: String
  ) -> Estimate {
    Estimate(
      zip(values(of: score, method), values(of: score, rival)).map { $0 - $1 })
  }
}
