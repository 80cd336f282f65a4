import Models
public import Numerics

/// A text whose parts, its words, can be hidden.
///
/// A part is a word with all its occurrences, in capitals or not, as the models of this book read
/// it; or each occurrence by itself. What stands between words is no part and always stays, so the
/// text with nothing hidden is the text.
///
/// *Source.* LIME's `IndexedString` (version 0.2.0.1): `bow=True` and `bow=False`; there `Free` and
/// `free` are two words.
///
/// *Limits.* With words left out it is a text that nobody writes.
public struct TextParts: Hashable, Sendable {
  /// What counts as one part.
  public enum Unit: String, CaseIterable, Hashable, Sendable {
    /// A word: its occurrences come and go together.
    case word
    /// An occurrence of a word.
    case occurrence
  }

  /// The text, taken apart.
  public let tokens: Tokens
  /// The part of each piece of the text, from 0; nil for what stands between words.
  public let parts: [Int?]
  /// The word of each part as it was first written.
  public let names: [String]
  /// What stands where a word is hidden; it is left out if this is empty.
  public let placeholder: String

  /// The parts of `text`; hidden words are left out, or `placeholder` stands in their places, for
  /// which LIME's code takes `UNKWORDZ` where occurrences are parts.
  ///
  /// - Throws: an error if there are not two parts or more.
  public init(
    _ text: String, unit: Unit = .word, placeholder: String = ""
  ) throws(TextPartsError) {
    tokens = Tokens(text)
    self.placeholder = placeholder
    var numbers: [String: Int] = [:]
    var (parts, names): ([Int?], [String]) = ([], [])
    for piece in tokens.pieces {
      guard piece.isWord else {
        parts.append(nil)
        continue
      }
      let key = piece.text.lowercased()
      if unit == .word, let known = numbers[key] {
        parts.append(known)
      } else {
        numbers[key] = names.count
        parts.append(names.count)
        names.append(piece.text)
      }
    }
    (self.parts, self.names) = (parts, names)
    guard names.count > 1 else {
      throw names.isEmpty ? .noWord : .oneWord(names[0])
    }
  }

  /// How many parts there are.
  public var count: Int { names.count }

  /// The words of the parts in lower case, as a ``Vocabulary`` has them.
  public var keys: [String] { names.map { $0.lowercased() } }

  /// The value of its part for each piece of the text; nil for what stands between words.
  ///
  /// - Precondition: there is a value for each part.
  public func painted(_ values: [Double]) -> [Double?] {
    precondition(
      values.count == count, "TextParts: \(values.count) values for \(count) words")
    return parts.map { $0.map { values[$0] } }
  }
}

/// Why a text cannot be explained by its words.
public enum TextPartsError: Error, Hashable, CustomStringConvertible {
  /// There is no word in it.
  case noWord
  /// There is only this one.
  case oneWord(String)

  /// What is wrong, and what to do about it.
  public var description: String {
    switch self {
    case .noWord:
      "the text has no word: no letter, digit or emoji; give one of two words or more"
    case .oneWord(let word):
      "the text has only one word, \(word), and nothing to compare it with; give one of two words "
        + "or more"
    }
  }
}

extension InputInParts where Input == String {
  // [hide]
  /// A text whose parts are words.
  public init(_ text: TextParts) {
    let pieces = text.tokens.pieces.map(\.text)
    self.init(count: text.count) { row in
      var left = ""
      for (piece, part) in zip(pieces, text.parts) {
        let isShown = part.map { row[$0] == 1 } ?? true
        left += isShown ? piece : text.placeholder
      }
      return left
    }
  }
  // [/hide]
}
