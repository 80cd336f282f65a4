import Numerics

/// The standard error of a number that is no mean, such as a correlation.
enum Jackknife {
  /// √((n − 1) / n · Σ (θᵢ − θ̄)²) of the numbers θᵢ that `statistic` makes of all draws but one.
  ///
  /// Source: Tukey (1958), "Bias and confidence in not quite large samples". For statistics that
  /// move little with each draw; not for a maximum or a median.
  ///
  /// - Precondition: there are 2 draws or more.
  static func standardError(
    of count: Int, _ statistic: (_ kept: [Int]) -> Double
  ) -> Double {
    precondition(count >= 2, "Jackknife: \(count) draws")
    let estimate = Estimate(
      (0..<count).map { left in statistic((0..<count).filter { $0 != left }) })
    return estimate.standardError * Double(count - 1)
  }
}
