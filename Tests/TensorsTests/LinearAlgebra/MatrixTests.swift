import Tensors
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
  await #expect(processExitsWith: .failure) { _ = Matrix([1, 2, 3], rows: 2, columns: 2) }
  await #expect(processExitsWith: .failure) { _ = Matrix(rows: [[1, 2], [3]]) }
  await #expect(processExitsWith: .failure) { _ = Matrix.identity(2) * [1, 2, 3] }
  await #expect(processExitsWith: .failure) { _ = Matrix.identity(2) * Matrix.identity(3) }
}
