/// How a column writes its numbers: what stands around each, and which signs stand inside.
///
/// `$1,438.03`, `90 %`, `1.059`, `1 142 kg`: a currency before the number, any words behind it, and
/// a sign between thousands.
struct NumberStyle: Hashable {
  /// The signs inside a number.
  enum Signs: Int, CaseIterable {
    /// `1438.03`
    case point
    /// `1438,03`
    case comma
    /// `1,438.03`
    case commaThousands
    /// `1.438,03`
    case pointThousands
    /// `1 438.03`
    case spaceThousands
    /// `1 438,03`
    case spaceThousandsComma

    /// The sign between thousands, if there is one, and that before decimals.
    var bytes: (thousands: UInt8?, decimals: UInt8) {
      switch self {
      case .point: (nil, 46)
      case .comma: (nil, 44)
      case .commaThousands: (44, 46)
      case .pointThousands: (46, 44)
      case .spaceThousands: (.space, 46)
      case .spaceThousandsComma: (.space, 44)
      }
    }
  }

  /// What stands before and behind each number, without white space.
  struct Around: Hashable {
    /// A currency, or nothing.
    let prefix: String
    /// A percent sign, a unit, a currency, or nothing.
    let suffix: String
  }

  /// What stands around each number.
  let around: Around
  /// The signs inside.
  let signs: Signs

  /// What is done to read the numbers, in a few words; nil if nothing is.
  var words: String? {
    let affixes = [around.prefix, around.suffix].filter { !$0.isEmpty }.map(\.quoted)
    let thousands =
      switch signs.bytes.thousands {
      case 44: "its commas are read as signs between thousands"
      case 46: "its points are read as signs between thousands"
      case nil: ""
      default: "its spaces are read as signs between thousands"
      }
    let decimals = signs.bytes.decimals == 44 ? "its decimal commas are read as points" : ""
    let without = affixes.isEmpty ? "" : "read without its \(affixes.joined(separator: " and "))"
    let words = [without, thousands, decimals].filter { !$0.isEmpty }
    return words.isEmpty ? nil : words.joined(separator: "; ")
  }

  /// The number of `cell` in plain digits, with a point before decimals; nil if it is written in
  /// another style.
  func plain(_ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let dressed = DressedNumber(cell), dressed.around == around,
      dressed.fit(signs) != nil
    else { return nil }
    let (thousands, decimals) = signs.bytes
    let digits = dressed.core.filter { $0 != thousands }.map { $0 == decimals ? 46 : $0 }
    return ((dressed.isNegative ? [45] : []) + digits)[...]
  }
}

/// A cell that holds a number and perhaps something around it.
struct DressedNumber {
  /// What stands around the number.
  let around: NumberStyle.Around
  /// Whether a minus stands before it.
  let isNegative: Bool
  /// From the first digit to the last, every kind of space and apostrophe a plain space.
  let core: [UInt8]

  /// Takes `cell` apart; nil if no digit is in it, or if what stands before the first is neither a
  /// sign nor a currency.
  init?(_ cell: ArraySlice<UInt8>) {
    guard cell.count <= 64, cell.contains(where: { 48...57 ~= $0 }) else { return nil }
    var text = String(decoding: cell, as: UTF8.self)
    for space in ["\u{a0}", "\u{202f}", "\u{2009}", "'", "’"] { text.replace(space, with: " ") }
    let scalars = Array(text.unicodeScalars)
    let isDigit = { (scalar: Unicode.Scalar) in "0"..."9" ~= scalar }
    guard var first = scalars.firstIndex(where: isDigit),
      let last = scalars.lastIndex(where: isDigit)
    else { return nil }
    if first > 0, scalars[first - 1] == "." || scalars[first - 1] == "," { first -= 1 }
    let before = scalars[..<first].filter { $0 != " " }
    let marks = before.filter { "+-−".unicodeScalars.contains($0) }
    let prefix = before.filter { !"+-−".unicodeScalars.contains($0) }
    guard marks.count <= 1,
      prefix.isEmpty || prefix.contains(where: { $0.properties.generalCategory == .currencySymbol })
    else { return nil }
    isNegative = marks.first.map { $0 != "+" } ?? false
    let suffix = String(String.UnicodeScalarView(scalars[(last + 1)...]))
    around = NumberStyle.Around(
      prefix: String(String.UnicodeScalarView(prefix)),
      suffix: suffix.drop { $0 == " " }.description)
    core = Array(String(String.UnicodeScalarView(scalars[first...last])).utf8)
  }

  /// Whether the number, written with `signs`, has thousands that are parted; nil if it is not
  /// written so.
  ///
  /// Each group has three digits but the first, which has one to three and begins with no zero.
  func fit(_ signs: NumberStyle.Signs) -> Bool? {
    let (thousands, decimals) = signs.bytes
    let halves = core.split(
      separator: decimals, maxSplits: 1, omittingEmptySubsequences: false)
    if halves.count == 2, halves[1].isEmpty || !halves[1].areDigits { return nil }
    let whole = halves[0]
    if whole.areDigits { return whole.isEmpty && halves.count == 1 ? nil : false }
    guard let thousands else { return nil }
    let groups = whole.split(separator: thousands, omittingEmptySubsequences: false)
    guard groups[0].first != 48, 1...3 ~= groups[0].count,
      groups.allSatisfy(\.areDigits), groups.dropFirst().allSatisfy({ $0.count == 3 })
    else { return nil }
    return true
  }
}

extension ArraySlice<UInt8> {
  /// Whether there is nothing but digits.
  fileprivate var areDigits: Bool { allSatisfy { 48...57 ~= $0 } }
}
