extension Elementary {
  /// The power xʸ, with the special cases of IEEE 754: x⁰ = 1 and 1ʸ = 1 always, a negative x only
  /// to whole powers.
  ///
  /// xʸ = exp(y ln x). The product can be 700 and its error is that of the result, so ln x is
  /// computed with some 64 bits, as an unevaluated sum of two numbers.
  public static func pow(_ x: Double, _ y: Double) -> Double {
    if y == 0 || x == 1 { return 1 }
    if x.isNaN || y.isNaN { return .nan }
    let isWhole = y.rounded(.towardZero) == y
    let isOdd = isWhole && abs(y) < 0x1p53 && (y / 2).rounded(.towardZero) * 2 != y
    let sign = x.sign == .minus && isOdd ? -1.0 : 1.0
    let size = abs(x)
    if y.isInfinite { return size == 1 ? 1 : (size > 1) == (y > 0) ? .infinity : 0 }
    if size == 0 { return sign * (y > 0 ? 0 : .infinity) }
    if size == .infinity { return sign * (y > 0 ? .infinity : 0) }
    if x < 0 && !isWhole { return .nan }
    let logarithm = preciseLogarithm(size)
    let product = y * logarithm.high
    if product > 710 { return sign * .infinity }
    if product < -746 { return sign * 0 }
    let error = (-product).addingProduct(y, logarithm.high) + y * logarithm.low
    return sign * exp(product, plus: error)
  }

  /// exp(x + error) for a small error: eˣ(1 + error), applied before the result can overflow or
  /// lose bits as a subnormal number.
  private static func exp(_ x: Double, plus error: Double) -> Double {
    let shift = x > 700 ? 64 : x < -690 ? -64 : 0
    let (high, low) = (x - Double(shift) * ln2High, -Double(shift) * ln2Low)
    let rest = high + low
    let lost = (high - rest) + low
    let value = exp(rest)
    return scaled(value + value * (error + lost), by: shift)
  }

  /// ln x as high + low, to about 64 bits: 2 artanh s with s and s³/3 in doubled precision.
  private static func preciseLogarithm(_ x: Double) -> (high: Double, low: Double) {
    let (power, mantissa) = split(x)
    let f = mantissa - 1
    // s = f / (2 + f), the sum and the quotient with their rounding errors
    let sum = 2 + f
    let sumError = f - (sum - 2)
    let s = f / sum
    let sError = (f.addingProduct(-s, sum) - s * sumError) / sum
    // s³/3 with its error
    let square = s * s
    let squareError = (-square).addingProduct(s, s) + 2 * s * sError
    let cube = square * s
    let cubeError = (-cube).addingProduct(square, s) + squareError * s + square * sError
    let third = cube / 3
    let thirdError = (cube.addingProduct(-third, 3) + cubeError) / 3
    var series = 1.0 / 25
    series = (1.0 / 23).addingProduct(series, square)
    series = (1.0 / 21).addingProduct(series, square)
    series = (1.0 / 19).addingProduct(series, square)
    series = (1.0 / 17).addingProduct(series, square)
    series = (1.0 / 15).addingProduct(series, square)
    series = (1.0 / 13).addingProduct(series, square)
    series = (1.0 / 11).addingProduct(series, square)
    series = (1.0 / 9).addingProduct(series, square)
    series = (1.0 / 7).addingProduct(series, square)
    series = (1.0 / 5).addingProduct(series, square)
    // k ln 2 + 2s + 2s³/3 + the rest, the largest first
    let k = Double(power)
    let (first, firstError) = exactSum(k * ln2High, 2 * s)
    let (second, secondError) = exactSum(first, 2 * third)
    let rest = 2 * series * square * cube + 2 * (sError + thirdError)
    let low = firstError + secondError + (k * ln2Low + rest)
    return exactSum(second, low)
  }

  /// a + b and the rounding error of that sum (Knuth 1969, two-sum).
  private static func exactSum(_ a: Double, _ b: Double) -> (high: Double, low: Double) {
    let sum = a + b
    let part = sum - a
    return (sum, (a - (sum - part)) + (b - part))
  }
}
