/// A pipe table of Markdown with columns of numbers to the right.
struct MarkdownTable {
  /// The cells of the first line, as Markdown.
  var header: [String]
  /// The other cells, as Markdown; every row is as long as the header.
  var rows: [[String]]

  /// The table's lines, padded so that the source can be read too.
  var lines: [String] {
    let columns = header.indices
    let isNumeric = columns.map { column in rows.map { $0[column] }.isColumnOfNumbers }
    let widths = columns.map { column in
      max(3, header[column].count, rows.map { $0[column].count }.max() ?? 0)
    }
    let line = { (cells: [String]) -> String in
      let padded = columns.map { column in
        let space = String(repeating: " ", count: widths[column] - cells[column].count)
        return isNumeric[column] ? space + cells[column] : cells[column] + space
      }
      return "| " + padded.joined(separator: " | ") + " |"
    }
    let rule = columns.map { column in
      let dashes = String(repeating: "-", count: widths[column] + 1)
      return isNumeric[column] ? dashes + ":" : ":" + dashes
    }
    return [line(header), "|" + rule.joined(separator: "|") + "|"] + rows.map(line)
  }
}

extension [String] {
  /// Whether some cell holds a number and every other one too, or a sign for none.
  fileprivate var isColumnOfNumbers: Bool {
    contains(where: \.isNumeric) && allSatisfy { $0.isNumeric || noNumber.contains($0) }
  }
}

private let noNumber: Set<String> = ["", "-", "–", "—", "n/a", "∞"]

extension String {
  /// Whether the text is a number, perhaps with sign, unit per cent, exponent or spread.
  fileprivate var isNumeric: Bool {
    contains(where: \.isNumber)
      && allSatisfy { $0.isNumber || $0.isWhitespace || ".,+-−±%e×^/()".contains($0) }
  }
}
