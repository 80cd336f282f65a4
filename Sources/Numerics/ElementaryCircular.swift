extension Elementary {
  /// The sine of an angle in radians; not a number for an infinite angle.
  public static func sin(_ x: Double) -> Double {
    if x == 0 { return x }
    let (quadrant, high, low) = reduced(x)
    switch quadrant & 3 {
    case 0: return sineSeries(high, low)
    case 1: return cosineSeries(high, low)
    case 2: return -sineSeries(high, low)
    default: return -cosineSeries(high, low)
    }
  }

  /// The cosine of an angle in radians; not a number for an infinite angle.
  public static func cos(_ x: Double) -> Double {
    let (quadrant, high, low) = reduced(x)
    switch quadrant & 3 {
    case 0: return cosineSeries(high, low)
    case 1: return -sineSeries(high, low)
    case 2: return -cosineSeries(high, low)
    default: return sineSeries(high, low)
    }
  }

  /// Writes x as quadrant * π/2 + (high + low) with |high| ≤ π/4, exactly enough for every x.
  ///
  /// x = M * 2^E with an integer M of 53 bits. Of x * 2/π only the last two bits before the point
  /// and those behind it matter; they are the low 192 bits of M times the 192 bits of 2/π that
  /// start at weight 2^(2−E), the higher ones adding whole turns (Payne and Hanek, 1983).
  private static func reduced(_ x: Double) -> (quadrant: Int, high: Double, low: Double) {
    guard x.isFinite else { return (0, .nan, .nan) }
    let size = abs(x)
    if size <= 0.785_398_163_397_448_3 { return (0, x, 0) }
    let exponent = Int(size.exponent) - 52
    let significand = size.significandBitPattern | 1 << 52
    let first = exponent - 2 + 64
    let (top, middle, bottom) = (word(first), word(first + 64), word(first + 128))
    let lowest = UInt128(bottom) * UInt128(significand)
    let next = UInt128(middle) * UInt128(significand) + lowest >> 64
    let highest = (top &* significand) &+ UInt64(next >> 64)
    let turns = UInt128(highest) << 64 | UInt128(UInt64(truncatingIfNeeded: next))
    // two bits of quadrant, then the fraction of a quadrant; the nearest quadrant is wanted
    let quadrant = Int(truncatingIfNeeded: (turns &+ 1 << 125) >> 126) & 3
    let fraction = Int128(bitPattern: turns &- UInt128(quadrant) << 126)
    let leading = nearest(fraction)
    let trailing = nearest(fraction - integer(leading))
    let scale = 0x1p-126
    let high = leading * scale * halfPiHigh
    let error = (-high).addingProduct(leading * scale, halfPiHigh)
    let low = error + (leading * scale * halfPiLow + trailing * scale * halfPiHigh)
    return x < 0 ? (-quadrant, -high, -low) : (quadrant, high, low)
  }

  /// The number nearest to `value`, of two the even one: what `Double(value)` gives, whose generic
  /// code takes some fifty times as long.
  private static func nearest(_ value: Int128) -> Double {
    let size = value.magnitude
    let excess = max(0, 64 - size.leadingZeroBitCount)
    let top = UInt64(truncatingIfNeeded: size >> UInt128(excess))
    let isRounded = UInt128(top) << UInt128(excess) != size
    let number = Double(isRounded ? top | 1 : top) * powerOfTwo(excess)
    return value < 0 ? -number : number
  }

  /// A whole number of a size below 2^127, as an integer.
  private static func integer(_ x: Double) -> Int128 {
    guard x != 0 else { return 0 }
    let significand = Int128(x.significandBitPattern | 1 << 52)
    let shift = Int(x.exponent) - 52
    let size = shift >= 0 ? significand << Int128(shift) : significand >> Int128(-shift)
    return x < 0 ? -size : size
  }

  /// sin(x + low) for |x| ≤ π/4: Taylor to degree 17 (error < 2⁻⁶²).
  private static func sineSeries(_ x: Double, _ low: Double) -> Double {
    let square = x * x
    var series = 1.0 / 355_687_428_096_000
    series = (-1.0 / 1_307_674_368_000).addingProduct(series, square)
    series = (1.0 / 6_227_020_800).addingProduct(series, square)
    series = (-1.0 / 39_916_800).addingProduct(series, square)
    series = (1.0 / 362_880).addingProduct(series, square)
    series = (-1.0 / 5_040).addingProduct(series, square)
    series = (1.0 / 120).addingProduct(series, square)
    series = (-1.0 / 6).addingProduct(series, square)
    return x + (low - 0.5 * square * low).addingProduct(series, square * x)
  }

  /// cos(x + low) for |x| ≤ π/4: Taylor to degree 16 (error < 2⁻⁵⁸).
  private static func cosineSeries(_ x: Double, _ low: Double) -> Double {
    let square = x * x
    var series = 1.0 / 20_922_789_888_000
    series = (-1.0 / 87_178_291_200).addingProduct(series, square)
    series = (1.0 / 479_001_600).addingProduct(series, square)
    series = (-1.0 / 3_628_800).addingProduct(series, square)
    series = (1.0 / 40_320).addingProduct(series, square)
    series = (-1.0 / 720).addingProduct(series, square)
    series = (1.0 / 24).addingProduct(series, square)
    let half = 0.5 * square
    let leading = 1 - half
    let lost = (1 - leading) - half
    return leading + (lost - x * low).addingProduct(series, square * square)
  }

  /// π/2 in two parts.
  private static let halfPiHigh = 0x1.921fb54442d18p+0
  private static let halfPiLow = 0x1.1a62633145c07p-54

  /// The 64 bits of 2/π that start `bit` − 64 bits behind the point.
  private static func word(_ bit: Int) -> UInt64 {
    let (index, shift) = (bit / 64, UInt64(bit % 64))
    let upper = twoOverPi[index] << shift
    return shift == 0 ? upper : upper | twoOverPi[index + 1] >> (64 - shift)
  }

  /// The binary digits of 2/π, after 64 zeros; computed from Machin's formula for π.
  private static let twoOverPi: [UInt64] = [
    0x0000_0000_0000_0000, 0xa2f9_836e_4e44_1529, 0xfc27_57d1_f534_ddc0, 0xdb62_9599_3c43_9041,
    0xfe51_63ab_debb_c561, 0xb724_6e3a_424d_d2e0, 0x0649_2eea_09d1_921c, 0xfe1d_eb1c_b129_a73e,
    0xe882_35f5_2ebb_4484, 0xe99c_7026_b45f_7e41, 0x3991_d639_8353_39f4, 0x9c84_5f8b_bdf9_283b,
    0x1ff8_97ff_de05_980f, 0xef2f_118b_5a0a_6d1f, 0x6d36_7ecf_27cb_09b7, 0x4f46_3f66_9e5f_ea2d,
    0x7527_bac7_ebe5_f17b, 0x3d07_39f7_8a52_92ea, 0x6bfb_5fb1_1f8d_5d08, 0x5603_3046_fc7b_6bab,
    0xf0cf_bc20_9af4_361d, 0xa9e3_9161_5ee6_1b08,
  ]
}
