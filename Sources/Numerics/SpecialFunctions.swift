/// Functions that the distributions of statistics are made of, from ``Elementary`` alone: the same
/// bits on every machine.
public enum SpecialFunctions {
  /// ln(1 + x), which keeps its digits near x = 0: −infinity at −1, not a number below.
  ///
  /// With u = 1 + x as it is rounded, ln u · x / (u − 1) makes up for the rounding (Kahan; see
  /// Goldberg 1991, "What every computer scientist should know", theorem 4).
  public static func logOnePlus(_ x: Double) -> Double {
    let sum = 1 + x
    if sum == 1 || sum == .infinity { return x }
    if sum <= 0 { return Elementary.log(sum) }
    return Elementary.log(sum) * (x / (sum - 1))
  }

  /// ln Γ(x) for x > 0, within 1e-14 of its size or of 1.
  ///
  /// Below 10 the argument is raised by Γ(x) = Γ(x + 1) / x; from there on Stirling's series.
  ///
  /// - Precondition: `x` is positive and finite.
  public static func logGamma(_ x: Double) -> Double {
    precondition(x > 0 && x.isFinite, "SpecialFunctions.logGamma: \(x) is not positive")
    var (raised, product) = (x, 1.0)
    while raised < stirlingStart {
      product *= raised
      raised += 1
    }
    let logarithm = Elementary.log(raised)
    let stirling = (raised - 0.5) * logarithm - raised + halfLogTwoPi
    return stirling + stirlingRest(raised) - Elementary.log(product)
  }

  /// ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a + b).
  ///
  /// Where an argument is large its two terms are so too, and nearly equal: their difference is
  /// then written out from Stirling's series (DiDonato and Morris 1992, algorithm 708).
  ///
  /// - Precondition: both are positive and finite.
  public static func logBeta(_ a: Double, _ b: Double) -> Double {
    let (small, large) = (min(a, b), max(a, b))
    guard large >= stirlingStart else {
      return logGamma(small) + logGamma(large) - logGamma(small + large)
    }
    let growth =
      (large - 0.5) * logOnePlus(small / large) + small * Elementary.log(small + large) - small
    return logGamma(small) - (growth + stirlingRest(small + large) - stirlingRest(large))
  }

  /// The regularised incomplete beta function I_x(a, b), in 0...1.
  ///
  ///     I_x(a, b) = 1 / B(a, b) ∫₀ˣ uᵃ⁻¹ (1 − u)ᵇ⁻¹ du
  ///
  /// By its continued fraction (Abramowitz and Stegun 26.5.8) after Lentz, on the side of
  /// x = (a + 1) / (a + b + 2) on which it converges fast; on the other by I_x(a, b) =
  /// 1 − I_1−x(b, a). A value that is tiny keeps its digits.
  ///
  /// - Parameters:
  ///   - x: Where the integral ends, in 0...1.
  ///   - complement: 1 − x, for callers who know it better than by the difference.
  ///   - a: The exponent of u, plus 1.
  ///   - b: The exponent of 1 − u, plus 1.
  /// - Returns: The share of the whole integral that lies below x.
  /// - Precondition: x lies in 0...1; a and b are positive and finite.
  /// - Complexity: some √max(a, b) steps at worst.
  public static func incompleteBeta(
    _ x: Double, complement: Double? = nil, _ a: Double, _ b: Double
  ) -> Double {
    precondition(
      0...1 ~= x && a > 0 && b > 0 && a.isFinite && b.isFinite,
      "SpecialFunctions.incompleteBeta: nothing is defined for x = \(x), a = \(a), b = \(b)")
    let rest = complement ?? 1 - x
    if x == 0 { return 0 }
    if rest == 0 { return 1 }
    let logarithm = a * log(x, rest) + b * log(rest, x) - logBeta(a, b)
    let factor = Elementary.exp(logarithm)
    return x < (a + 1) / (a + b + 2)
      ? factor * fraction(x, a, b) / a : 1 - factor * fraction(rest, b, a) / b
  }

  /// ln x for x in 0...1 whose distance from 1 is `rest`.
  private static func log(_ x: Double, _ rest: Double) -> Double {
    x < 0.5 ? Elementary.log(x) : logOnePlus(-rest)
  }

  /// The continued fraction of the incomplete beta function.
  private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let tiny = 0x1p-960
    func kept(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
    var upper = 1.0
    var lower = 1 / kept(1 - (a + b) * x / (a + 1))
    var value = lower
    for step in 1...1_000_000 {
      let m = Double(step)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      lower = 1 / kept(1 + even * lower)
      upper = kept(1 + even / upper)
      value *= lower * upper
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      lower = 1 / kept(1 + odd * lower)
      upper = kept(1 + odd / upper)
      let change = lower * upper
      value *= change
      if abs(change - 1) < 0x1p-51 { break }
    }
    return value
  }

  // MARK: Stirling's series

  private static let stirlingStart = 10.0
  private static let halfLogTwoPi = 0.918_938_533_204_672_741_8

  /// ln Γ(x) − ((x − ½) ln x − x + ½ ln 2π) for x from 10 on: Σ B₂ₖ / (2k (2k − 1) x²ᵏ⁻¹).
  private static func stirlingRest(_ x: Double) -> Double {
    let square = 1 / (x * x)
    var series = 1.0 / 156
    series = (-691.0 / 360_360).addingProduct(series, square)
    series = (1.0 / 1188).addingProduct(series, square)
    series = (-1.0 / 1680).addingProduct(series, square)
    series = (1.0 / 1260).addingProduct(series, square)
    series = (-1.0 / 360).addingProduct(series, square)
    series = (1.0 / 12).addingProduct(series, square)
    return series / x
  }
}
