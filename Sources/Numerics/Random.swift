/// The one source of chance in the book: seeded, counter-based, the same on every machine.
///
/// Draw n is a hash of seed + n * gamma, so the state is one number and any draw can be reached
/// without those before it. Source: Steele, Lea and Flood (2014), "Fast splittable pseudorandom
/// number generators", SplitMix64. Not for cryptography.
public struct Random: RandomNumberGenerator, Hashable, Sendable {
  private var state: UInt64

  /// A generator whose draws depend on `seed` alone.
  public init(seed: UInt64) { state = seed }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    return Random.mixed(state)
  }

  /// An independent generator, numbered: the same `number` gives the same stream.
  public func stream(_ number: UInt64) -> Random {
    Random(seed: Random.mixed(state ^ Random.mixed(number &+ 0x632b_e59b_d9b4_e019)))
  }

  /// A number in 0..<1, on a grid of 2^-53.
  public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A number in `range`, of which the upper end is no part: where rounding would give it, the
  /// number before it.
  ///
  /// - Precondition: the range is not empty, and its ends are finite numbers whose distance is one.
  public mutating func uniform(in range: Range<Double>) -> Double {
    let width = range.upperBound - range.lowerBound
    precondition(width > 0 && width.isFinite, "Random.uniform: nothing can be drawn from \(range)")
    return min(range.lowerBound + width * uniform(), range.upperBound.nextDown)
  }

  /// An integer in 0..<`bound`, each equally likely (Lemire 2019, without the bias).
  ///
  /// - Precondition: `bound` is positive.
  public mutating func integer(below bound: Int) -> Int {
    precondition(bound > 0, "Random.integer: the bound \(bound) is not positive")
    let range = UInt64(bound)
    let threshold = (0 &- range) % range
    while true {
      let product = next().multipliedFullWidth(by: range)
      if product.low >= threshold { return Int(product.high) }
    }
  }

  /// The numbers 0..<`count` in a random order (Fisher and Yates).
  ///
  /// - Precondition: `count` is 0 or more.
  public mutating func permutation(of count: Int) -> [Int] {
    precondition(count >= 0, "Random.permutation: of \(count) numbers")
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(last, integer(below: last + 1))
    }
    return order
  }

  /// A number from the normal distribution with mean 0 and standard deviation 1; takes two draws.
  ///
  /// Source: Box and Muller (1958), √(−2 ln u) cos 2πv with u and v uniform, u in 0 excluded to 1.
  public mutating func normal() -> Double {
    let u = 1 - uniform()
    let v = uniform()
    return (-2 * Elementary.log(u)).squareRoot() * Elementary.cos(2 * .pi * v)
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var bits = value
    bits = (bits ^ bits >> 30) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ bits >> 27) &* 0x94d0_49bb_1331_11eb
    return bits ^ bits >> 31
  }
}
