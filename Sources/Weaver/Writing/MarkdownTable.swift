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
      max(
        3, header[column].displayWidth, rows.map { $0[column].displayWidth }.max() ?? 0)
    }
    let line = { (cells: [String]) -> String in
      let padded = columns.map { column in
        cells[column].padded(to: widths[column], alignedRight: isNumeric[column])
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
