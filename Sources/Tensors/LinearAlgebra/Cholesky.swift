import Numerics

/// A symmetric positive definite matrix written as L Lᵀ with a lower triangle L.
///
/// The cheapest exact way to solve A x = b for such an A: n³/6 multiplications once, n² for each
/// right-hand side. Source: Golub and Van Loan, "Matrix Computations" (2013), algorithm 4.2.1.
public struct Cholesky: Sendable {
  /// The lower triangle; zero above the diagonal.
  public let lower: Matrix

  /// Why a matrix has no Cholesky factor.
  public struct NotPositiveDefinite: Error, CustomStringConvertible {
    /// The first row that depends on those before it, from 0.
    public let row: Int

    /// What is left of that row's diagonal element; it had to be positive.
    public let pivot: Double

    /// Says which row failed, and what usually helps.
    public var description: String {
      "not positive definite: row \(row) depends on the rows before it (pivot \(pivot)); "
        + "drop a column that others add up to, or add a ridge to the diagonal"
    }
  }

  /// Factors `matrix`, of which only the lower triangle is read.
  ///
  /// Its elements may be sums, of `terms` products each. A pivot below (n + terms) ε times its
  /// diagonal element is the rounding noise of such sums and counts as zero.
  /// - Throws: `NotPositiveDefinite` where a pivot is not positive.
  /// - Precondition: the matrix is square, and its values are finite.
  public init(_ matrix: Matrix, terms: Int = 0) throws(NotPositiveDefinite) {
    precondition(
      matrix.rows == matrix.columns,
      "Cholesky: \(matrix.rows) × \(matrix.columns) is not square")
    matrix.requireFinite("Cholesky")
    let count = matrix.rows
    var lower = Matrix(rows: count, columns: count)
    for row in 0..<count {
      for column in 0...row {
        var rest = matrix[row, column]
        for inner in 0..<column { rest -= lower[row, inner] * lower[column, inner] }
        if column < row {
          lower[row, column] = rest / lower[column, column]
        } else {
          let noise = Double(count + terms) * 0x1p-52 * abs(matrix[row, row])
          guard rest > noise else { throw NotPositiveDefinite(row: row, pivot: rest) }
          lower[row, row] = rest.squareRoot()
        }
      }
    }
    self.lower = lower
  }

  /// The x with A x = `target`, by forward and back substitution.
  ///
  /// - Precondition: `target` has as many values as A has rows.
  public func solve(_ target: [Double]) -> [Double] {
    let count = lower.rows
    precondition(
      target.count == count, "Cholesky.solve: \(target.count) values for \(count) rows")
    var solution = target
    for row in 0..<count {
      for column in 0..<row { solution[row] -= lower[row, column] * solution[column] }
      solution[row] /= lower[row, row]
    }
    for row in (0..<count).reversed() {
      for below in (row + 1)..<Swift.max(count, row + 1) {
        solution[row] -= lower[below, row] * solution[below]
      }
      solution[row] /= lower[row, row]
    }
    return solution
  }

  /// The inverse of A.
  public var inverse: Matrix {
    let count = lower.rows
    var result = Matrix(rows: count, columns: count)
    for column in 0..<count {
      var unit = [Double](repeating: 0, count: count)
      unit[column] = 1
      for (row, value) in solve(unit).enumerated() { result[row, column] = value }
    }
    return result
  }

  /// The diagonal of the inverse of A: the variances of least-squares coefficients, up to a factor.
  public var inverseDiagonal: [Double] { inverse.diagonal }
}
