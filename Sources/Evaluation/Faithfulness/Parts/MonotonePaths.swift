import Numerics

/// The scores of a class while parts are shown in the order of increasing importance; see
/// ``Monotonicity`` for its readings.
public struct MonotonePaths: Hashable, Sendable {
  /// The importance of each part.
  public let importances: [Double]
  /// The parts in the order in which they were shown, for each order that was drawn.
  public let orders: [[Int]]
  /// The score with none of the parts shown, with the first one, and so on, for each order.
  public let scores: [[Double]]
  /// Whether parts are equally important, so that there are several orders.
  public let isTied: Bool

  /// How many inputs the model was asked about.
  public var passes: Int { scores.reduce(0) { $0 + $1.count } }

  /// Whether no score is below the one before it, from the first part on, in any order drawn.
  public var isMonotone: Bool { rates.allSatisfy { $0 == 0 } }

  /// The share of the steps from one part to the next that fall; 0 of a single part.
  public var violationRate: MetricResult { result(rates) }

  /// Spearman's correlation of the importance of a part with what the score gains as it comes.
  public var gains: MetricResult {
    result(
      zip(orders, scores).map { order, scores in
        let gains = zip(scores.dropFirst(), scores).map { $0 - $1 }
        return RankStability.spearman(order.map { importances[$0] }, gains)
      })
  }

  /// The violation rate for each order.
  private var rates: [Double] {
    scores.map { scores in
      let steps = zip(scores.dropFirst(2), scores.dropFirst())
      return scores.count < 3
        ? 0 : Double(steps.count { $0 < $1 }) / Double(scores.count - 2)
    }
  }

  private func result(_ values: [Double]) -> MetricResult {
    let estimate = Estimate(values)
    return MetricResult(
      value: estimate.mean,
      standardError: isTied && values.count == 1 ? nil : estimate.standardError, passes: passes)
  }
}
