public import Explainers
public import Images
public import Models
public import Numerics
public import Tensors

/// A score of a map that asks the model: hides or shows what the map calls important, and looks
/// what the model then says.
///
/// A value holds the knobs. Whatever conforms can be a column of a ``ScoreBoard``
/// (``MapScore/init(_:of:named:using:)``), and keeps these laws:
///
/// - it depends on the map's values, the picture, the class and `random`, and on no order in memory:
///   pixels of equal value are equal, so a constant map gets what luck gets;
/// - the same question gets the same answer, bit by bit, on any number of threads;
/// - what cannot be scored is refused in words.
public protocol MapMetric: Sendable {
  /// What tables and texts call it.
  var name: String { get }

  /// Whether a map is better for a higher score.
  var isBetterHigher: Bool { get }

  /// The score of one map.
  ///
  /// - Parameters:
  ///   - map: The explanation, `[height, width]`, signed or not.
  ///   - model: What was explained; its scores should be probabilities.
  ///   - image: The picture, `[channels, height, width]`.
  ///   - label: The class that was explained. A board takes the picture's own; RISE's code takes
  ///     what the model says of the whole picture, which is another one where the model is wrong.
  ///   - random: What the metric draws from; it is left as it is, so that maps with one `random`
  ///     meet the same luck.
  /// - Returns: The score, its error over what was drawn, and how often the model was asked.
  /// - Precondition: map and picture fit, `label` is a class, and all values are finite numbers.
  func score(
    _ map: Tensor, _ model: BlackBox<Tensor>, _ image: Tensor, class label: Int,
    using random: Random
  ) -> MetricResult
}

extension MapMetric {
  /// The score of what `explainer` says of one picture, stretched to the picture's size.
  ///
  /// The passes are those of the metric; what the explanation took is not among them.
  public func score(
    _ explainer: some Explainer, _ network: Network, _ image: Tensor, class label: Int,
    using random: Random
  ) -> MetricResult {
    precondition(
      image.shape.count == 3, "\(name): the picture \(image.shape) is not [channels, height, width]"
    )
    let map = explainer.explain(network, image, class: label).values
    return score(
      map.resized(height: image.shape[1], width: image.shape[2]), network.blackBox(), image,
      class: label, using: random)
  }

  /// Stops unless map and picture fit and are finite.
  func require(_ map: Tensor, fits image: Tensor) {
    precondition(
      image.shape.count == 3 && image.count > 0 && Array(image.shape.dropFirst()) == map.shape,
      "\(name): the map \(map.shape) does not fit the picture \(image.shape)")
    map.requireFinite("\(name): the map")
    image.requireFinite("\(name): the picture")
  }
}

extension BlackBox {
  /// The scores of one class for `inputs`, some at a time.
  ///
  /// - Precondition: there is that class.
  func scores(of inputs: some Collection<Input>, class label: Int) -> [Double] {
    // In the loop alone an optimised build may stop at the subscript, and without these words.
    precondition(label >= 0, "BlackBox: no class \(label)")
    return scores(of: inputs, batch: 32).map { scores in
      precondition(scores.indices ~= label, "BlackBox: no class \(label) among \(scores.count)")
      return Double(scores[label])
    }
  }
}

// MARK: On a board

extension MapScore {
  /// A column that asks `network` about each picture's own class, in probabilities.
  ///
  /// Each picture has a stream of its own from `random`, and all methods meet the same one.
  public init(
    _ metric: some MapMetric, of network: Network, named name: String? = nil, using random: Random
  ) {
    self.init(metric, named: name, using: random) { network.probabilities(of: $0) }
  }

  /// A column that asks any model: `answer` gives the scores of the classes for each picture.
  public init(
    _ metric: some MapMetric, named name: String? = nil, using random: Random,
    of answer: @escaping @Sendable (_ pictures: [Tensor]) -> [[Float]]
  ) {
    self.init(
      name ?? metric.name, isBetterHigher: metric.isBetterHigher,
      result: { map, item in
        metric.score(
          map, BlackBox(answer), item.image, class: item.label,
          using: random.stream(UInt64(truncatingIfNeeded: item.index)))
      })
  }

  /// The area under the insertion curve: from `substrate` to the picture, the most important pixels
  /// first; see ``PixelCurve``.
  public static func insertion(
    of network: Network, into substrate: Substrate, steps: Int = 24, draws: Int = 1,
    using random: Random
  ) -> MapScore {
    MapScore(
      PixelCurve(.insertion, substrate, steps: steps, draws: draws), of: network, using: random)
  }

  /// The area under the deletion curve: from the picture to `substrate`, the most important pixels
  /// first, so that less is better; see ``PixelCurve``.
  public static func deletion(
    of network: Network, to substrate: Substrate, steps: Int = 24, draws: Int = 1,
    using random: Random
  ) -> MapScore {
    MapScore(
      PixelCurve(.deletion, substrate, steps: steps, draws: draws), of: network, using: random)
  }
}
