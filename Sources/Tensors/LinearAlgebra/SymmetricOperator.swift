import Numerics

/// A symmetric matrix that may be known only by what it does to vectors.
///
/// The second derivatives of a loss by p parameters are p² numbers, but their product with a vector
/// costs hardly more than a gradient; solvers that ask only for products need no matrix.
public struct SymmetricOperator: Sendable {
  /// How many rows and columns there are.
  public let size: Int

  private let multiply: @Sendable (_ vector: [Double]) -> [Double]
  private let known: Matrix?

  /// The matrix whose product with a vector is `product`.
  ///
  /// - Precondition: `size` is not negative; `product` is linear and symmetric, which is not seen,
  ///   and returns as many values as it gets, which is.
  public init(size: Int, product: @escaping @Sendable (_ vector: [Double]) -> [Double]) {
    precondition(size >= 0, "SymmetricOperator: the size \(size) is negative")
    (self.size, multiply, known) = (size, product, nil)
  }

  /// A matrix that is there; its lower triangle should mirror the upper one.
  ///
  /// - Precondition: the matrix is square, and its values are finite.
  public init(_ matrix: Matrix) {
    precondition(
      matrix.rows == matrix.columns,
      "SymmetricOperator: \(matrix.rows) × \(matrix.columns) is not square")
    matrix.requireFinite("SymmetricOperator")
    (size, multiply, known) = (matrix.rows, { matrix * $0 }, matrix)
  }

  /// The product with a vector.
  ///
  /// - Precondition: the vector has ``size`` values.
  public static func * (matrix: SymmetricOperator, vector: [Double]) -> [Double] {
    precondition(
      vector.count == matrix.size,
      "SymmetricOperator: \(matrix.size) columns times a vector of \(vector.count) values")
    let product = matrix.multiply(vector)
    precondition(
      product.count == matrix.size,
      "SymmetricOperator: a product of \(product.count) values for \(matrix.size) rows")
    return product
  }

  /// The matrix with `number` added to each element of its diagonal.
  public func addingToDiagonal(_ number: Double) -> SymmetricOperator {
    if number == 0 { return self }
    guard var matrix = known else {
      return SymmetricOperator(size: size) { vector in
        zip(self * vector, vector).map { $0 + number * $1 }
      }
    }
    for index in 0..<size { matrix[index, index] += number }
    return SymmetricOperator(matrix)
  }

  /// All elements: the products with the unit vectors, on all cores, unless they are known.
  ///
  /// Rounding may leave a product a little unsymmetric; the mean with the transposed is taken.
  ///
  /// - Complexity: ``size`` products; size² numbers.
  public var matrix: Matrix {
    if let known { return known }
    let columns = Parallel.map(size) { index in
      var unit = [Double](repeating: 0, count: size)
      unit[index] = 1
      return self * unit
    }
    var matrix = Matrix(rows: size, columns: size)
    for row in 0..<size {
      for column in 0..<size {
        matrix[row, column] = (columns[column][row] + columns[row][column]) / 2
      }
    }
    return matrix
  }
}
