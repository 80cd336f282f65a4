import Numerics
import Tensors
import TestSupport
import Testing

@Test func `eigenvalues are numpy's`() throws {
  for example in try MatrixCase.all() {
    let eigen = SymmetricEigen(Matrix(rows: example.matrix))
    // both methods are accurate to some n ε times the largest eigenvalue, here below 20
    #expect(areClose(eigen.values, example.values, absolute: 1e-13, relative: 1e-13))
  }
}

@Test func `eigenvectors are stretched by their values, orthogonal and of length one`() throws {
  for example in try MatrixCase.all() {
    let matrix = Matrix(rows: example.matrix)
    let eigen = SymmetricEigen(matrix)
    let count = eigen.values.count
    let stretched = matrix * eigen.vectors
    for column in 0..<count {
      let expected = eigen.vectors.column(column).map { $0 * eigen.values[column] }
      #expect(areClose(stretched.column(column), expected, absolute: 1e-13, relative: 1e-12))
    }
    let products = eigen.vectors.transposed * eigen.vectors
    let identity = Matrix.identity(count)
    #expect(areClose(products.elements, identity.elements, absolute: 1e-14, relative: 0))
  }
}

@Test func `the sum of the eigenvalues is the trace`() throws {
  var random = Random(seed: 21)
  var matrix = Matrix(rows: 30, columns: 30)
  for row in 0..<30 {
    for column in 0...row {
      matrix[row, column] = random.normal()
      matrix[column, row] = matrix[row, column]
    }
  }
  let eigen = SymmetricEigen(matrix)
  let (sum, trace) = (eigen.values.reduce(0, +), matrix.diagonal.reduce(0, +))
  #expect(isClose(sum, trace, absolute: 1e-12, relative: 0))
  #expect(eigen.values == eigen.values.sorted(by: >))
}

@Test func `a singular system gets its shortest solution`() {
  // x + y = 2 twice: of all solutions (1, 1) is the shortest
  let eigen = SymmetricEigen(Matrix(rows: [[1, 1], [1, 1]]))
  #expect(areClose(eigen.leastNormSolution([2, 2]), [1, 1], absolute: 1e-15, relative: 0))
  #expect(SymmetricEigen(Matrix(rows: 2, columns: 2)).leastNormSolution([0, 0]) == [0, 0])
}
