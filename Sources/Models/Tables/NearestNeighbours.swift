import Numerics
public import Tensors

/// A model without training: a row is what the rows nearest to it are.
///
///     P(c | x) = the share of class c among the k training rows with the smallest |x − xᵢ|
///
/// Distances are Euclidean in the rows as they are: columns in different units have to be put on one
/// scale before, or the one with the largest numbers decides alone.
///
/// *Source.* Fix and Hodges (1951), "Discriminatory analysis. Nonparametric discrimination"; Cover
/// and Hart (1967), "Nearest neighbor pattern classification".
public struct NearestNeighbours: RowClassifier, Hashable {
  /// A training row, as seen from another row.
  public struct Neighbour: Hashable, Sendable {
    /// Its number in the table.
    public let row: Int
    /// How far away it is.
    public let distance: Double
  }

  /// The training rows.
  public let rows: Matrix
  /// Their classes.
  public let labels: [Int]
  /// How many neighbours are asked.
  public let count: Int
  /// How many classes there are: one more than the largest label.
  public let classes: Int

  /// Keeps `rows`, each with its label 0, 1, …, of which `count` answer each time.
  ///
  /// - Precondition: a label for each row, labels not negative, finite values; `count` is in
  ///   1...rows.
  public init(rows: Matrix, labels: [Int], count: Int) {
    precondition(
      rows.rows == labels.count, "NearestNeighbours: \(rows.rows) rows, \(labels.count) labels")
    precondition(labels.allSatisfy { $0 >= 0 }, "NearestNeighbours: a label is negative")
    precondition(
      count > 0 && count <= rows.rows,
      "NearestNeighbours: \(count) neighbours among \(rows.rows) rows")
    rows.requireFinite("NearestNeighbours")
    (self.rows, self.labels, self.count) = (rows, labels, count)
    classes = 1 + labels.reduce(0, max)
  }

  // [nearest]
  /// The nearest training rows, the nearest first; of equally near ones the lower number.
  ///
  /// - Precondition: `row` has a finite value for each feature.
  /// - Complexity: rows * columns.
  public func neighbours(of row: [Double]) -> [Neighbour] {
    precondition(
      row.count == rows.columns,
      "NearestNeighbours: a row of \(row.count) values, \(rows.columns) features")
    row.requireFinite("NearestNeighbours: value")
    var nearest: [(square: Double, row: Int)] = []
    nearest.reserveCapacity(count + 1)
    for other in 0..<rows.rows {
      let start = other * rows.columns
      var square = 0.0
      for column in row.indices {
        let difference = rows.elements[start + column] - row[column]
        square += difference * difference
      }
      if nearest.count == count, square >= nearest[count - 1].square { continue }
      let place = nearest.firstIndex { $0.square > square } ?? nearest.count
      nearest.insert((square, other), at: place)
      if nearest.count > count { nearest.removeLast() }
    }
    return nearest.map { Neighbour(row: $0.row, distance: $0.square.squareRoot()) }
  }
  // [/nearest]

  /// The share of each class among the neighbours of each of `rows`, on all cores.
  public func probabilities(of rows: [[Double]]) -> [[Double]] {
    Parallel.map(inRunsOf: 64, rows.count) { run in
      rows[run].map { row in
        var counts = [Int](repeating: 0, count: classes)
        for neighbour in neighbours(of: row) { counts[labels[neighbour.row]] += 1 }
        return counts.map { Double($0) / Double(count) }
      }
    }
  }
}
