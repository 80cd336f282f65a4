public import Numerics
public import Tensors

/// How new rows are drawn around, or not around, the row that is explained.
public enum TableSampling: Hashable, Sendable {
  /// Numbers are cut into bins, and bins are drawn by how many training rows lie in them, wherever
  /// the explained row lies: what the original code does unless told otherwise. The surrogate sees
  /// which columns lie in the bin of the explained row.
  case binned(Discretiser)

  /// Numbers are drawn around the training mean, as mean + deviation × N(0, 1). The surrogate sees
  /// numbers.
  case aroundData

  /// Numbers are drawn around the explained row, as x + deviation × N(0, 1). The surrogate sees
  /// numbers.
  case aroundInstance

  /// How numbers are cut; nil if they are not.
  public var discretiser: Discretiser? {
    if case .binned(let discretiser) = self { discretiser } else { nil }
  }
}

/// What LIME knows of a table: how each column is spread, and so how new rows are drawn.
///
/// It knows neither the model nor how columns hang together.
///
/// *Source.* Ribeiro, Singh and Guestrin (2016) and `lime_tabular.py` of their code.
///
/// *Limits.* Columns are drawn one by one, as if they had nothing to do with each other: where light
/// and temperature rise together, rows are asked about that occur nowhere.
public struct TableProfile: Hashable, Sendable {
  /// The columns, in the order of a row.
  public let columns: [ColumnProfile]

  /// How new rows are drawn.
  public let sampling: TableSampling

  /// Looks at the training rows.
  ///
  /// - Parameters:
  ///   - rows: The training rows; a level is its place among the levels, from 0.
  ///   - names: What each column is called.
  ///   - kinds: What stands in each column.
  ///   - sampling: How new rows are drawn.
  ///   - labels: The class of each row; `.binned(.entropy)` alone looks at them.
  /// - Precondition: there is a row and a column; a name and a kind for each column; numbers are
  ///   finite, and levels are places among them.
  public init(
    of rows: Matrix, names: [String], kinds: [ColumnProfile.Kind],
    sampling: TableSampling = .binned(.quartile), labels: [Int] = []
  ) {
    precondition(
      rows.rows > 0 && rows.columns > 0, "TableProfile: \(rows.rows) × \(rows.columns) values")
    precondition(
      names.count == rows.columns && kinds.count == rows.columns,
      "TableProfile: \(names.count) names and \(kinds.count) kinds for \(rows.columns) columns")
    self.sampling = sampling
    columns = (0..<rows.columns).map { index in
      let values = rows.column(index)
      let edges =
        kinds[index] == .numeric ? sampling.discretiser?.edges(of: values, labels: labels) : nil
      return ColumnProfile(names[index], kinds[index], values: values, edges: edges)
    }
  }

  /// What each of the surrogate's variables means for `row`: `soil = clay`, `10 < water ≤ 25`.
  ///
  /// - Precondition: the row has a fitting value for each column, here and below.
  public func conditions(for row: [Double]) -> [String] {
    require(row)
    return zip(columns, row).map { $0.condition(at: $1) }
  }

  // [perturb]
  /// Draws `count` rows: the first is the row itself, in each other one every column is drawn anew.
  ///
  /// More rows from the same generator begin with the same ones.
  /// - Precondition: `count` is positive.
  public func rows(_ count: Int, for row: [Double], using random: inout Random) -> [[Double]] {
    precondition(count >= 1, "TableProfile: \(count) rows; at least 1 is needed, the instance")
    require(row)
    var drawn = [row]
    drawn.reserveCapacity(count)
    for _ in 1..<count {
      drawn.append(
        zip(columns, row).map { column, value in
          column.drawn(
            around: sampling == .aroundInstance ? value : column.mean, using: &random)
        })
    }
    return drawn
  }
  // [/perturb]

  // [variables]
  /// What the surrogate sees of `rows`, of which the first is the one that is explained: a variable
  /// for each column, 1 where the value is in the same bin or of the same level, else 0.
  ///
  /// Numbers that are not cut are seen as they are, in standard deviations from the mean.
  /// - Precondition: there is a row.
  public func variables(of rows: [[Double]]) -> Matrix {
    guard let instance = rows.first else { preconditionFailure("TableProfile: no rows") }
    for row in rows { require(row) }
    var variables = Matrix(rows: rows.count, columns: columns.count)
    for (index, column) in columns.enumerated() {
      let group = column.group(of: instance[index])
      for (number, row) in rows.enumerated() {
        variables[number, index] = column.variable(row[index], beside: group)
      }
    }
    return variables
  }
  // [/variables]

  private func require(_ row: [Double]) {
    precondition(
      row.count == columns.count,
      "TableProfile: a row of \(row.count) values, \(columns.count) columns")
    row.requireFinite("TableProfile: value")
  }
}
