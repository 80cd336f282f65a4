import Tensors
import TestSupport
import Testing

private let matrix = Matrix(rows: [[1, 2, 3], [4, 5, 6]])

@Test func `a matrix reads row after row`() {
  #expect(matrix.elements == [1, 2, 3, 4, 5, 6])
  #expect(matrix[1, 0] == 4)
  #expect(Array(matrix.row(1)) == [4, 5, 6])
  #expect(matrix.column(2) == [3, 6])
  #expect(matrix.diagonal == [1, 5])
  #expect(matrix.transposed == Matrix(rows: [[1, 4], [2, 5], [3, 6]]))
}

@Test func `the identity changes nothing`() {
  #expect(Matrix.identity(2) * matrix == matrix)
  #expect(matrix * Matrix.identity(3) == matrix)
}

@Test func `products follow the definition`() {
  #expect(matrix * [1, 0, -1] == [-2, -2])
  #expect(matrix * matrix.transposed == Matrix(rows: [[14, 32], [32, 77]]))
}

@Test func `selecting keeps the order asked for`() {
  let square = Matrix(rows: [[1, 2, 3], [4, 5, 6], [7, 8, 9]])
  #expect(square.selecting([2, 0]) == Matrix(rows: [[9, 7], [3, 1]]))
}

@Test func `values that do not fill a matrix trap`() async {
  await expectStop(
    saying: "3 values do not fill 2 rows and 2 columns",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix([1, 2, 3], rows: 2, columns: 2)
    })
  await expectStop(
    saying: "row 1 has 1 values, the first one has 2",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix(rows: [[1, 2], [3]])
    })
  await expectStop(
    saying: "2 columns times a vector of 3 values",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix.identity(2) * [1, 2, 3]
    })
  await expectStop(
    saying: "2 × 2 times 3 × 3",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix.identity(2) * Matrix.identity(3)
    })
}

@Test func `a place beyond a matrix traps, and is not one of the next row`() async {
  await expectStop(
    saying: "no element [0, 2] in 2 × 2",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix.identity(2)[0, 2]
    })
  await expectStop(
    saying: "no element [-1, 1] in 2 × 2",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var matrix = Matrix.identity(2)
      matrix[-1, 1] = 3
    })
  await expectStop(
    saying: "no row 2 in 2 × 2",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix.identity(2).row(2)
    })
}

@Test func `what is no number is not solved`() async {
  await expectStop(
    saying: "Cholesky: nan in row 0, column 1",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = try Cholesky(Matrix(rows: [[1, .nan], [0, 1]]))
    })
  await expectStop(
    saying: "SymmetricEigen: inf in row 1, column 1",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SymmetricEigen(Matrix(rows: [[1, 0], [0, .infinity]]))
    })
  await expectStop(
    saying: "LassoPath: product 1 is nan",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LassoPath(gram: .identity(2), products: [1, .nan], samples: 1)
    })
}
