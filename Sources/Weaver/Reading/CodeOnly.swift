/// Takes comments and the words of string literals out of Swift, so that code alone is left.
///
/// Line ends stay, and so does code inside interpolations.
package struct CodeOnly {
  private let bytes: [UInt8]
  private var position = 0
  private var code: [UInt8] = []

  /// The code of `text`.
  package static func of(_ text: String) -> String {
    var scanner = CodeOnly(text)
    scanner.scan(untilParenthesis: false)
    return String(decoding: scanner.code, as: UTF8.self)
  }

  private init(_ text: String) { bytes = Array(text.utf8) }

  /// Reads code up to the end, or up to the parenthesis that closes an interpolation.
  private mutating func scan(untilParenthesis: Bool) {
    var depth = 0
    while position < bytes.count {
      if starts(with: "//") {
        while position < bytes.count, bytes[position] != lineEnd { position += 1 }
      } else if starts(with: "/*") {
        comment()
      } else if let marks = stringStart {
        string(marks)
      } else {
        if bytes[position] == opening { depth += 1 }
        if bytes[position] == closing {
          if untilParenthesis, depth == 0 { return }
          depth -= 1
        }
        code.append(bytes[position])
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
    } while depth > 0 && position < bytes.count
  }

  /// How many `#` open a string literal here; nil if none starts.
  private var stringStart: Int? {
    let marks = bytes[position...].prefix { $0 == hash }.count
    let quote = position + marks
    return quote < bytes.count && bytes[quote] == quotationMark ? marks : nil
  }

  private mutating func string(_ marks: Int) {
    let hashes = String(repeating: "#", count: marks)
    position += marks
    let quotes = starts(with: "\"\"\"") ? "\"\"\"" : "\""
    position += quotes.count
    code.append(quotationMark)
    while position < bytes.count {
      if starts(with: quotes + hashes) {
        position += quotes.count + marks
        break
      }
      if starts(with: "\\" + hashes + "(") {
        position += marks + 2
        code.append(opening)
        scan(untilParenthesis: true)
        code.append(closing)
        position += 1
      } else if starts(with: "\\" + hashes) {
        position += marks + 1
        skip()
      } else {
        skip()
      }
    }
    code.append(quotationMark)
  }

  /// Passes a character over, but keeps line ends.
  private mutating func skip() {
    guard position < bytes.count else { return }
    if bytes[position] == lineEnd { code.append(lineEnd) }
    position += 1
  }

  private func starts(with text: String) -> Bool {
    bytes[position...].starts(with: text.utf8)
  }
}

private let lineEnd = UInt8(ascii: "\n")
private let opening = UInt8(ascii: "(")
private let closing = UInt8(ascii: ")")
private let hash = UInt8(ascii: "#")
private let quotationMark = UInt8(ascii: "\"")
