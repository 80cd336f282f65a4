import Foundation

/// A file of comma-separated values without quotes, with every field's place in it.
struct Table {
  /// One line, split.
  struct Row {
    /// The name of the file.
    let file: String
    /// The number of the line; the header is line 1.
    let line: Int
    /// The fields in order.
    let fields: [Substring]

    /// The file, line and column at which `field` starts.
    func place(of field: Int) -> String {
      let column = 1 + fields[..<field].reduce(0) { $0 + $1.count + 1 }
      return "\(file):\(line):\(column)"
    }

    /// The integer in `field`.
    ///
    /// - Throws: an error if it is none, or not in `range`.
    func integer(_ field: Int, in range: Range<Int>) throws(DatasetError) -> Int {
      guard let value = Int(fields[field]) else {
        throw DatasetError(place(of: field), "`\(fields[field])` is not a whole number")
      }
      guard range.contains(value) else {
        throw DatasetError(
          place(of: field),
          "\(value) is out of range; expected \(range.lowerBound) to \(range.upperBound - 1)")
      }
      return value
    }

    /// The number in `field`.
    ///
    /// - Throws: an error if it is none, or not in `range`.
    func number(_ field: Int, in range: ClosedRange<Double>) throws(DatasetError) -> Double {
      guard let value = Double(fields[field]) else {
        throw DatasetError(place(of: field), "`\(fields[field])` is not a number")
      }
      guard range.contains(value) else {
        throw DatasetError(
          place(of: field),
          "\(fields[field]) is out of range; expected \(range.lowerBound) to \(range.upperBound)")
      }
      return value
    }

    /// The case of `choices` named in `field`.
    ///
    /// - Throws: an error if none of them has that name.
    func choice<Choice>(_ field: Int, of choices: [Choice]) throws(DatasetError) -> Choice {
      if let choice = choices.first(where: { "\($0)" == fields[field] }) { return choice }
      let names = choices.map { "\($0)" }.joined(separator: ", ")
      throw DatasetError(
        place(of: field), "unknown name `\(fields[field])`; expected one of \(names)")
    }
  }

  /// The lines below the header.
  let rows: [Row]

  /// Reads `bytes` as a table with the columns `header` and, if given, `count` rows.
  ///
  /// - Throws: an error that names the line if a header, a column or a row is missing.
  init(
    _ bytes: [UInt8], file: String, header: [String], count: Int? = nil
  ) throws(DatasetError) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw DatasetError(file, "the file is not text in UTF-8")
    }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    let expected = header.joined(separator: ",")
    guard let first = lines.first, first == expected else {
      throw DatasetError(
        "\(file):1:1", "the header is `\(lines.first ?? "")`; expected `\(expected)`")
    }
    var rows: [Row] = []
    for (index, line) in lines.enumerated().dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      guard fields.count == header.count else {
        throw DatasetError(
          "\(file):\(index + 1):1",
          "\(fields.count) columns; expected \(header.count): \(expected)")
      }
      rows.append(Row(file: file, line: index + 1, fields: fields))
    }
    if let count, rows.count != count {
      throw DatasetError(
        "\(file):\(rows.count + 1):1", "\(rows.count) rows; expected \(count)")
    }
    self.rows = rows
  }
}
