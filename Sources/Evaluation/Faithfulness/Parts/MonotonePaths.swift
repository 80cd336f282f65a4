import Numerics

/// The scores of a class while parts are shown in the order of increasing importance; see
/// ``Monotonicity``.
public struct MonotonePaths: Hashable, Sendable {
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
  public var violationRate: MetricResult {
    let estimate = Estimate(rates)
    return MetricResult(
      value: estimate.mean,
      standardError: isTied && rates.count == 1 ? nil : estimate.standardError, passes: passes)
  }

  /// The violation rate for each order.
  private var rates: [Double] {
    scores.map { scores in
      let steps = zip(scores.dropFirst(2), scores.dropFirst())
      return scores.count < 3
        ? 0 : Double(steps.count { $0 < $1 }) / Double(scores.count - 2)
    }
  }
}
