extension Archive {
  /// The rows of the table `name`, which is to be as `schema` says and, if given, to have `count`
  /// rows.
  ///
  /// - Throws: an error with file, line and column where something is missing or damaged.
  package func rows(
    _ name: String, in schema: TableSchema, count: Int? = nil
  ) throws(DatasetError) -> [TableRow] {
    let table = try table(name, header: schema.header, count: count)
    var rows: [TableRow] = []
    for line in table.rows {
      var cells: [TableCell] = []
      for (field, column) in schema.columns.enumerated() {
        switch column.kind {
        case .numeric(let range, _): cells.append(.number(try line.number(field, in: range)))
        case .categorical(let levels): cells.append(.level(try line.choice(field, of: levels)))
        }
      }
      let label = try line.choice(schema.columns.count, ofNames: schema.target.levels)
      rows.append(TableRow(cells, label: label, in: schema))
    }
    return rows
  }
}
