/// A text as words and what stands between them, which put together again give the text exactly.
///
/// A word is a run of letters, digits and underscores of any script, as `\w+` has it; an emoji is a
/// word of its own, however many code points it takes. Spaces, punctuation and other signs separate
/// words; they are kept. So `don't` is two words, `don` and `t`, as for LIME's code.
///
/// Characters are those that a reader sees: an accent or a skin tone stays with what it belongs to.
public struct Tokens: Hashable, Sendable {
  /// A word, or what stands between two words.
  public struct Piece: Hashable, Sendable {
    /// The characters, as they were written.
    public let text: String
    /// Whether it is a word.
    public let isWord: Bool
    /// Whether it is an emoji, which is a word, too.
    public let isEmoji: Bool

    fileprivate init(_ text: Substring, _ kind: Kind) {
      self.text = String(text)
      (isWord, isEmoji) = (kind != .separator, kind == .emoji)
    }
  }

  /// Words and separators in order; no two separators stand side by side.
  public let pieces: [Piece]

  // [split]
  /// Takes `text` apart; an empty text has no pieces.
  public init(_ text: String) {
    var pieces: [Piece] = []
    var start = text.startIndex
    var last: Kind?
    for place in text.indices {
      let kind = Kind(text[place])
      if let last, kind != last || kind == .emoji {
        pieces.append(Piece(text[start..<place], last))
        start = place
      }
      last = kind
    }
    if let last {
      pieces.append(Piece(text[start...], last))
    }
    self.pieces = pieces
  }
  // [/split]

  /// The text that was taken apart.
  public var text: String { pieces.map(\.text).joined() }

  /// The words as they were written, in order.
  public var words: [String] { pieces.filter(\.isWord).map(\.text) }

  /// The words in lower case, in order: what a vocabulary counts.
  public var keys: [String] { words.map { $0.lowercased() } }

  /// What a character is to a text.
  fileprivate enum Kind {
    case letter, emoji, separator

    init(_ character: Character) {
      // most characters are ASCII, for which no table has to be asked
      if let ascii = character.asciiValue {
        switch ascii {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
          self = .letter
        default: self = .separator
        }
        return
      }
      let first = character.unicodeScalars[character.unicodeScalars.startIndex]
      let canBeEmoji = first.properties.isEmoji && first.value >= 0x2000
      if canBeEmoji || first.properties.isEmojiPresentation {
        self = .emoji
      } else {
        self = character.isLetter || character.isNumber ? .letter : .separator
      }
    }
  }
}
