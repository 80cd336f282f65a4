/// Where the values of a JSON text stand, so that what is wrong with one can be told with its line.
///
/// The text is read by the letter of RFC 8259; two fields of one name are refused, too, because
/// readers differ in which of them they take.
struct JSONPlaces {
  private let bytes: [UInt8]
  private let file: String
  private var position = 0
  private var line = 1
  private var lines: [[String]: Int] = [:]

  /// Reads `text`, the content of `file`.
  ///
  /// - Throws: `WeaveError` with the line of the first slip.
  init(_ text: String, file: String) throws(WeaveError) {
    bytes = Array(text.utf8)
    self.file = file
    try value(at: [])
    skipBlanks()
    if position < bytes.count { throw slip("nothing may follow the last bracket") }
  }

  /// Where the value at `path` begins, or else the innermost one around it.
  func place(of path: [String]) -> Place {
    var path = path[...]
    while !path.isEmpty, lines[Array(path)] == nil { path.removeLast() }
    return Place(file: file, line: lines[Array(path)] ?? 1)
  }

  // MARK: Reading

  private mutating func value(at path: [String]) throws(WeaveError) {
    skipBlanks()
    lines[path] = line
    switch current {
    case "{":
      var names: Set<String> = []
      try list("}", of: "an object") { reader, _ throws(WeaveError) in
        let name = try reader.string()
        if !names.insert(name).inserted { throw reader.slip("there are two fields \"\(name)\"") }
        reader.skipBlanks()
        try reader.expect(":", after: "\"\(name)\"")
        try reader.value(at: path + [name])
      }
    case "[":
      try list("]", of: "a list") { reader, index throws(WeaveError) in
        try reader.value(at: path + ["\(index)"])
      }
    case "\"": _ = try string()
    default: try word()
    }
  }

  /// What stands between brackets, with commas between.
  private mutating func list(
    _ end: Character, of what: String,
    item: (inout JSONPlaces, Int) throws(WeaveError) -> Void
  ) throws(WeaveError) {
    let start = line
    position += 1
    skipBlanks()
    if current == end { return position += 1 }
    for index in 0... {
      skipBlanks()
      if current == end { throw slip("a comma stands before \(end)") }
      let never = slip("\(what) that begins at line \(start) is never closed")
      if current == nil { throw never }
      try item(&self, index)
      skipBlanks()
      if current == end { return position += 1 }
      if current == nil { throw never }
      try expect(",", after: "an item of \(what)")
    }
  }

  /// The raw letters of a string, its escapes as they are.
  private mutating func string() throws(WeaveError) -> String {
    guard current == "\"" else { throw slip("expected a name in quotation marks") }
    position += 1
    let start = position
    while let character = current, character != "\"" {
      if bytes[position] < 0x20 { throw slip("a text is not closed by \" in its line") }
      if character == "\\" {
        position += 1
        guard let escaped = current, "\"\\/bfnrtu".contains(escaped) else {
          throw slip("a backslash in a text is written \\\\")
        }
      }
      position += 1
    }
    guard current == "\"" else { throw slip("a text is never closed by \"") }
    defer { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// A number, `true`, `false` or `null`.
  private mutating func word() throws(WeaveError) {
    let start = position
    while let character = current, character.isPartOfKey || "+.".contains(character) {
      position += 1
    }
    let word = String(decoding: bytes[start..<position], as: UTF8.self)
    if ["true", "false", "null"].contains(word) { return }
    if word.wholeMatch(of: #/-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/#) == nil {
      throw slip(word.isEmpty ? "expected a value" : "\(word) is no value: texts stand in \" \"")
    }
  }

  // MARK: Moving on

  /// The byte here as a sign of ASCII; a byte above it is taken for a letter.
  private var current: Character? {
    position < bytes.count ? Character(UnicodeScalar(bytes[position])) : nil
  }

  private mutating func skipBlanks() {
    while let character = current,
      " \t\r\n".unicodeScalars.contains(where: { character == Character($0) })
    {
      if character == "\n" { line += 1 }
      position += 1
    }
  }

  private mutating func expect(_ character: Character, after what: String) throws(WeaveError) {
    guard current == character else { throw slip("expected \"\(character)\" after \(what)") }
    position += 1
  }

  private func slip(_ fact: String) -> WeaveError {
    WeaveError(.slip(fact), at: Place(file: file, line: line))
  }
}
