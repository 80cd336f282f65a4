import Foundation

/// What a cell of a reader's table holds, as far as its letters tell.
struct CellReading {
  /// What letters can be.
  enum Kind: Int, CaseIterable {
    /// Nothing, or a word for it.
    case missing
    /// Infinity, or a number so large that sums of its square would be.
    case infinite
    /// Digits, perhaps with a sign.
    case whole
    /// Digits with a leading zero, `007`: a code, perhaps.
    case code
    /// A number with a decimal point or an exponent.
    case point
    /// A number with a decimal comma.
    case comma
    /// Anything else.
    case text
  }

  /// What the letters are.
  let kind: Kind
  /// The number; 0 for what is none.
  let value: Double

  /// The largest number that is calculated with.
  static let largest = 1e100
  /// The words for a missing cell, in small letters.
  static let missingWords = ["na", "n/a", "#n/a", "nan", "null", "none", "?", "-"]

  private init(kind: Kind, value: Double) { (self.kind, self.value) = (kind, value) }

  /// Reads the bytes of a cell as a number of `style`, or else as a word, even if it is a number
  /// of another style.
  init(_ cell: ArraySlice<UInt8>, style: NumberStyle) {
    if let plain = style.plain(cell) {
      self.init(plain, acceptsComma: false)
    } else {
      let kind = CellReading(cell, acceptsComma: false).kind
      self.init(kind: [.missing, .infinite].contains(kind) ? kind : .text, value: 0)
    }
  }

  /// Reads the bytes of a cell; decimal commas are numbers if `acceptsComma`.
  init(_ cell: ArraySlice<UInt8>, acceptsComma: Bool) {
    if let first = cell.first, first < 58, first > 42,
      let number = DecimalNumber(cell), acceptsComma || number.kind != .comma
    {
      let isBearable = abs(number.value) <= CellReading.largest
      (kind, value) = (isBearable ? number.kind : .infinite, number.value)
    } else {
      let word = cell.count <= 9 ? String(decoding: cell, as: UTF8.self).lowercased() : "long"
      let size = word.hasPrefix("-") || word.hasPrefix("+") ? String(word.dropFirst()) : word
      if word.isEmpty || CellReading.missingWords.contains(word) {
        kind = .missing
      } else {
        kind = ["inf", "infinity"].contains(size) ? .infinite : .text
      }
      value = 0
    }
  }
}

/// A number as people and programs write it: `-17.5`, `3,14`, `6.02e23`, `.5`.
private struct DecimalNumber {
  let kind: CellReading.Kind
  let value: Double

  /// Reads the whole of `cell`; nil if it is anything else.
  ///
  /// A product or quotient of whole numbers below 2⁵³ by a power of ten up to 10²² is rounded
  /// once, so it is the nearest number; others are for the standard library to read. Source:
  /// Clinger (1990), "How to read floating point numbers accurately".
  init?(_ cell: ArraySlice<UInt8>) {
    var (digits, decimals, mantissa) = (0, 0, UInt64(0))
    var (mark, isPlain, startsWithZero) = (UInt8(0), true, false)
    var rest = cell
    let isNegative = rest.first == 45
    if isNegative || rest.first == 43 { rest.removeFirst() }
    while let byte = rest.popFirst() {
      switch byte {
      case 48...57:
        if digits == 0 { startsWithZero = byte == 48 && mark == 0 }
        digits += 1
        if mark != 0 { decimals += 1 }
        if digits <= 18 { mantissa = 10 * mantissa + UInt64(byte - 48) }
      case 44, 46:
        guard mark == 0 else { return nil }
        mark = byte
      case 69, 101:
        guard digits > 0 else { return nil }
        if let sign = rest.first, sign == 43 || sign == 45 { rest.removeFirst() }
        guard !rest.isEmpty, rest.allSatisfy({ 48...57 ~= $0 }) else { return nil }
        (isPlain, rest) = (false, [])
      default: return nil
      }
    }
    guard digits > 0 else { return nil }
    if isPlain, mark == 0 {
      kind = startsWithZero && digits > 1 ? .code : .whole
    } else {
      kind = mark == 44 ? .comma : .point
    }
    if isPlain, digits <= 18, mantissa <= 1 << 53 {
      let size = Double(mantissa) / DecimalNumber.powers[decimals]
      value = isNegative ? 0 - size : size
    } else {
      let text = String(decoding: cell.map { $0 == 44 ? 46 : $0 }, as: UTF8.self)
      guard let value = Double(text) else { return nil }
      self.value = value
    }
  }

  /// 10⁰ to 10²², each exact.
  private static let powers: [Double] = (0...22).map { exponent in
    (0..<exponent).reduce(1) { power, _ in 10 * power }
  }
}
