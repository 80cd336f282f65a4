/// Blanks out comments and the words of string literals, so that a search finds code alone.
///
/// Line ends stay, and so does code inside interpolations.
struct CodeOnly {
  private let characters: [Character]
  private var position = 0
  private var code = ""

  /// The code of `text`.
  static func of(_ text: String) -> String {
    var scanner = CodeOnly(text)
    scanner.scan(untilParenthesis: false)
    return scanner.code
  }

  private init(_ text: String) { characters = Array(text) }

  /// Reads code up to the end, or up to the parenthesis that closes an interpolation.
  private mutating func scan(untilParenthesis: Bool) {
    var depth = 0
    while position < characters.count {
      if starts(with: "//") {
        while position < characters.count, !characters[position].isNewline { position += 1 }
      } else if starts(with: "/*") {
        comment()
      } else if let marks = stringStart {
        string(marks)
      } else {
        if characters[position] == "(" { depth += 1 }
        if characters[position] == ")" {
          if untilParenthesis, depth == 0 { return }
          depth -= 1
        }
        code.append(characters[position])
        position += 1
      }
    }
  }

  private mutating func comment() {
    var depth = 0
    repeat {
      if starts(with: "/*") {
        depth += 1
        position += 2
      } else if starts(with: "*/") {
        depth -= 1
        position += 2
      } else {
        skip()
      }
    } while depth > 0 && position < characters.count
  }

  /// How many `#` open a string literal here; nil if none starts.
  private var stringStart: Int? {
    let marks = characters[position...].prefix { $0 == "#" }.count
    let quote = position + marks
    return quote < characters.count && characters[quote] == "\"" ? marks : nil
  }

  private mutating func string(_ marks: Int) {
    let hashes = String(repeating: "#", count: marks)
    position += marks
    let quotes = starts(with: "\"\"\"") ? "\"\"\"" : "\""
    position += quotes.count
    code.append("\"")
    while position < characters.count {
      if starts(with: quotes + hashes) {
        position += quotes.count + marks
        break
      }
      if starts(with: "\\" + hashes + "(") {
        position += marks + 2
        code.append("(")
        scan(untilParenthesis: true)
        code.append(")")
        position += 1
      } else if starts(with: "\\" + hashes) {
        position += marks + 1
        skip()
      } else {
        skip()
      }
    }
    code.append("\"")
  }

  /// Passes a character over, but keeps line ends.
  private mutating func skip() {
    guard position < characters.count else { return }
    if characters[position].isNewline { code.append("\n") }
    position += 1
  }

  private func starts(with text: String) -> Bool {
    characters[position...].starts(with: text)
  }
}
