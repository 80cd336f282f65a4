import Numerics

/// How closely two lists go together, with how far chance may have moved the number.
public struct Correlation: Hashable, Sendable {
  /// The coefficient, in -1...1; 0 when one list is constant.
  public let value: Double
  /// What it could be in all pairs of which these are a sample, at 95 %: −1...1 if there are fewer
  /// than four pairs, or if a list is constant, and the coefficient alone where it is −1 or 1.
  public let interval: ClosedRange<Double>
  /// How many pairs there are.
  public let count: Int

  /// Pearson's coefficient: how near pairs lie to a straight line.
  ///
  /// The interval is Fisher's (1915): artanh r is nearly normal, with the variance 1 / (n − 3). It
  /// trusts that both lists are about normal; with a few pairs far from the rest it is too narrow.
  ///
  /// - Precondition: The lists are equally long, and hold finite numbers, here and below.
  public static func pearson(_ first: [Double], _ second: [Double]) -> Correlation {
    Correlation(RankStability.correlation(first, second), first, second) { _ in 1 }
  }

  /// Spearman's coefficient: how near the order of one list is to that of the other.
  ///
  /// The interval is Fisher's with the variance (1 + ρ² / 2) / (n − 3) of Bonett and Wright (2000),
  /// "Sample size requirements for estimating Pearson, Kendall and Spearman correlations".
  public static func spearman(_ first: [Double], _ second: [Double]) -> Correlation {
    Correlation(RankStability.spearman(first, second), first, second) { 1 + $0 * $0 / 2 }
  }

  private init(
    _ value: Double, _ first: [Double], _ second: [Double], spread: (_ value: Double) -> Double
  ) {
    (self.value, count) = (value, first.count)
    if count < 4 || isConstant(first) || isConstant(second) {
      interval = -1...1
    } else if abs(value) == 1 {
      interval = value...value
    } else {
      let centre = Elementary.log((1 + value) / (1 - value)) / 2
      let reach = Correlation.quantile * (spread(value) / Double(count - 3)).squareRoot()
      interval = Elementary.tanh(centre - reach)...Elementary.tanh(centre + reach)
    }
  }

  /// Below this lies 97.5 % of a standard normal distribution.
  private static let quantile = 1.959_963_984_540_054
}
