/// The elementary functions of the book: the same bits on every machine.
///
/// The C library's versions differ from system to system in the last digit, and a last digit is
/// enough to make a trained network another network. These use only operations that IEEE 754
/// defines to the bit (+ − × ÷, square root, fused multiply-add), in one fixed order. Results are
/// within 1 unit in the last place of the exact ones, those of `tanh` and `pow` within 3 (the most
/// that was seen is 2.4 and 2.1). Method: reduce the argument to a short interval, then sum a Taylor
/// series there (Muller, "Elementary Functions", 2016, chapters 3 and 11; Cody and Waite, "Software
/// Manual for the Elementary Functions", 1980).
public enum Elementary {
  /// The exponential function eˣ: 0 and infinity beyond −745.14 and 709.79.
  public static func exp(_ x: Double) -> Double {
    if x.isNaN { return x }
    if x > 709.79 { return .infinity }
    if x < -745.14 { return 0 }
    let (power, fraction) = exponential(x)
    return scaled(1 + fraction, by: power)
  }

  /// The natural logarithm: −infinity at 0, not a number below.
  ///
  /// With x = 2ᵏ(1 + f) and s = f / (2 + f), ln(1 + f) = 2 artanh s = 2s + 2s³/3 + 2s⁵/5 + …;
  /// writing 2s as f − f²/2 + s f²/2 keeps the leading term exact (Ng, fdlibm, 1993).
  public static func log(_ x: Double) -> Double {
    if x.isNaN || x == .infinity { return x }
    if x < 0 { return .nan }
    if x == 0 { return -.infinity }
    let (power, mantissa) = split(x)
    let f = mantissa - 1
    let s = f / (2 + f)
    let square = s * s
    var series = 2.0 / 23
    series = (2.0 / 21).addingProduct(series, square)
    series = (2.0 / 19).addingProduct(series, square)
    series = (2.0 / 17).addingProduct(series, square)
    series = (2.0 / 15).addingProduct(series, square)
    series = (2.0 / 13).addingProduct(series, square)
    series = (2.0 / 11).addingProduct(series, square)
    series = (2.0 / 9).addingProduct(series, square)
    series = (2.0 / 7).addingProduct(series, square)
    series = (2.0 / 5).addingProduct(series, square)
    series = (2.0 / 3).addingProduct(series, square)
    let half = 0.5 * f * f
    let k = Double(power)
    let correction = (k * ln2Low).addingProduct(s, half + series * square)
    return k * ln2High - ((half - correction) - f)
  }

  /// The hyperbolic tangent, from e²ˣ − 1, so that it keeps its digits near 0.
  public static func tanh(_ x: Double) -> Double {
    let size = abs(x)
    if size.isNaN || size < 0x1p-30 { return x }
    if size > 20 { return x < 0 ? -1 : 1 }
    let (power, fraction) = exponential(2 * size)
    let scale = scaled(1, by: power)
    let exponentialLessOne = (scale - 1) + scale * fraction
    let value = exponentialLessOne / (exponentialLessOne + 2)
    return x < 0 ? -value : value
  }

  /// The square root, exact to the last bit as IEEE 754 asks.
  public static func sqrt(_ x: Double) -> Double { x.squareRoot() }

  /// The cube root, of negative numbers too.
  ///
  /// Three steps of Halley's iteration from a straight line, each tripling the correct digits, and
  /// one of Newton's whose residual is computed with fused multiply-add.
  public static func cbrt(_ x: Double) -> Double {
    if x == 0 || !x.isFinite { return x }
    // |x| = m * 8^third with m in 1..<8
    let exponent = Int(x.exponent)
    let third = exponent >= 0 ? exponent / 3 : -((2 - exponent) / 3)
    let m = scaled(x.significand, by: exponent - 3 * third)
    var root = 0.9 + 0.147 * m
    for _ in 0..<3 {
      let cube = root * root * root
      root *= (cube + 2 * m) / (2 * cube + m)
    }
    let square = root * root
    let squareError = (-square).addingProduct(root, root)
    let residual = (-m).addingProduct(square, root) + squareError * root
    root -= residual / (3 * square)
    let value = scaled(root, by: third)
    return x < 0 ? -value : value
  }
}

// MARK: Parts that several functions share

extension Elementary {
  /// ln 2 in two parts: the first has 38 bits, so that its product with an exponent is exact.
  static let ln2High = 0x1.62e42fefap-1
  static let ln2Low = 0x1.cf79abc9e3b3ap-40

  /// Writes eˣ as 2ᵏ(1 + fraction), |x − k ln 2| ≤ ln 2 / 2; Taylor to degree 13 (error < 2⁻⁵⁷).
  private static func exponential(_ x: Double) -> (power: Int, fraction: Double) {
    let k = (x * 1.442_695_040_888_963_4).rounded()
    let high = x - k * ln2High
    let low = k * ln2Low
    let r = high - low
    let lost = (high - r) - low
    var series = 1.0 / 6_227_020_800
    series = (1.0 / 479_001_600).addingProduct(series, r)
    series = (1.0 / 39_916_800).addingProduct(series, r)
    series = (1.0 / 3_628_800).addingProduct(series, r)
    series = (1.0 / 362_880).addingProduct(series, r)
    series = (1.0 / 40_320).addingProduct(series, r)
    series = (1.0 / 5_040).addingProduct(series, r)
    series = (1.0 / 720).addingProduct(series, r)
    series = (1.0 / 120).addingProduct(series, r)
    series = (1.0 / 24).addingProduct(series, r)
    series = (1.0 / 6).addingProduct(series, r)
    series = 0.5.addingProduct(series, r)
    let tail = (lost + lost * r).addingProduct(series, r * r)
    return (Int(k), r + tail)
  }

  /// Splits a positive finite x into 2^power * mantissa, mantissa in √½ ..< √2.
  static func split(_ x: Double) -> (power: Int, mantissa: Double) {
    let mantissa = x.significand
    let power = Int(x.exponent)
    return mantissa > 1.414_213_562_373_095 ? (power + 1, mantissa / 2) : (power, mantissa)
  }

  /// x * 2^power, rounded once, also where the result is subnormal.
  static func scaled(_ x: Double, by power: Int) -> Double {
    let half = power / 2
    return x * powerOfTwo(half) * powerOfTwo(power - half)
  }

  /// 2^exponent for an exponent of a normal number.
  static func powerOfTwo(_ exponent: Int) -> Double {
    Double(bitPattern: UInt64(exponent + 1023) << 52)
  }
}

// MARK: Single precision

extension Elementary {
  /// The exponential function, rounded from the one in double precision.
  public static func exp(_ x: Float) -> Float { Float(exp(Double(x))) }

  /// The natural logarithm, rounded from the one in double precision.
  public static func log(_ x: Float) -> Float { Float(log(Double(x))) }

  /// The sine, rounded from the one in double precision.
  public static func sin(_ x: Float) -> Float { Float(sin(Double(x))) }

  /// The cosine, rounded from the one in double precision.
  public static func cos(_ x: Float) -> Float { Float(cos(Double(x))) }

  /// The hyperbolic tangent, rounded from the one in double precision.
  public static func tanh(_ x: Float) -> Float { Float(tanh(Double(x))) }

  /// The square root, exact to the last bit.
  public static func sqrt(_ x: Float) -> Float { x.squareRoot() }

  /// The cube root, rounded from the one in double precision.
  public static func cbrt(_ x: Float) -> Float { Float(cbrt(Double(x))) }

  /// A power, rounded from the one in double precision.
  public static func pow(_ x: Float, _ y: Float) -> Float { Float(pow(Double(x), Double(y))) }
}
