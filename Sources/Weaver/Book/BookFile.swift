/// A file that the book is made from, as bytes of the disk: read strictly, or refused in words.
///
/// A file that is missing, is no text or has a slip in it is never taken as empty.
package struct BookFile: Sendable {
  /// The path from the root of the package.
  package let path: String
  private let bytes: [UInt8]?

  /// The file at `path`, which has `bytes`; nil if there is none.
  package init(_ path: String, bytes: [UInt8]?) { (self.path, self.bytes) = (path, bytes) }

  /// Whether there is such a file.
  package var isThere: Bool { bytes != nil }

  /// Whether there is nothing in it, or no such file.
  package var isEmpty: Bool { bytes?.isEmpty ?? true }

  /// The text.
  ///
  /// - Throws: `WeaveError` if the file is missing, and with the line of what is not UTF-8. Text in
  ///   CP949, as editors in Korea save it, and in UTF-16 is named.
  package func text() throws(WeaveError) -> String {
    guard let bytes else {
      throw WeaveError(.noFile, at: Place(file: path, line: 1))
    }
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) {
      throw WeaveError(
        .notText("it starts with a byte-order mark"), at: Place(file: path, line: 1))
    }
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    let good = bytes.count(asText: ())
    let line = 1 + bytes[..<good].count { $0 == UInt8(ascii: "\n") }
    let code =
      if bytes.starts(with: [0xff, 0xfe]) || bytes.starts(with: [0xfe, 0xff]) {
        "it looks like UTF-16"
      } else if bytes.isCP949 {
        "it looks like CP949 (EUC-KR), in which Korean editors save"
      } else {
        "with the byte 0x" + String(bytes[good], radix: 16, uppercase: true)
      }
    throw WeaveError(.notText(code), at: Place(file: path, line: line))
  }

  /// The value that the file holds as JSON, which `decode` makes of its text.
  ///
  /// - Throws: `WeaveError` with the line of a slip, of a field that is double or missing, and of a
  ///   value of another kind.
  package func decoded<Value>(
    by decode: (String) throws -> Value
  ) throws(WeaveError) -> Value {
    let text = try text()
    let places = try JSONPlaces(text, file: path)
    do {
      return try decode(text)
    } catch {
      let (path, fact) = told(error)
      throw WeaveError(.slip(fact), at: places.place(of: path))
    }
  }
}

/// Where a value does not fit its type, and why.
private func told(_ error: any Error) -> (path: [String], fact: String) {
  func names(_ context: DecodingError.Context) -> [String] {
    context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }
  }
  func wanted(_ path: [String], _ type: Any.Type) -> String {
    let kind =
      switch type {
      case is String.Type: "text in quotation marks"
      case is Int.Type: "a whole number"
      default: "\(type)".hasPrefix("Array") ? "a list in [ ]" : "an object in { }"
      }
    return (path.last.map { "\"\($0)\" " } ?? "the file ") + "has to be \(kind)"
  }
  switch error {
  case DecodingError.keyNotFound(let key, let context):
    return (names(context), "the field \"\(key.stringValue)\" is missing")
  case DecodingError.typeMismatch(let type, let context),
    DecodingError.valueNotFound(let type, let context):
    return (names(context), wanted(names(context), type))
  case DecodingError.dataCorrupted(let context):
    return (names(context), context.debugDescription)
  default: return ([], "\(error)")
  }
}

extension [UInt8] {
  /// How many bytes from the start are UTF-8.
  fileprivate func count(asText: Void) -> Int {
    var decoder = UTF8()
    var iterator = makeIterator()
    var count = 0
    while case .scalarValue(let scalar) = decoder.decode(&iterator) {
      count += UTF8.width(scalar)
    }
    return count
  }

  /// Whether every byte above ASCII belongs to a pair of the Korean code page 949.
  fileprivate var isCP949: Bool {
    var index = 0
    while index < count {
      if self[index] < 0x80 {
        index += 1
        continue
      }
      guard index + 1 < count, (0x81...0xfe).contains(self[index]) else { return false }
      let isTrail = [0x41...0x5a, 0x61...0x7a, 0x81...0xfe].contains {
        $0.contains(self[index + 1])
      }
      if !isTrail { return false }
      index += 2
    }
    return true
  }
}
