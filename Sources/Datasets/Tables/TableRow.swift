import Numerics

/// One row of a table: what is known of a case, and what came of it.
public struct TableRow: Hashable, Sendable {
  /// What the row holds.
  public let schema: TableSchema
  /// The values, in the order of the schema's columns.
  public private(set) var cells: [TableCell]
  /// What a model learns to say: which of the target's classes, from 0.
  public let label: Int

  /// A row of `cells` in the order of the columns of `schema`.
  ///
  /// - Precondition: there is a cell for each column, and each fits its column; the target has a
  ///   class `label`.
  public init(_ cells: [TableCell], label: Int, in schema: TableSchema) {
    precondition(
      cells.count == schema.columns.count,
      "TableRow: \(cells.count) cells for \(schema.columns.count) columns")
    precondition(
      schema.target.levels.indices.contains(label),
      "TableRow: no class \(label) among \(schema.target.levels.count)")
    for (column, cell) in zip(schema.columns, cells) { TableRow.require(cell, fits: column) }
    (self.schema, self.cells, self.label) = (schema, cells, label)
  }

  /// What stands in the column `name`: `row["water"].number`, `row["soil"] == "clay"`.
  ///
  /// - Precondition: there is such a column.
  public subscript(name: String) -> TableCell { cells[schema.index(of: name)] }

  /// The same row with another cell in the column `name`; what came of it stays as recorded.
  ///
  /// - Precondition: there is such a column, and the cell fits it.
  public func with(_ name: String, _ cell: TableCell) -> TableRow {
    let index = schema.index(of: name)
    TableRow.require(cell, fits: schema.columns[index])
    var copy = self
    copy.cells[index] = cell
    return copy
  }

  /// The row as a line of a file has it, below ``TableSchema/header``.
  public var fields: [String] { cells.map(\.description) + [schema.target.levels[label]] }

  private static func require(_ cell: TableCell, fits column: TableColumn) {
    if let complaint = column.complaint(about: cell) {
      preconditionFailure("TableRow: \(complaint)")
    }
  }
}

extension TableRow: CustomStringConvertible {
  /// The row in words, without what came of it: `depth 25 mm, soil clay`.
  public var description: String {
    zip(schema.columns, cells).map { column, cell in
      "\(column.name) \(cell)" + (column.unit.isEmpty ? "" : " \(column.unit)")
    }.joined(separator: ", ")
  }
}
