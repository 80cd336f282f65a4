/// A running 64-bit hash: a fingerprint for what may not change unseen, not cryptography.
///
/// Source: Fowler, Noll and Vo (1991), variant 1a. Constant time for each byte.
package struct FowlerNollVo: Sendable {
  private var state: UInt64 = 0xcbf2_9ce4_8422_2325

  /// The hash of nothing.
  package init() {}

  /// The hash of the UTF-8 bytes of `text`.
  package init(_ text: String) {
    add(text.utf8)
  }

  /// The hash of `bytes`, as of a whole file.
  package init(_ bytes: [UInt8]) {
    add(bytes)
  }

  /// Takes in one byte.
  package mutating func add(_ byte: UInt8) {
    state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }

  /// Takes in bytes one by one.
  package mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { add(byte) }
  }

  /// Takes in all bytes of `number`, from the lowest.
  package mutating func add(_ number: some FixedWidthInteger & UnsignedInteger) {
    for shift in stride(from: 0, to: number.bitWidth, by: 8) {
      add(UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  /// The hash so far: 16 hexadecimal digits.
  package var hexadecimal: String {
    let digits = String(state, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
