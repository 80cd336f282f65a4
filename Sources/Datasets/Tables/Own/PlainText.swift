import Foundation

/// The bytes of a reader's file, known to be text in UTF-8.
struct PlainText {
  /// All bytes of the file.
  let bytes: [UInt8]
  /// Where the table begins: behind a byte-order mark and a line `sep=;`.
  let start: Int
  /// The number of the line there.
  let line: Int
  /// The sign that the line `sep=;` of a spreadsheet names, if there is one.
  let delimiter: Delimiter?

  /// The largest file that is read: several times its size has to fit into memory.
  static let limit = 1_000_000_000

  /// The file at `path`.
  ///
  /// - Throws: an error that says what stands there in place of a text.
  init(contentsOf path: String) throws(DatasetError) {
    let bytes = try ReadersFile(path).bytes(
      upTo: PlainText.limit, kind: "a file of text",
      remedy: "A model learns as much from a random part of the rows: `shuf -n 100000`.")
    try self.init(bytes, file: path)
  }

  /// The bytes of `file`.
  ///
  /// - Throws: an error that names the byte that is no text, and what the file seems to be.
  init(_ bytes: [UInt8], file: String) throws(DatasetError) {
    if bytes.starts(with: [0x1f, 0x8b]) {
      throw DatasetError(file, "the file is compressed", remedy: "Unpack it first: `gunzip`.")
    }
    if let kind = PlainText.kindOfOther(bytes) {
      throw DatasetError(
        file, "the file is \(kind) and not text in UTF-8",
        remedy: "Save it as `CSV UTF-8` in the program that made it.")
    }
    if let zero = bytes.firstIndex(of: 0) {
      throw DatasetError(
        file, "byte \(zero + 1) is zero, as in no text: this is not a table in plain text",
        remedy: "Save the table as `CSV UTF-8`.")
    }
    if let place = PlainText.firstFault(in: bytes) {
      let line = 1 + bytes[..<place].count { $0 == .lineFeed }
      let code = String(bytes[place], radix: 16, uppercase: true)
      throw DatasetError(
        "\(file):\(line)",
        "the file is not text in UTF-8: byte \(place + 1) of the file, 0x\(code), has no place there",
        remedy: """
          Save it as `CSV UTF-8`, or convert it: `iconv -f CP949 -t UTF-8` for Korean from \
          Windows, `-f CP1252` for most of Europe.
          """)
    }
    self.bytes = bytes
    let mark = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    if let named = PlainText.namedDelimiter(bytes.dropFirst(mark)) {
      (start, line, delimiter) = (mark + named.count, 2, named.delimiter)
    } else {
      (start, line, delimiter) = (mark, 1, nil)
    }
    guard bytes.dropFirst(start).contains(where: { $0 > .space }) else {
      throw DatasetError(
        file, "the file is empty",
        remedy: "It takes a line with the names of the columns, and a line for each row.")
    }
  }

  /// The sign that a first line `sep=;` names, and how many bytes the line has.
  private static func namedDelimiter(
    _ bytes: ArraySlice<UInt8>
  ) -> (delimiter: Delimiter, count: Int)? {
    let head = Array(bytes.prefix(7))
    guard head.count > 5, String(decoding: head.prefix(4), as: UTF8.self).lowercased() == "sep=",
      let delimiter = Delimiter(rawValue: head[4])
    else { return nil }
    switch head[5] {
    case .lineFeed: return (delimiter, 6)
    case .carriageReturn: return (delimiter, head.last == .lineFeed && head.count == 7 ? 7 : 6)
    default: return nil
    }
  }

  /// What the file is, if its first bytes tell that it is no UTF-8.
  private static func kindOfOther(_ bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0xff, 0xfe]) || bytes.starts(with: [0xfe, 0xff]) {
      return "text in UTF-16"
    }
    if bytes.starts(with: [0x50, 0x4b, 3, 4]) {
      return "an archive, as workbooks of spreadsheets are,"
    }
    // Without a mark: letters of the West have a zero in every second byte.
    let zeros = bytes.prefix(64).enumerated().filter { $0.element == 0 }.map(\.offset)
    let isHalf = zeros.count > 1 && zeros.count * 2 >= min(64, bytes.count) - 1
    return isHalf && Set(zeros.map { $0 % 2 }).count == 1 ? "text in UTF-16" : nil
  }

  /// The place of the first byte that does not continue a text in UTF-8.
  private static func firstFault(in bytes: [UInt8]) -> Int? {
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    var parser = Unicode.UTF8.ForwardParser()
    var (rest, place) = (bytes.makeIterator(), 0)
    while true {
      switch parser.parseScalar(from: &rest) {
      case .valid(let encoded): place += encoded.count
      case .error, .emptyInput: return min(place, bytes.count - 1)
      }
    }
  }
}
