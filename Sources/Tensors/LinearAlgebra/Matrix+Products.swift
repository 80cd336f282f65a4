import Numerics

// Products of a table of many rows, without writing its transpose down.
extension Matrix {
  /// This matrix times `other` transposed: for each pair of rows their product.
  ///
  /// - Precondition: both have as many columns.
  package func timesTransposed(_ other: Matrix) -> Matrix {
    precondition(
      columns == other.columns,
      "Matrix: \(rows) × \(columns) times transposed \(other.rows) × \(other.columns)")
    var result = [Double](repeating: 0, count: rows * other.rows)
    for row in 0..<rows {
      for column in 0..<other.rows {
        var sum = 0.0
        for inner in 0..<columns {
          sum += elements[row * columns + inner] * other.elements[column * columns + inner]
        }
        result[row * other.rows + column] = sum
      }
    }
    return Matrix(result, rows: rows, columns: other.rows)
  }

  /// This matrix transposed times `other`: the sum over rows of their outer products.
  ///
  /// Zeros of this matrix cost nothing, as most counts of words are.
  ///
  /// - Precondition: both have as many rows, and all numbers are finite.
  package func transposedTimes(_ other: Matrix) -> Matrix {
    precondition(
      rows == other.rows,
      "Matrix: \(rows) × \(columns) transposed times \(other.rows) × \(other.columns)")
    var result = Matrix(rows: columns, columns: other.columns)
    for row in 0..<rows {
      for column in 0..<columns {
        let factor = elements[row * columns + column]
        guard factor != 0 else { continue }
        let (target, source) = (column * other.columns, row * other.columns)
        for inner in 0..<other.columns {
          result.elements[target + inner] += factor * other.elements[source + inner]
        }
      }
    }
    return result
  }

  /// Σ w x xᵀ over the rows x, with one weight w for each, of any sign.
  ///
  /// - Precondition: as many weights as rows.
  package func weightedSquares(_ weights: [Double]) -> Matrix {
    precondition(
      weights.count == rows, "Matrix: \(weights.count) weights for \(rows) rows")
    var sum = Matrix(
      Kernels.weightedSquares(elements, columns: columns, weights: weights), rows: columns,
      columns: columns)
    sum.mirrorLowerTriangle()
    return sum
  }
}
