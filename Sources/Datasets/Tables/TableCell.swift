import Numerics

/// One value of a table: a measured number, or a level out of a few.
///
/// Literals are cells, so `row.with("water", 30)` and `row["soil"] == "clay"` read as they should.
public enum TableCell: Hashable, Sendable {
  /// A number in its column's unit.
  case number(Double)
  /// One of the levels that its column knows.
  case level(String)

  /// The number.
  ///
  /// - Precondition: the cell holds one.
  public var number: Double {
    guard case .number(let number) = self else {
      preconditionFailure("TableCell: `\(self)` is a level; a number was asked for")
    }
    return number
  }

  /// The level.
  ///
  /// - Precondition: the cell holds one.
  public var level: String {
    guard case .level(let level) = self else {
      preconditionFailure("TableCell: \(self) is a number; a level was asked for")
    }
    return level
  }
}

extension TableCell: CustomStringConvertible {
  /// The level, or the number without a needless `.0`: `clay`, `30`, `17.5`.
  public var description: String {
    switch self {
    case .level(let level): return level
    case .number(let number):
      let text = "\(number)"
      return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
  }
}

extension TableCell: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByStringLiteral
{
  /// A number.
  public init(integerLiteral value: Int) { self = .number(Double(value)) }
  /// A number.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// A level.
  public init(stringLiteral value: String) { self = .level(value) }
}
