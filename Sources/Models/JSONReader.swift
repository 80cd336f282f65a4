/// A value of JSON, numbers as they were written.
enum JSONValue {
  case null
  case bool(Bool)
  case number(String)
  case text(String)
  case list([JSONValue])
  case object([(name: String, value: JSONValue)])

  /// What the value is, in words.
  var kind: String {
    switch self {
    case .null: "null"
    case .bool: "a truth value"
    case .number(let digits): "the number \(digits)"
    case .text: "a text"
    case .list: "a list"
    case .object: "an object"
    }
  }
}

/// Reads JSON to the letter: RFC 8259, UTF-8, no mark of byte order, no name twice in an object.
///
/// Foundation's decoder takes other encodings, numbers like 16.0 for whole ones and the last of
/// equal names, so that two programs can read two different things in one file.
struct JSONReader {
  /// What is wrong, and at which byte, from 0.
  struct Fault: Error {
    let byte: Int
    let problem: String
  }

  private let bytes: ArraySlice<UInt8>
  private var place: Int

  /// The members of the object that `bytes` hold, which nothing but white space may follow.
  static func object(
    of bytes: ArraySlice<UInt8>
  ) throws(Fault) -> [(name: String, value: JSONValue)] {
    var reader = JSONReader(bytes)
    let members = try reader.object(depth: 1)
    reader.skipSpace()
    guard reader.next == nil else { throw reader.fault("something behind the end") }
    return members
  }

  private init(_ bytes: ArraySlice<UInt8>) { (self.bytes, place) = (bytes, bytes.startIndex) }

  private var next: UInt8? { place < bytes.endIndex ? bytes[place] : nil }

  private func fault(_ problem: String) -> Fault {
    Fault(byte: place - bytes.startIndex, problem: problem)
  }

  private mutating func skipSpace() {
    while let byte = next, [0x20, 0x09, 0x0a, 0x0d].contains(byte) { place += 1 }
  }

  private mutating func skip(_ character: Unicode.Scalar) throws(Fault) {
    skipSpace()
    guard next == UInt8(ascii: character) else { throw fault("expected \(character)") }
    place += 1
  }

  /// Whether `character` comes next, which is then skipped.
  private mutating func skips(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard next == UInt8(ascii: character) else { return false }
    place += 1
    return true
  }

  private mutating func value(depth: Int) throws(Fault) -> JSONValue {
    skipSpace()
    guard depth < 128 else { throw fault("nested more than 127 deep") }
    switch next {
    case UInt8(ascii: "{"): return .object(try object(depth: depth))
    case UInt8(ascii: "["): return .list(try list(depth: depth))
    case UInt8(ascii: "\""): return .text(try text())
    default:
      for (word, value) in [
        ("null", JSONValue.null), ("true", .bool(true)), ("false", .bool(false)),
      ]
      where bytes[place...].starts(with: word.utf8) {
        place += word.utf8.count
        return value
      }
      return .number(try number())
    }
  }

  private mutating func object(depth: Int) throws(Fault) -> [(name: String, value: JSONValue)] {
    try skip("{")
    var members: [(name: String, value: JSONValue)] = []
    // by their bytes: two strings of Swift are equal if they only look the same
    var names: Set<[UInt8]> = []
    if skips("}") { return members }
    repeat {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw fault("expected a name in quotation marks") }
      let start = place
      let name = try text()
      guard names.insert(Array(name.utf8)).inserted else {
        place = start
        throw fault("the name \(name) for the second time")
      }
      try skip(":")
      members.append((name, try value(depth: depth + 1)))
    } while skips(",")
    try skip("}")
    return members
  }

  private mutating func list(depth: Int) throws(Fault) -> [JSONValue] {
    try skip("[")
    var values: [JSONValue] = []
    if skips("]") { return values }
    repeat { values.append(try value(depth: depth + 1)) } while skips(",")
    try skip("]")
    return values
  }

  // MARK: Numbers and texts

  private mutating func digits() throws(Fault) {
    let start = place
    while let byte = next, (0x30...0x39).contains(byte) { place += 1 }
    guard place > start else { throw fault("expected a value or a digit") }
  }

  private mutating func number() throws(Fault) -> String {
    let start = place
    if next == UInt8(ascii: "-") { place += 1 }
    if next == UInt8(ascii: "0") { place += 1 } else { try digits() }
    if next == UInt8(ascii: ".") {
      place += 1
      try digits()
    }
    if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
      place += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { place += 1 }
      try digits()
    }
    let number = String(decoding: bytes[start..<place], as: UTF8.self)
    guard Double(number)?.isFinite == true else { throw fault("the number \(number) is too large") }
    return number
  }

  private mutating func text() throws(Fault) -> String {
    place += 1
    var result: [UInt8] = []
    while let byte = next, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { throw fault("a control character in a text") }
      place += 1
      if byte == UInt8(ascii: "\\") {
        result += Array(String(try escaped()).utf8)
      } else {
        result.append(byte)
      }
    }
    guard next != nil else { throw fault("a text without an end") }
    place += 1
    guard let text = String(validating: result, as: UTF8.self) else {
      throw fault("the text before is not UTF-8")
    }
    return text
  }

  /// The character that a backslash and what follows it stand for.
  private mutating func escaped() throws(Fault) -> Unicode.Scalar {
    let letters: [UInt8: Unicode.Scalar] = [
      0x22: "\"", 0x5c: "\\", 0x2f: "/", 0x62: "\u{8}", 0x66: "\u{c}", 0x6e: "\n", 0x72: "\r",
      0x74: "\t",
    ]
    if let letter = next, let scalar = letters[letter] {
      place += 1
      return scalar
    }
    var code = UInt32(try unit())
    if (0xd800..<0xdc00).contains(code), next == UInt8(ascii: "\\") {
      place += 1
      let low = UInt32(try unit())
      code = (0xdc00..<0xe000).contains(low) ? 0x10000 + (code - 0xd800) << 10 + low - 0xdc00 : code
    }
    guard let scalar = Unicode.Scalar(code) else { throw fault("half of a pair of surrogates") }
    return scalar
  }

  /// Four hexadecimal digits behind a u.
  private mutating func unit() throws(Fault) -> UInt16 {
    guard next == UInt8(ascii: "u") else { throw fault("an unknown escape") }
    let digits = bytes[(place + 1)...].prefix(4)
    let text = String(decoding: digits, as: UTF8.self)
    guard digits.count == 4, text.allSatisfy(\.isHexDigit), let unit = UInt16(text, radix: 16)
    else { throw fault("expected four hexadecimal digits") }
    place += 5
    return unit
  }
}
