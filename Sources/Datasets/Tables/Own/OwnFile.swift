/// A reader's own table as a file: its text is sound, its delimiter guessed and its header read.
public struct OwnFile: Sendable {
  /// The file as messages name it.
  public let file: String
  /// The names of its columns; none is empty and no two are equal.
  public let names: [String]
  /// About how many lines it has, for a bar: ``table(for:advance:)`` reads them twice.
  public let lineCount: Int

  let delimiter: Delimiter
  /// Whether each row has an empty field more than the header.
  let endsInDelimiter: Bool
  let notes: [String]
  private let text: PlainText

  /// Opens the file at `path`.
  ///
  /// - Throws: an error with the place and what to do if it is no table in plain text.
  public init(contentsOf path: String) throws(DatasetError) {
    try self.init(PlainText(contentsOf: path), file: path)
  }

  /// Takes `bytes` for the file `file`.
  ///
  /// - Throws: an error with the place and what to do if they are no table in plain text.
  package init(_ bytes: [UInt8], file: String) throws(DatasetError) {
    try self.init(PlainText(bytes, file: file), file: file)
  }

  private init(_ text: PlainText, file: String) throws(DatasetError) {
    let guess = text.delimiter ?? Delimiter.guess(text.bytes, from: text.start)
    guard let delimiter = guess else {
      var scanner = RecordScanner(
        text.bytes, from: text.start, line: text.line, delimiter: .comma, file: file)
      _ = try scanner.advance()
      throw DatasetError(
        "\(file):\(scanner.record.line)",
        "the header holds only one column, \(scanner.record.text(0).quoted)",
        remedy: "It takes two or more, with commas, semicolons, tabs or bars between them.")
    }
    (self.text, self.file, self.delimiter) = (text, file, delimiter)
    let feeds = text.bytes.count { $0 == .lineFeed }
    lineCount = 1 + (feeds > 0 ? feeds : text.bytes.count { $0 == .carriageReturn })
    var scanner = RecordScanner(
      text.bytes, from: text.start, line: text.line, delimiter: delimiter, file: file)
    _ = try scanner.advance()
    let header = Header(scanner.record)
    guard !header.isNumbers else {
      throw DatasetError(
        "\(file):\(scanner.record.line)", "line \(scanner.record.line) looks like data",
        remedy: "Put the names of the columns in a first line.")
    }
    guard header.names.count > 1 else {
      throw DatasetError(
        "\(file):\(scanner.record.line)",
        "the header holds only one column, \(scanner.record.text(0).quoted)",
        remedy: "It takes two or more, with \(delimiter.words) between them, as `sep=` says.")
    }
    endsInDelimiter = try OwnFile.rowsEndInDelimiter(scanner, names: header.names.count)
    names = header.names
    notes =
      (delimiter == .comma ? [] : ["The fields are parted by \(delimiter.words)."])
      + (endsInDelimiter
        ? [
          "Each row ends in one of the \(delimiter.words), the header does not; it is passed over."
        ]
        : []) + header.notes
  }

  /// Goes through the records, the header first.
  var scanner: RecordScanner {
    RecordScanner(
      text.bytes, from: text.start, line: text.line, delimiter: delimiter, file: file)
  }

  /// Whether each row behind `header` has a field more than `names`, and that is empty.
  private static func rowsEndInDelimiter(
    _ header: RecordScanner, names: Int
  ) throws(DatasetError) -> Bool {
    var (scanner, rows) = (header, 0)
    while try scanner.advance() {
      let record = scanner.record
      guard record.count == names + 1, record[names].isEmpty else { return false }
      rows += 1
    }
    return rows > 0
  }

  /// Reads a cell as this file writes numbers.
  func reading(_ cell: ArraySlice<UInt8>) -> CellReading {
    delimiter.reading(cell)
  }

  /// Whether nothing can be learned from a target that is `cell`.
  func hasNoValue(_ cell: ArraySlice<UInt8>) -> Bool {
    [.missing, .infinite].contains(reading(cell).kind)
  }
}

/// The first line of a reader's table.
private struct Header {
  /// The names, none empty and no two equal.
  private(set) var names: [String] = []
  /// What was done for that, in sentences.
  private(set) var notes: [String] = []
  /// Whether it is a row rather than names.
  let isNumbers: Bool

  init(_ record: TextRecord) {
    let texts = (0..<record.count).map { record.text($0).printable }
    let kinds = (0..<record.count).map { CellReading(record[$0], acceptsComma: false).kind }
    let words = kinds.count { $0 == .text }
    isNumbers = words == 0 && kinds.contains { $0 != .missing }
    for (index, text) in texts.enumerated() {
      var name = text.isEmpty ? "column \(index + 1)" : text
      if let first = names.firstIndex(of: name) {
        var copy = 2
        while names.contains("\(name) (\(copy))") || texts.contains("\(name) (\(copy))") {
          copy += 1
        }
        notes.append(
          """
          Columns \(first + 1) and \(index + 1) are both called \(name.quoted); the second is \
          called `\(name) (\(copy))` here.
          """)
        name = "\(name) (\(copy))"
      } else if text.isEmpty {
        notes.append("Column \(index + 1) has no name; it is called \(name.quoted) here.")
      }
      names.append(name)
    }
    if let number = kinds.firstIndex(where: { [.point, .whole].contains($0) }), !isNumbers {
      notes.append(
        """
        The name of column \(number + 1) is a number, \(texts[number].quoted): if the first line \
        is a row, write a line of names above it.
        """)
    }
  }
}
