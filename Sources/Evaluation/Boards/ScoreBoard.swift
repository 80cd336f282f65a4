public import Datasets
public import Explainers
public import Images
public import Models
public import Numerics
public import Tensors

/// The scores of many methods over the same pictures, looked up by name: the exam that every map
/// sits.
///
/// `board["edges", .boxError]` is a mean with its standard error over the pictures. All methods see
/// the same pictures, so two of them are compared by ``difference(_:of:less:)``, picture by picture:
/// what makes a picture hard is hard for both, and cancels.
///
/// *Limits.* The scores ask where the object is, not what the network used: a map of a network
/// that reads the background is right to fail. Look at the controls beside them (``Controls``).
/// Maps smaller than the picture are stretched to its size. Stretching keeps a peak at the border
/// and flattens one inside, so the peaks of coarse maps lean outwards: chance at few places points
/// at the middle less often than chance at every pixel.
public struct ScoreBoard: Sendable {
  /// The columns.
  public let scores: [MapScore]
  /// The rows, in the order in which they were entered; controls are among them.
  public private(set) var methods: [String] = []
  /// The rows that never saw a network.
  public private(set) var controls: Set<String> = []

  private let count: Int
  private let item: @Sendable (Int) -> MapScore.Case
  /// For each method and score one value a picture.
  private var results: [String: [MapScore: [MetricResult]]] = [:]

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

  /// An empty board over the `first` pictures of a set, or all of them, each explained for its own
  /// class.
  ///
  /// - Precondition: there are as many, and at least one; no two scores have the same name.
  public init(_ scores: [MapScore], over set: GardenSet, first count: Int? = nil) {
    precondition(
      (count ?? 0) <= set.count, "ScoreBoard: \(count ?? 0) pictures of \(set.count)")
    self.init(scores, over: count ?? set.count) { index in
      MapScore.Case(
        index: index, image: set.image(at: index), mask: set.mask(at: index),
        label: set.label(at: index))
    }
  }

  // MARK: Entering

  /// Scores the maps of `method`, of any size; pictures run on all cores.
  ///
  /// - Precondition: the name is new; what the scores ask for.
  public mutating func enter(_ method: String, _ map: @Sendable (MapScore.Case) -> Tensor) {
    enter(method, at: { _, item in map(item) })
  }

  /// Scores what speaks for each picture's class in the eyes of `model`
  /// (``Explainers/Attribution/positive``).
  ///
  /// - Precondition: the name is new; the method explains pictures by maps `[height, width]`.
  public mutating func enter(_ method: String, _ explainer: some Explainer, of model: Network) {
    enter(method) { explainer.explain(model, $0.image, class: $0.label).positive }
  }

  /// Scores the four controls that every board has below its methods, maps that never saw a
  /// network: the truth itself, the edges, the middle of the picture, and independent values at
  /// each pixel, which are drawn picture by picture.
  ///
  /// The first should win every score and the last get what luck gets; edges and centre are what a
  /// method has to beat before its score means anything.
  public mutating func enterControls(using random: inout Random) {
    let noise = (0..<count).map { index in
      let shape = item(index).mask.shape
      return Controls.random(height: shape[0], width: shape[1], using: &random)
    }
    enter("oracle") { Controls.oracle($0.mask) }
    enter("edges") { Controls.edges(of: $0.image) }
    enter("centre") { Controls.center(height: $0.mask.shape[0], width: $0.mask.shape[1]) }
    enter("random", at: { place, _ in noise[place] })
    controls = ["oracle", "edges", "centre", "random"]
  }

  /// Scores one more control: a map that, like the four, never saw a network.
  ///
  /// - Precondition: the name is new; the four controls are on the board.
  public mutating func enterControl(
    _ name: String, _ map: @Sendable (MapScore.Case) -> Tensor
  ) {
    precondition(!controls.isEmpty, "ScoreBoard: the four controls come first")
    enter(name, map)
    controls.insert(name)
  }

  /// Scores the same four controls in pieces, for methods that explain in pieces: each piece has the
  /// sum of the control over it (``Controls/sums(of:over:)``), and for chance a number that is drawn
  /// for it.
  ///
  /// The sum of many independent pixels tells little but how many they are, so a piece of chance is
  /// drawn as a whole: each order of the pieces is equally likely.
  ///
  /// - Parameters:
  ///   - cut: The pieces of each picture.
  ///   - random: What the numbers are drawn from, picture by picture.
  /// - Precondition: the pieces have the size of the picture.
  public mutating func enterControls(
    in cut: @Sendable (MapScore.Case) -> Superpixels, using random: inout Random
  ) {
    let noise = (0..<count).map { place in
      let pieces = cut(item(place))
      return pieces.painted((0..<pieces.count).map { _ in random.uniform() })
    }
    let whole: [(String, @Sendable (MapScore.Case) -> Tensor)] = [
      ("oracle", { Controls.oracle($0.mask) }), ("edges", { Controls.edges(of: $0.image) }),
      ("centre", { Controls.center(height: $0.mask.shape[0], width: $0.mask.shape[1]) }),
    ]
    for (name, control) in whole {
      enter(name) { item in
        let pieces = cut(item)
        return pieces.painted(Controls.sums(of: control(item), over: pieces))
      }
    }
    enter("random", at: { place, _ in noise[place] })
    controls = ["oracle", "edges", "centre", "random"]
  }

  /// Scores the maps of `method`, which are asked for by the place of a picture on the board too.
  private mutating func enter(
    _ method: String, at map: @Sendable (_ place: Int, _ item: MapScore.Case) -> Tensor
  ) {
    precondition(results[method] == nil, "ScoreBoard: there is already a method \(method)")
    let (scores, item) = (scores, item)
    let rows = Parallel.map(count) { place in
      let item = item(place)
      let map = item.fitted(map(place, item))
      return scores.map { $0.result(of: map, on: item) }
    }
    methods.append(method)
    results[method] = Dictionary(
      uniqueKeysWithValues: scores.enumerated().map { column, score in
        (score, rows.map { $0[column] })
      })
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
    results(of: score, method).map(\.value)
  }

  /// The score of a method for each picture, with its error and passes: the error is over what the
  /// score drew for that picture, the passes are those that the score took, not the method.
  ///
  /// - Precondition: both are on the board.
  public func results(of score: MapScore, _ method: String) -> [MetricResult] {
    guard let row = results[method] else {
      preconditionFailure("ScoreBoard: no method \(method) among \(methods)")
    }
    guard let results = row[score] else {
      preconditionFailure("ScoreBoard: no score \(score.name) among \(scores.map(\.name))")
    }
    return results
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

  /// The best methods of a column, controls aside: the one with the best mean first, then those
  /// that the pictures do not part from it, whose paired difference is within two standard errors.
  ///
  /// Of equal means the method that was entered first is the best. Nobody leads an empty board.
  public func leaders(in score: MapScore) -> [String] {
    let rivals = methods.filter { !controls.contains($0) }
    let sign: Double = score.isBetterHigher ? 1 : -1
    let means = rivals.map { sign * self[$0, score].mean }
    guard let top = means.max(), let place = means.firstIndex(of: top) else { return [] }
    let best = rivals[place]
    return [best]
      + rivals.filter { rival in
        let gap = difference(score, of: best, less: rival)
        return rival != best && abs(gap.mean) <= 2 * gap.standardError
      }
  }
}
