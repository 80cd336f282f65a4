/// A column of a table: its name, and what can stand in it.
public struct TableColumn: Hashable, Sendable {
  /// What can stand in a column.
  public enum Kind: Hashable, Sendable {
    /// Numbers within a range, in a unit: `ml a day`.
    case numeric(ClosedRange<Double>, unit: String)
    /// One of these levels; their order counts where they are encoded as numbers.
    case categorical([String])
  }

  /// The name by which a row is asked: `water`.
  public let name: String
  /// What can stand in it.
  public let kind: Kind

  /// A column.
  public init(_ name: String, _ kind: Kind) { (self.name, self.kind) = (name, kind) }

  /// Whether numbers stand in it.
  public var isNumeric: Bool { range != nil }

  /// The range of its numbers; nil for levels.
  public var range: ClosedRange<Double>? {
    guard case .numeric(let range, _) = kind else { return nil }
    return range
  }

  /// What its numbers count; empty for levels.
  public var unit: String {
    guard case .numeric(_, let unit) = kind else { return "" }
    return unit
  }

  /// The levels that can stand in it; none for numbers.
  public var levels: [String] {
    guard case .categorical(let levels) = kind else { return [] }
    return levels
  }

  /// Why `cell` cannot stand in this column; nil if it can.
  ///
  /// A number may lie outside of the range, so that a model can be asked about what it never saw.
  func complaint(about cell: TableCell) -> String? {
    switch (kind, cell) {
    case (.numeric, .number(let number)) where number.isFinite: nil
    case (.categorical(let levels), .level(let level)) where levels.contains(level): nil
    case (.numeric(_, let unit), _): "`\(cell)` does not fit \(name); expected a number in \(unit)"
    case (.categorical(let levels), _):
      "`\(cell)` does not fit \(name); expected one of \(levels.joined(separator: ", "))"
    }
  }
}
