public import Explainers
public import Numerics
public import Tensors

/// Whether the parts that a map calls important are those whose loss costs the model most.
///
/// *Question.* Does importance go with effect, part by part?
///
/// *Formula.* Pearson's correlation of aᵢ, the importance of part i, with the drop f(x) − f(x
/// without i), the part being set to its base and all others left: in −1...1, higher is better, 1
/// if the one is a straight line of the other.
///
/// *Undefined cases.* If all importances are equal, or all drops, there is no correlation; the score
/// is 0, for such a map tells no part from another, and such a model gives it nothing to tell. So it
/// is with a single part.
///
/// *Reference.* Alvarez-Melis and Jaakkola (2018), "Towards robust interpretability with
/// self-explaining neural networks"; as `faithfulness_metric` in AIX360, which returns −ρ(a, f(x
/// without i)): the same number, and not-a-number where we say 0.
///
/// *Limits.* One part at a time: of two parts that say the same, neither costs anything. A few large
/// drops decide Pearson's ρ. Pictures with a hole are unlike what the model has learned from.
public struct FaithfulnessCorrelation: MapMetric, Hashable {
  /// The parts.
  public let blocks: PictureBlocks

  /// The correlation over these parts.
  public init(over blocks: PictureBlocks) { self.blocks = blocks }

  /// "faithfulness".
  public var name: String { "faithfulness" }

  /// True.
  public var isBetterHigher: Bool { true }

  /// The score of a map; nothing is drawn, and the model is asked about the picture and about each
  /// part of it.
  public func score(
    _ map: Tensor, _ model: BlackBox<Tensor>, _ image: Tensor, class label: Int,
    using random: Random
  ) -> MetricResult {
    require(map, fits: image)
    return FaithfulnessCorrelation.score(
      blocks.importances(in: map), of: blocks.parts(of: image), model, class: label)
  }

  /// The score of any importances of any parts: superpixels, words, features.
  ///
  /// - Precondition: there is an importance for each part, and `label` is a class.
  public static func score<Input>(
    _ importances: [Double], of parts: InputInParts<Input>, _ model: BlackBox<Input>,
    class label: Int
  ) -> MetricResult {
    precondition(
      importances.count == parts.count,
      "FaithfulnessCorrelation: \(importances.count) importances of \(parts.count) parts")
    return MetricResult(
      value: RankStability.correlation(
        importances, drops(of: parts, model, class: label)),
      passes: parts.count + 1)
  }

  // [drops]
  /// What the score of the class loses when one part is hidden, for each part.
  ///
  /// - Precondition: `label` is a class.
  public static func drops<Input>(
    of parts: InputInParts<Input>, _ model: BlackBox<Input>, class label: Int
  ) -> [Double] {
    let rows = (0..<parts.count).map { hidden in (0..<parts.count).filter { $0 != hidden } }
    return Coalitions(showing: rows, of: parts.count).drops(of: parts, model, class: label)
  }
  // [/drops]
}

extension Coalitions {
  /// What the score of the class loses in each row after the first, which shows everything.
  func drops<Input>(
    of parts: InputInParts<Input>, _ model: BlackBox<Input>, class label: Int
  ) -> [Double] {
    let scores = model.scores(of: lazy.map { parts.input(showing: $0) }, class: label)
    return scores.dropFirst().map { scores[0] - $0 }
  }
}
