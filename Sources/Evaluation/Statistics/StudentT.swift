import Numerics

/// Student's t distribution: how far a mean of few values strays, in its own standard errors.
///
///     P(|T| > t) = I_x(ν/2, ½),   x = ν / (ν + t²)
///
/// with ν the degrees of freedom, which need not be a whole number, and I the regularised
/// incomplete beta function, ``SpecialFunctions/incompleteBeta(_:complement:_:_:)``. Tails keep
/// their digits down to 1e-300.
///
/// *Source.* Student (1908), "The probable error of a mean"; Abramowitz and Stegun (1964), 26.7.1.
public struct StudentT: Hashable, Sendable {
  /// ν; the smaller, the heavier the tails.
  public let degreesOfFreedom: Double

  /// The distribution with ν degrees of freedom.
  ///
  /// - Precondition: they are positive and finite.
  public init(degreesOfFreedom: Double) {
    precondition(
      degreesOfFreedom > 0 && degreesOfFreedom.isFinite,
      "StudentT: \(degreesOfFreedom) degrees of freedom; there have to be more than 0")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// P(|T| > |t|): what a two-sided test calls p.
  ///
  /// - Precondition: `t` is a number, here and below; it may be infinite.
  public func twoSidedTail(beyond t: Double) -> Double {
    precondition(!t.isNaN, "StudentT: t is not a number")
    let square = t * t / degreesOfFreedom
    return SpecialFunctions.incompleteBeta(
      1 / (1 + square), complement: 1 / (1 + 1 / square), degreesOfFreedom / 2, 0.5)
  }

  /// P(T > t).
  public func upperTail(beyond t: Double) -> Double {
    let half = twoSidedTail(beyond: t) / 2
    return t < 0 ? 1 - half : half
  }

  /// P(T ≤ t).
  public func cumulative(at t: Double) -> Double { upperTail(beyond: -t) }

  /// The t that T exceeds in either direction with a probability of `share`.
  ///
  /// It is half the width of an interval, in standard errors: about 2 for a share of 0.05. By halving, until no number lies between.
  ///
  /// - Precondition: `share` lies above 0 and below 1.
  public func twoSidedQuantile(_ share: Double) -> Double {
    precondition(share > 0 && share < 1, "StudentT: no t is exceeded with probability \(share)")
    var (low, high) = (0.0, 1.0)
    while twoSidedTail(beyond: high) > share { (low, high) = (high, 2 * high) }
    while true {
      let middle = low + (high - low) / 2
      if middle <= low || middle >= high { return middle }
      if twoSidedTail(beyond: middle) > share { low = middle } else { high = middle }
    }
  }
}
