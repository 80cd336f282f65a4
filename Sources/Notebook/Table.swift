import Numerics

/// Rows of formatted text below names of columns.
public struct Table: Hashable, Sendable {
  /// The names of the columns.
  public let columns: [String]
  /// The cells, row by row.
  public let rows: [[String]]

  /// A table of texts; the author decides how numbers are rounded.
  ///
  /// - Precondition: every row has a cell for each column.
  public init(columns: [String], rows: [[String]]) {
    for (index, row) in rows.enumerated() {
      guard row.count == columns.count else {
        preconditionFailure(
          "Table: row \(index) has \(row.count) cells for \(columns.count) columns")
      }
    }
    self.columns = columns
    self.rows = rows
  }

  /// The table in columns, numbers to the right and words to the left, every line ended.
  package var text: String {
    let cells = [columns] + rows
    let widths = columns.indices.map { column in
      cells.map { $0[column].displayWidth }.max() ?? 0
    }
    let isNumeric = columns.indices.map { column in
      rows.contains { isNumber($0[column]) }
        && rows.allSatisfy { isNumber($0[column]) || ["", "–", "—"].contains($0[column]) }
    }
    var lines = cells.map { row in
      columns.indices.map { row[$0].padded(to: widths[$0], alignedRight: isNumeric[$0]) }
    }
    lines.insert(widths.map { String(repeating: "─", count: $0) }, at: 1)
    return lines.map { trimmed($0.joined(separator: "  ")) + "\n" }.joined()
  }
}

/// Whether `cell` reads as one number, perhaps with a sign, a typographic minus or a unit `%`.
private func isNumber(_ cell: String) -> Bool {
  var digits = cell.filter { $0 != "," && $0 != "\u{2009}" }
  if digits.first == "−" { digits = "-" + digits.dropFirst() }
  if digits.last == "%" {
    digits.removeLast()
    if digits.last == " " { digits.removeLast() }
  }
  return Double(digits) != nil
}

/// `line` without spaces at its end.
private func trimmed(_ line: String) -> Substring {
  line[..<(line.lastIndex { $0 != " " }.map(line.index(after:)) ?? line.startIndex)]
}
