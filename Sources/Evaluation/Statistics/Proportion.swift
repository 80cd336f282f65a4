import Numerics

/// A share that was counted, with how far chance may have moved it.
public struct Proportion: Hashable, Sendable {
  /// How often it was so.
  public let successes: Int
  /// Of how many.
  public let trials: Int

  /// `successes` of `trials`.
  ///
  /// - Precondition: there is a trial, and no more successes than trials.
  public init(_ successes: Int, of trials: Int) {
    precondition(
      trials > 0 && 0...trials ~= successes, "Proportion: \(successes) of \(trials)")
    (self.successes, self.trials) = (successes, trials)
  }

  /// The share, in 0...1.
  public var share: Double { Double(successes) / Double(trials) }

  /// Wilson's interval: the true shares from which the counted one lies no more than `z` standard
  /// deviations away; with 1.96 it holds the true one in about 95 of 100 experiments.
  ///
  /// It never leaves 0...1, and 0 of n is not certain to be 0.
  ///
  /// *Source.* Wilson (1927), "Probable inference, the law of succession, and statistical
  /// inference".
  ///
  /// - Precondition: `z` is positive and finite.
  public func interval(z: Double = 1.959_963_984_540_054) -> ClosedRange<Double> {
    precondition(z > 0 && z.isFinite, "Proportion: an interval of \(z) standard deviations")
    let count = Double(trials)
    let square = z * z / count
    let middle = (share + square / 2) / (1 + square)
    let half = (share * (1 - share) * square + square * square / 4).squareRoot() / (1 + square)
    return max(0, middle - half)...min(1, middle + half)
  }
}
