/// The levels of a column in order, and which one each value is.
struct LevelCodes {
  /// The level of missing cells.
  static let missing = "(missing)"
  /// The level of all rare values.
  static let other = "(other)"

  /// The levels as they are shown: numbers by size, else words by letter; then missing, then other.
  let names: [String]
  /// How many different values are told apart no longer.
  let rareCount: Int
  private let codes: [String: Int]
  private let codeOfOthers: Int

  /// The levels of values that occur as often as `counts` says, of which the `limit` most frequent
  /// are kept; of equally frequent ones the first by letter.
  init(_ counts: [String: Int], limit: Int, hasMissing: Bool) {
    let ranked = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    var names = ranked.prefix(limit).map(\.self).inOrder
    var codes = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    if hasMissing, codes[LevelCodes.missing] == nil {
      codes[LevelCodes.missing] = names.count
      names.append(LevelCodes.missing)
    }
    rareCount = max(0, ranked.count - limit)
    codeOfOthers = rareCount > 0 ? names.count : 0
    if rareCount > 0 { names.append(LevelCodes.other) }
    self.codes = codes
    self.names = names.map(\.printable)
  }

  /// The place of the level of a cell.
  func code(of cell: ArraySlice<UInt8>, isMissing: Bool) -> Int {
    codes[isMissing ? LevelCodes.missing : String(decoding: cell, as: UTF8.self)] ?? codeOfOthers
  }
}

extension [String] {
  /// Numbers by size if all are; else by letter.
  var inOrder: [String] {
    let numbers = compactMap(Double.init)
    guard numbers.count == count, numbers.allSatisfy(\.isFinite) else { return sorted() }
    return zip(numbers, self).sorted { $0 < $1 }.map(\.1)
  }
}

extension String {
  /// The text without the signs that move a terminal or show other letters than there are, each
  /// replaced.
  var printable: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.map { scalar in
          switch scalar.properties.generalCategory {
          case .control, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: "\u{fffd}"
          default:
            0x202a...0x202e ~= scalar.value || 0x2066...0x2069 ~= scalar.value
              ? "\u{fffd}" : scalar
          }
        }))
  }
}
