import Numerics

/// The eigenvalues and eigenvectors of a symmetric matrix.
///
/// Rotates away one off-diagonal element after the other, row by row, until none is left (Jacobi
/// 1846; Golub and Van Loan 2013, section 8.5). About ten sweeps of 4 n³ multiplications, accurate
/// also for the small eigenvalues; for n to some 400.
public struct SymmetricEigen: Sendable {
  /// The eigenvalues, the largest first.
  public let values: [Double]

  /// The eigenvectors of length 1, one a column, in the order of the values; the sign of each is
  /// chosen so that its element of largest size is positive.
  public let vectors: Matrix

  /// Decomposes `matrix`, of which the upper triangle is read.
  ///
  /// - Precondition: the matrix is square, and its values are finite.
  public init(_ matrix: Matrix) {
    precondition(
      matrix.rows == matrix.columns,
      "SymmetricEigen: \(matrix.rows) × \(matrix.columns) is not square")
    matrix.requireFinite("SymmetricEigen")
    let count = matrix.rows
    var work = matrix
    for row in 0..<count {
      for column in 0..<row { work[row, column] = matrix[column, row] }
    }
    // one eigenvector a row while rotating, which keeps the loops on neighbouring memory
    var vectors = Matrix.identity(count)
    let size = work.elements.reduce(0) { Swift.max($0, abs($1)) }
    var remaining = true
    var sweeps = 0
    while remaining && sweeps < 60 {
      remaining = false
      sweeps += 1
      for p in 0..<count {
        for q in (p + 1)..<Swift.max(count, p + 1) where abs(work[p, q]) > 0x1p-60 * size {
          remaining = true
          SymmetricEigen.rotate(&work, &vectors, p, q)
        }
      }
    }
    let order = (0..<count).sorted { (work[$0, $0], $1) > (work[$1, $1], $0) }
    self.values = order.map { work[$0, $0] }
    var sorted = Matrix(rows: count, columns: count)
    for (column, index) in order.enumerated() {
      let vector = vectors.row(index)
      let largest = vector.reduce(0.0) { abs($1) > abs($0) ? $1 : $0 }
      for (row, value) in vector.enumerated() {
        sorted[row, column] = largest < 0 ? -value : value
      }
    }
    self.vectors = sorted
  }

  /// The x of least length that comes nearest to A x = `target`.
  ///
  /// The elements of A may be sums, of `terms` products each. Eigenvalues below 4 (n + terms) ε
  /// times the largest are the rounding noise of such sums and count as zero.
  /// - Precondition: `target` has as many values as A has rows.
  public func leastNormSolution(_ target: [Double], terms: Int = 0) -> [Double] {
    precondition(
      target.count == values.count,
      "SymmetricEigen: \(target.count) values for \(values.count) rows")
    var solution = [Double](repeating: 0, count: target.count)
    let noise = Double(target.count + terms) * 0x1p-50 * (values.map { abs($0) }.max() ?? 0)
    for (index, value) in values.enumerated() where abs(value) > noise {
      var share = 0.0
      for row in target.indices { share += vectors[row, index] * target[row] }
      for row in target.indices { solution[row] += share / value * vectors[row, index] }
    }
    return solution
  }

  /// Turns the plane of axes p and q so that element (p, q) becomes zero.
  private static func rotate(_ work: inout Matrix, _ vectors: inout Matrix, _ p: Int, _ q: Int) {
    let (first, second, off) = (work[p, p], work[q, q], work[p, q])
    let ratio = (second - first) / (2 * off)
    let tangent =
      (ratio < 0 ? -1 : 1) / (abs(ratio) + (1 + ratio * ratio).squareRoot())
    let cosine = 1 / (1 + tangent * tangent).squareRoot()
    let sine = tangent * cosine
    for index in 0..<work.rows where index != p && index != q {
      let (left, right) = (work[p, index], work[q, index])
      let (newLeft, newRight) = (cosine * left - sine * right, sine * left + cosine * right)
      work[p, index] = newLeft
      work[index, p] = newLeft
      work[q, index] = newRight
      work[index, q] = newRight
    }
    work[p, p] = first - tangent * off
    work[q, q] = second + tangent * off
    work[p, q] = 0
    work[q, p] = 0
    for index in 0..<work.rows {
      let (left, right) = (vectors[p, index], vectors[q, index])
      vectors[p, index] = cosine * left - sine * right
      vectors[q, index] = sine * left + cosine * right
    }
  }
}
