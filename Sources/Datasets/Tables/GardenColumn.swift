/// A column of the garden table: its name, its unit, and what can stand in it.
public struct GardenColumn: Hashable, Sendable {
  /// What can stand in a column.
  public enum Kind: Hashable, Sendable {
    /// Numbers within a range.
    case numbers(ClosedRange<Double>)
    /// One of these words.
    case words([String])
  }

  /// The name by which a row is asked: `water`.
  public let name: String
  /// What a number counts, `ml a day`; empty for words.
  public let unit: String
  /// What can stand in it.
  public let kind: Kind

  /// The range of the numbers in it; nil for words.
  public var range: ClosedRange<Double>? {
    guard case .numbers(let range) = kind else { return nil }
    return range
  }

  /// The words that can stand in it; none for numbers.
  public var words: [String] {
    guard case .words(let words) = kind else { return [] }
    return words
  }

  /// Why `cell` cannot stand in this column; nil if it can.
  ///
  /// A number may lie outside of the range, so that a model can be asked about what it never saw.
  func complaint(about cell: GardenCell) -> String? {
    switch (kind, cell) {
    case (.numbers, .number(let number)) where number.isFinite: nil
    case (.words(let words), .word(let word)) where words.contains(word): nil
    case (.numbers, _): "`\(cell)` does not fit \(name); expected a number in \(unit)"
    case (.words(let words), _):
      "`\(cell)` does not fit \(name); expected one of \(words.joined(separator: ", "))"
    }
  }
}
