import Numerics
public import Tensors

/// How a row of a table becomes numbers for a model.
///
/// A numeric column is one feature. What becomes of a categorical one is for ``levels`` to say.
public struct TableEncoding: Hashable, Sendable {
  /// How levels become numbers.
  public enum Levels: String, Hashable, Sendable, CaseIterable {
    /// A column of k levels is k features, of which exactly one is 1.
    case oneHot
    /// A column is one feature, 0 for its first level, 1 for the second and so on: for levels that
    /// have an order, or for trees.
    case ordinal
  }

  /// The table that is encoded.
  public let schema: TableSchema
  /// How levels become numbers.
  public let levels: Levels
  /// What each feature is called: `water`, or `soil = clay`.
  public let names: [String]
  /// The place of each feature's column in the schema: features of one column belong together, and
  /// whoever hides a column hides all of them.
  public let columns: [Int]
  /// For each feature the mean of the training rows; 0 for one of several levels.
  public let means: [Double]
  /// For each feature the standard deviation of the training rows; 1 for one of several levels and
  /// for constants.
  public let deviations: [Double]

  /// The encoding that makes the numbers of `rows` have mean 0 and variance 1 (divided by n).
  ///
  /// - Precondition: there is a row, and all of them have one schema.
  public init(of rows: [TableRow], levels: Levels = .oneHot) {
    guard let schema = rows.first?.schema else { preconditionFailure("TableEncoding: no rows") }
    precondition(
      rows.allSatisfy { $0.schema == schema }, "TableEncoding: rows of more than one schema")
    var (names, columns) = ([String](), [Int]())
    var (means, deviations) = ([Double](), [Double]())
    for (index, column) in schema.columns.enumerated() {
      if levels == .oneHot && !column.isNumeric {
        names += column.levels.map { "\(column.name) = \($0)" }
        columns += column.levels.map { _ in index }
        means += column.levels.map { _ in 0 }
        deviations += column.levels.map { _ in 1 }
      } else {
        let values = rows.map { column.number(of: $0.cells[index]) }
        let mean = values.reduce(0, +) / Double(rows.count)
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(rows.count)
        names.append(column.name)
        columns.append(index)
        means.append(mean)
        deviations.append(variance > 0 ? variance.squareRoot() : 1)
      }
    }
    (self.schema, self.levels, self.names, self.columns) = (schema, levels, names, columns)
    (self.means, self.deviations) = (means, deviations)
  }

  /// The features of `row` in the units of the table, as a tree wants them.
  ///
  /// - Precondition: the row has the encoding's schema, here and below.
  public func raw(_ row: TableRow) -> [Double] {
    precondition(
      row.schema == schema,
      "TableEncoding: a row of \(row.schema.header) in an encoding of \(schema.header)")
    return zip(schema.columns, row.cells).flatMap { column, cell -> [Double] in
      levels == .oneHot && !column.isNumeric
        ? column.levels.map { cell == .level($0) ? 1 : 0 } : [column.number(of: cell)]
    }
  }

  /// The features of `row`, numbers less their mean and divided by their deviation.
  public func features(_ row: TableRow) -> [Double] {
    var features = raw(row)
    for index in features.indices {
      features[index] = (features[index] - means[index]) / deviations[index]
    }
    return features
  }

  /// The same features as a network takes them, `[features]`.
  public func tensor(_ row: TableRow) -> Tensor {
    Tensor(ContiguousArray(features(row).map { Float($0) }), shape: [names.count])
  }

  /// Which features stand for the column `name`: one, or one a level.
  ///
  /// - Precondition: there is such a column.
  public func places(of name: String) -> Range<Int> {
    let index = schema.index(of: name)
    let start = columns.count { $0 < index }
    return start..<(start + columns.count { $0 == index })
  }
}

extension TableColumn {
  /// The number in `cell`, or the place of its level among the column's.
  fileprivate func number(of cell: TableCell) -> Double {
    switch cell {
    case .number(let number): number
    case .level(let level): Double(levels.firstIndex(of: level) ?? 0)
    }
  }
}
