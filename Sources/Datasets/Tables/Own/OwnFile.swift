/// A reader's own table as a file: its text is sound, its delimiter guessed and its header read.
public struct OwnFile: Sendable {
  /// The file as messages name it.
  public let file: String
  /// The names of its columns; none is empty and no two are equal.
  public let names: [String]
  /// About how many lines it has, for a bar: ``table(for:advance:)`` reads them twice.
  public let lineCount: Int

  let delimiter: Delimiter
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
    guard let delimiter = Delimiter.guess(text.bytes, from: text.start) else {
      var scanner = RecordScanner(text.bytes, from: text.start, delimiter: .comma, file: file)
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
      text.bytes, from: text.start, delimiter: delimiter, file: file)
    _ = try scanner.advance()
    let header = Header(scanner.record)
    guard !header.isNumbers else {
      throw DatasetError(
        "\(file):\(scanner.record.line)", "the first line holds numbers and no names",
        remedy: "Write a line with the names of the columns above it.")
    }
    names = header.names
    notes =
      (delimiter == .comma ? [] : ["The fields are parted by \(delimiter.words)."]) + header.notes
  }

  /// Goes through the records, the header first.
  var scanner: RecordScanner {
    RecordScanner(text.bytes, from: text.start, delimiter: delimiter, file: file)
  }

  /// Reads a cell as this file writes numbers.
  func reading(_ cell: ArraySlice<UInt8>) -> CellReading {
    CellReading(cell, acceptsComma: delimiter != .comma)
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
  /// Whether there are only numbers in it.
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
