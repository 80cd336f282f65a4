import Numerics

/// One value of a garden table: a measured number, or a word out of a few.
///
/// Literals are cells, so `row.with("water", 30)` and `row["soil"] == "clay"` read as they should.
public enum GardenCell: Hashable, Sendable {
  /// A number in its column's unit.
  case number(Double)
  /// One of the words that its column knows.
  case word(String)

  /// The number.
  ///
  /// - Precondition: the cell holds one.
  public var number: Double {
    guard case .number(let number) = self else {
      preconditionFailure("GardenCell: `\(self)` is a word; a number was asked for")
    }
    return number
  }

  /// The word.
  ///
  /// - Precondition: the cell holds one.
  public var word: String {
    guard case .word(let word) = self else {
      preconditionFailure("GardenCell: \(self) is a number; a word was asked for")
    }
    return word
  }
}

extension GardenCell: CustomStringConvertible {
  /// The word, or the number without a needless `.0`: `clay`, `30`, `17.5`.
  public var description: String {
    switch self {
    case .word(let word): return word
    case .number(let number):
      let text = "\(number)"
      return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
  }
}

extension GardenCell: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByStringLiteral
{
  /// A number.
  public init(integerLiteral value: Int) { self = .number(Double(value)) }
  /// A number.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// A word.
  public init(stringLiteral value: String) { self = .word(value) }
}
