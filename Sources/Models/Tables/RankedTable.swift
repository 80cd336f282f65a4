import Numerics
import Tensors

/// A table whose columns are ranked once, so that trees only ever compare whole numbers.
struct RankedTable: Sendable {
  /// The rows.
  let rows: Matrix
  /// The class of each row, 0, 1, ….
  let labels: [Int]
  /// One more than the largest label.
  let classes: Int
  /// For each column the place of each row in it, from 0; equal values share a place.
  let ranks: [[UInt32]]

  /// Ranks the columns, each on a core of its own; `owner` speaks where rows and labels do not fit.
  init(_ rows: Matrix, _ labels: [Int], owner: String) {
    precondition(
      rows.rows == labels.count && rows.rows > 0,
      "\(owner): \(rows.rows) rows, \(labels.count) labels")
    precondition(labels.allSatisfy { $0 >= 0 }, "\(owner): a label is negative")
    rows.requireFinite(owner)
    (self.rows, self.labels, classes) = (rows, labels, 1 + labels.reduce(0, max))
    ranks = Parallel.map(rows.columns) { RankedTable.ranks(of: rows.column($0)) }
  }

  private static func ranks(of values: [Double]) -> [UInt32] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [UInt32](repeating: 0, count: values.count)
    for (row, next) in zip(order, order.dropFirst()) {
      ranks[next] = ranks[row] + (values[row] < values[next] ? 1 : 0)
    }
    return ranks
  }
}
