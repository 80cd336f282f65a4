import Numerics
import Weaver

/// Rows of formatted text below names of columns.
public struct Table: Hashable, Sendable {
  /// The names of the columns.
  public let columns: [String]
  /// The cells, row by row.
  public let rows: [[String]]

  /// A table of texts; the author decides how numbers are rounded.
  ///
  /// - Precondition: every row has a cell for each column; what is told names the line.
  public init(
    columns: [String], rows: [[String]], fileID: String = #fileID, line: Int = #line
  ) {
    let place = Site(fileID: fileID, line: line, function: "").path + ":\(line)"
    for (index, row) in rows.enumerated() {
      precondition(
        row.count == columns.count,
        "\(place): row \(index + 1) of the table has \(row.count) cells for \(columns.count) columns"
      )
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
      rows.map { $0[column] }.isColumnOfNumbers
    }
    var lines = cells.map { row in
      columns.indices.map { row[$0].padded(to: widths[$0], alignedRight: isNumeric[$0]) }
    }
    lines.insert(widths.map { String(repeating: "─", count: $0) }, at: 1)
    return lines.map { trimmed($0.joined(separator: "  ")) + "\n" }.joined()
  }
}

/// `line` without spaces at its end.
private func trimmed(_ line: String) -> Substring {
  line[..<(line.lastIndex { $0 != " " }.map(line.index(after:)) ?? line.startIndex)]
}
