public import Explainers
public import Numerics
public import Tensors

/// Whether the parts that a map calls important are those that tell the model most by themselves.
///
/// *Question.* Does importance rank the parts by what each of them shows alone?
///
/// *Formula.* Spearman's correlation of aᵢ, the importance of part i, with the gain f(only i) −
/// f(nothing), the part being shown and all others hidden: in −1...1, higher is better.
/// ``FaithfulnessCorrelation`` asks the other way round, with one part missing.
///
/// *Why alone.* Along the path of ``Monotonicity`` a part gains by when it comes, too: where scores
/// saturate, late parts move them less, so that even the gains of a random order rise or fall with
/// its ranks. A part alone has one gain, and a random map a correlation of 0 in expectation.
///
/// *Undefined cases.* If all importances are equal, or all gains, the score is 0; so it is with a
/// single part. Equal values share a rank.
///
/// *Limits.* One part at a time: what two parts show only together is not seen. A picture of which
/// one part is left is unlike what the model has learned from.
public struct GainCorrelation: MapMetric, Hashable {
  /// The parts.
  public let blocks: PictureBlocks

  /// The correlation over these parts.
  public init(over blocks: PictureBlocks) { self.blocks = blocks }

  /// "gains".
  public var name: String { "gains" }

  /// True.
  public var isBetterHigher: Bool { true }

  /// The score of a map; nothing is drawn, and the model is asked about the substrate and about each
  /// part on it.
  public func score(
    _ map: Tensor, _ model: BlackBox<Tensor>, _ image: Tensor, class label: Int,
    using random: Random
  ) -> MetricResult {
    require(map, fits: image)
    return GainCorrelation.score(
      blocks.importances(in: map), of: blocks.parts(of: image), model, class: label)
  }

  /// The score of any importances of any parts.
  ///
  /// - Precondition: there is an importance for each part, and `label` is a class.
  public static func score<Input>(
    _ importances: [Double], of parts: InputInParts<Input>, _ model: BlackBox<Input>,
    class label: Int
  ) -> MetricResult {
    precondition(
      importances.count == parts.count,
      "GainCorrelation: \(importances.count) importances of \(parts.count) parts")
    return MetricResult(
      value: RankStability.spearman(importances, gains(of: parts, model, class: label)),
      passes: parts.count + 1)
  }

  // [gains]
  /// What the score of the class gains when one part is shown on the base, for each part.
  ///
  /// - Precondition: `label` is a class.
  public static func gains<Input>(
    of parts: InputInParts<Input>, _ model: BlackBox<Input>, class label: Int
  ) -> [Double] {
    let rows = Coalitions(showing: [[]] + (0..<parts.count).map { [$0] }, of: parts.count)
    let scores = model.scores(
      of: rows.dropFirst().lazy.map { parts.input(showing: $0) }, class: label)
    return scores.dropFirst().map { $0 - scores[0] }
  }
  // [/gains]
}
