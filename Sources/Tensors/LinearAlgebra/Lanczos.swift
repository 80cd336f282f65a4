public import Numerics

/// The largest and the smallest eigenvalues of a symmetric matrix, from a few products with it.
///
/// The vectors b, A b, A² b, … span spaces in which the outermost eigenvectors show up first. Seen
/// in a space of m of them, A is a tridiagonal matrix T, whose eigenvalues (Ritz values) lie within
/// those of A, and the outermost of them close to A's. Each new vector is made orthogonal to all
/// before it, twice, so that no eigenvalue shows up again by rounding. Source: Lanczos (1950), "An
/// iteration method for the solution of the eigenvalue problem"; Golub and Van Loan (2013), 10.1.
public struct Lanczos: Sendable {
  /// The Ritz values, the largest first: one a step, fewer if the space ended before.
  public let values: [Double]

  /// For each value how far, at most, an eigenvalue of A lies from it.
  public let errors: [Double]

  /// Takes `steps` steps, from a random vector.
  ///
  /// With as many steps as A has rows all eigenvalues are found that the vector has a part of, each
  /// once.
  ///
  /// - Precondition: the matrix has a row, `steps` is positive, and the products are finite.
  public init(_ matrix: SymmetricOperator, steps: Int, using random: inout Random) {
    precondition(matrix.size > 0 && steps > 0, "Lanczos: \(steps) steps, \(matrix.size) rows")
    var vector = (0..<matrix.size).map { _ in random.normal() }
    var (basis, diagonal, beside) = ([[Double]](), [Double](), [Double]())
    var length = norm(vector)
    var size = 0.0
    // below this, what is left of a product is rounding: the space holds all that there is
    while basis.count < min(steps, matrix.size), length > size * 0x1p-46 {
      if !basis.isEmpty { beside.append(length) }
      basis.append(vector.map { $0 / length })
      vector = matrix * basis[basis.count - 1]
      vector.requireFinite("Lanczos: value")
      diagonal.append(dot(vector, basis[basis.count - 1]))
      size = max(size, norm(vector))
      for _ in 0..<2 {
        for one in basis {
          let share = dot(vector, one)
          for index in vector.indices { vector[index] -= share * one[index] }
        }
      }
      length = norm(vector)
    }
    var tridiagonal = Matrix(rows: diagonal.count, columns: diagonal.count)
    for (index, value) in diagonal.enumerated() { tridiagonal[index, index] = value }
    for (index, value) in beside.enumerated() {
      tridiagonal[index, index + 1] = value
      tridiagonal[index + 1, index] = value
    }
    let eigen = SymmetricEigen(tridiagonal)
    values = eigen.values
    errors = eigen.values.indices.map { abs(length * eigen.vectors[diagonal.count - 1, $0]) }
  }

  /// The largest value: never above the largest eigenvalue but for rounding.
  public var largest: Double { values[0] }

  /// The smallest value: never below the smallest eigenvalue but for rounding.
  public var smallest: Double { values[values.count - 1] }
}
