public import Explainers
public import Numerics
public import Tensors

/// Whether the importances of several parts together go with the effect of losing them together.
///
/// *Question.* Do importances add up to effects?
///
/// *Formula.* For random subsets S of the parts, all of one size and each equally likely, Pearson's
/// correlation of Σ aᵢ over S with the drop f(x) − f(x without S): in −1...1, higher is better.
///
/// *Error.* The jackknife over the subsets.
///
/// *Undefined cases.* If all sums are equal, or all drops, the score is 0, as for
/// ``FaithfulnessCorrelation``. So it is where the only subset holds all parts.
///
/// *Reference.* Bhatt, Weller and Moura (2020), "Evaluating and aggregating feature-based model
/// explanations", IJCAI.
///
/// *Limits.* The size of the subsets is a choice that decides much: with all but a few parts hidden
/// the model sees hardly anything that it knows.
public struct SubsetFaithfulness: MapMetric, Hashable {
  /// The parts.
  public let blocks: PictureBlocks
  /// The share of the parts that is hidden at a time.
  public let share: Double
  /// How many subsets are drawn.
  public let subsets: Int

  /// The knobs; 16 of 64 parts at a time, 100 times.
  ///
  /// - Precondition: the share is above 0 and at most 1, and there are 3 subsets or more, below which
  ///   a correlation has no error.
  public init(over blocks: PictureBlocks, share: Double = 0.25, subsets: Int = 100) {
    precondition(
      share > 0 && share <= 1 && subsets >= 3,
      "SubsetFaithfulness: \(subsets) subsets of a share of \(share)")
    (self.blocks, self.share, self.subsets) = (blocks, share, subsets)
  }

  /// "subset faithfulness".
  public var name: String { "subset faithfulness" }

  /// True.
  public var isBetterHigher: Bool { true }

  /// The score of a map; the model is asked about the picture and each subset.
  public func score(
    _ map: Tensor, _ model: BlackBox<Tensor>, _ image: Tensor, class label: Int,
    using random: Random
  ) -> MetricResult {
    require(map, fits: image)
    let parts = blocks.parts(of: image)
    return SubsetFaithfulness.score(
      blocks.importances(in: map), of: parts, hiding: hidden(of: parts.count, using: random),
      model, class: label)
  }

  /// The subsets that are hidden: at least one part, rounded to the nearest number of them.
  ///
  /// - Precondition: there is a part.
  public func hidden(of parts: Int, using random: Random) -> [[Int]] {
    precondition(parts > 0, "SubsetFaithfulness: no parts")
    let size = max(1, Int((share * Double(parts)).rounded()))
    var random = random
    return (0..<subsets).map { _ in random.permutation(of: parts).prefix(size).sorted() }
  }

  /// The score of any importances of any parts for given subsets.
  ///
  /// - Precondition: there is an importance for each part, the subsets name parts, and there are 3
  ///   or more; `label` is a class.
  public static func score<Input>(
    _ importances: [Double], of parts: InputInParts<Input>, hiding subsets: [[Int]],
    _ model: BlackBox<Input>, class label: Int
  ) -> MetricResult {
    precondition(
      importances.count == parts.count && subsets.count >= 3,
      "SubsetFaithfulness: \(importances.count) importances of \(parts.count) parts, "
        + "\(subsets.count) subsets")
    for subset in subsets {
      precondition(
        subset.allSatisfy { 0..<parts.count ~= $0 },
        "SubsetFaithfulness: \(subset) names a part beyond \(parts.count)")
    }
    let shown = subsets.map { subset in (0..<parts.count).filter { !subset.contains($0) } }
    let drops = Coalitions(showing: shown, of: parts.count).drops(of: parts, model, class: label)
    let sums = subsets.map { $0.reduce(0) { $0 + importances[$1] } }
    return MetricResult(
      value: RankStability.correlation(sums, drops),
      standardError: Jackknife.standardError(of: subsets.count) { kept in
        RankStability.correlation(kept.map { sums[$0] }, kept.map { drops[$0] })
      },
      passes: subsets.count + 1)
  }
}
