/// Reads BibTeX: `@type{key, field = {value}, …}`; what stands between entries is comment.
struct BibTeXParser {
  private let characters: [Character]
  private let file: String
  private var position = 0
  private var line = 1

  /// Prepares to read `text`.
  init(_ text: String, file: String) {
    characters = Array(text)
    self.file = file
  }

  /// All entries, each with author, title and year.
  mutating func works() throws(WeaveError) -> [Work] {
    var works: [Work] = []
    while let character = current {
      guard character == "@" else {
        next()
        continue
      }
      let work = try entry()
      if let first = works.first(where: { $0.key == work.key }) {
        throw WeaveError(
          .duplicate(kind: "work", name: work.key, first: first.place.line), at: work.place)
      }
      for field in ["author", "title", "year"] where work.fields[field] == nil {
        throw WeaveError(.missing(field, of: "work \"\(work.key)\""), at: work.place)
      }
      works.append(work)
    }
    return works
  }

  private mutating func entry() throws(WeaveError) -> Work {
    let place = Place(file: file, line: line)
    next()
    let type = word().lowercased()
    try expect("{", after: "@" + type)
    skipSpace()
    let key = word()
    if key.isEmpty { throw error("the entry has no key") }
    guard key.allSatisfy({ $0.isASCII && $0.isPartOfKey }) else {
      throw error("the key \"\(key)\" may hold letters of ASCII, digits, - and _ only")
    }
    var work = Work(key: key, type: type, fields: [:], place: place)
    skipSpace()
    while current == "," {
      next()
      skipSpace()
      if current == "}" { break }
      let name = word().lowercased()
      if name.isEmpty { throw error("expected a field's name in entry \"\(key)\"") }
      try expect("=", after: name)
      skipSpace()
      if work.fields.updateValue(try value(of: name), forKey: name) != nil {
        throw error("entry \"\(key)\" has two fields \"\(name)\"")
      }
      skipSpace()
    }
    try expect("}", after: "the entry \"\(key)\"")
    return work
  }

  /// A value in braces or quotation marks, or a bare number.
  private mutating func value(of name: String) throws(WeaveError) -> String {
    switch current {
    case "{"?: return try delimited(by: "}", name)
    case "\""?: return try delimited(by: "\"", name)
    default:
      let text = word()
      if text.isEmpty || !text.allSatisfy(\.isNumber) {
        throw error("the value of \"\(name)\" stands in braces, or is a number")
      }
      return text
    }
  }

  /// The text up to the closing delimiter; inner braces only group and are dropped.
  ///
  /// In the names of
  /// authors the spaces between them become such as do not break.
  private mutating func delimited(
    by end: Character, _ name: String
  ) throws(WeaveError) -> String {
    let start = line
    next()
    var depth = 0
    var text = ""
    while let character = current {
      if character == end, depth == 0 {
        next()
        return text.replacing("---", with: "—").replacing("--", with: "–").inOneLine
      }
      switch character {
      case "{": depth += 1
      case "}": depth -= 1
      case "\\":
        next()
        guard let escaped = current, "&%$#_".contains(escaped) else {
          throw error("the value of \"\(name)\" has a TeX command; write the letter itself")
        }
        text.append(escaped)
      case " " where depth > 0 && name == "author": text.append("\u{a0}")
      default: text.append(character)
      }
      next()
    }
    throw WeaveError(
      .bibliography("the value of \"\(name)\" is never closed"),
      at: Place(file: file, line: start))
  }

  // MARK: Moving on

  private var current: Character? {
    position < characters.count ? characters[position] : nil
  }

  private mutating func next() {
    if current?.isNewline == true { line += 1 }
    position += 1
  }

  private mutating func skipSpace() {
    while current?.isWhitespace == true { next() }
  }

  private mutating func word() -> String {
    let start = position
    while let character = current, character.isPartOfKey || character == ":" { next() }
    return String(characters[start..<position])
  }

  private mutating func expect(_ character: Character, after what: String) throws(WeaveError) {
    skipSpace()
    guard current == character else {
      throw error("expected \"\(character)\" after \(what)")
    }
    next()
  }

  private func error(_ fact: String) -> WeaveError {
    WeaveError(.bibliography(fact), at: Place(file: file, line: line))
  }
}
