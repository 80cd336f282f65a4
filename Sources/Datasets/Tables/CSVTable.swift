/// A file of values without quotes, with a comma or another separator between them, and with every
/// field's place in it.
///
/// Read strictly, so that no slip of an editor or of a copy goes unseen: text in UTF-8 without a
/// byte-order mark, the header as it is to be, and each line ended by LF or by CR LF, the last
/// one too.
package struct CSVTable: Sendable {
  /// The lines below the header.
  package let rows: [CSVRow]

  /// Reads `bytes` as a table with the columns `header`, divided by `separator`, and, if given,
  /// `count` rows.
  ///
  /// - Throws: an error that names the line if a header, a column or a row is missing.
  init(
    _ bytes: [UInt8], file: String, header: [String], count: Int? = nil,
    separator: Character = ","
  ) throws(DatasetError) {
    let expected = header.joined(separator: String(separator))
    let lines = try CSVTable.lines(of: bytes, file: file)
    guard let first = lines.first, first == expected else {
      throw DatasetError(
        "\(file):1:1", "the header is \((lines.first ?? "").quoted); expected `\(expected)`")
    }
    var rows: [CSVRow] = []
    for (index, line) in lines.enumerated().dropFirst() {
      let fields = line.split(separator: separator, omittingEmptySubsequences: false)
      guard fields.count == header.count else {
        throw DatasetError(
          "\(file):\(index + 1):1",
          "\(fields.count) columns; expected \(header.count): \(expected)")
      }
      rows.append(CSVRow(file: file, line: index + 1, fields: fields))
    }
    if let count, rows.count != count {
      throw DatasetError(
        "\(file):\(rows.count + 1):1", "\(rows.count) rows; expected \(count)")
    }
    self.rows = rows
  }

  /// The lines without their ends.
  private static func lines(of bytes: [UInt8], file: String) throws(DatasetError) -> [Substring] {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw DatasetError(file, "the file is not text in UTF-8")
    }
    guard text.unicodeScalars.first != "\u{feff}" else {
      throw DatasetError(
        "\(file):1:1", "the file begins with a byte-order mark; expected UTF-8 without one")
    }
    // CR LF is one character, which a lone CR is not.
    var lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    for (index, line) in lines.enumerated() {
      guard let place = line.firstIndex(of: "\r") else { continue }
      throw DatasetError(
        "\(file):\(index + 1):\(line.distance(from: line.startIndex, to: place) + 1)",
        "a carriage return without a line feed; expected lines that end in LF or CR LF")
    }
    guard let last = lines.popLast(), last.isEmpty else {
      throw DatasetError(
        "\(file):\(lines.count + 1):1", "the last line has no end, as if the file were cut off")
    }
    return lines
  }
}

extension StringProtocol {
  /// The text as a message can quote it: in backticks, with control characters spelled out, and
  /// cut where it is longer than a line.
  var quoted: String {
    let limit = 60
    let shown = unicodeScalars.prefix(limit).map { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: scalar.escaped(asASCII: true)
      default: String(scalar)
      }
    }
    let isCut = unicodeScalars.dropFirst(limit).first != nil
    return "`\(shown.joined())\(isCut ? "…" : "")`"
  }
}
