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
    var lower = matrix.elements
    var below = [Double](repeating: 0, count: count)
    for column in 0..<count {
      // what the columns before explain is taken from this one already
      let pivot = lower[column * count + column]
      let noise = Double(count + terms) * 0x1p-52 * abs(matrix[column, column])
      guard pivot > noise else { throw NotPositiveDefinite(row: column, pivot: pivot) }
      let root = pivot.squareRoot()
      lower[column * count + column] = root
      for row in 0..<column { lower[row * count + column] = 0 }
      for row in (column + 1)..<Swift.max(count, column + 1) {
        let value = lower[row * count + column] / root
        lower[row * count + column] = value
        below[row] = value
        let start = row * count
        for inner in (column + 1)...row { lower[start + inner] -= value * below[inner] }
      }
    }
    self.lower = Matrix(lower, rows: count, columns: count)
  }

  /// The x with A x = `target`, by forward and back substitution.
  ///
  /// - Precondition: `target` has as many values as A has rows.
  public func solve(_ target: [Double]) -> [Double] {
    let count = lower.rows
    var solution = forward(target)
    let lower = lower.elements
    for row in (0..<count).reversed() {
      var rest = solution[row]
      for below in (row + 1)..<Swift.max(count, row + 1) {
        rest -= lower[below * count + row] * solution[below]
      }
      solution[row] = rest / lower[row * count + row]
    }
    return solution
  }

  /// The y with L y = `target`.
  private func forward(_ target: [Double]) -> [Double] {
    let count = lower.rows
    precondition(
      target.count == count, "Cholesky.solve: \(target.count) values for \(count) rows")
    let lower = lower.elements
    var solution = target
    for row in 0..<count {
      var rest = solution[row]
      for column in 0..<row { rest -= lower[row * count + column] * solution[column] }
      solution[row] = rest / lower[row * count + row]
    }
    return solution
  }

  /// vᵀA⁻¹v, by forward substitution alone: the square of the length of L⁻¹v.
  ///
  /// - Precondition: as many values as A has rows.
  public func inverseSquare(of vector: [Double]) -> Double {
    let half = forward(vector)
    return dot(half, half)
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
