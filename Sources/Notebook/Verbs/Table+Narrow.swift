import Weaver

extension Table {
  /// The least width to which a column is brought for a narrow screen.
  private static let leastWidth = 8
  /// A screen with fewer columns is narrow.
  private static let narrowWidth = 72

  /// The table in lines of at most `width` columns, if it can be: on a narrow screen without the
  /// columns called `spare`, one after the other until it fits, and then with its widest cells in
  /// several lines.
  package func text(in width: Int, without spare: [String] = []) -> String {
    guard self.width > width else { return text }
    if width < Table.narrowWidth, let name = spare.first {
      let kept = columns.indices.filter { columns[$0] != name }
      let rest = Table(
        columns: kept.map { columns[$0] }, rows: rows.map { row in kept.map { row[$0] } })
      return rest.text(in: width, without: Array(spare.dropFirst()))
    }
    return folded(to: width).text
  }

  /// How many columns of a screen the table takes.
  private var width: Int { widths.reduce(0, +) + 2 * max(0, columns.count - 1) }

  private var widths: [Int] {
    columns.indices.map { column in
      ([columns] + rows).map { $0[column].displayWidth }.max() ?? 0
    }
  }

  /// The table with the cells of its widest columns folded into further rows.
  private func folded(to limit: Int) -> Table {
    var widths = widths
    var excess = width - limit
    while excess > 0, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }),
      widths[widest] > max(Table.leastWidth, columns[widest].displayWidth)
    {
      widths[widest] -= 1
      excess -= 1
    }
    return Table(
      columns: columns,
      rows: rows.flatMap { row -> [[String]] in
        let cells = row.indices.map { column in
          row[column].displayWidth <= widths[column]
            ? [row[column]]
            : row[column].wrapped(to: widths[column]).split(separator: "\n").map(String.init)
        }
        return (0..<(cells.map(\.count).max() ?? 1)).map { line in
          cells.map { line < $0.count ? $0[line] : "" }
        }
      })
  }
}
