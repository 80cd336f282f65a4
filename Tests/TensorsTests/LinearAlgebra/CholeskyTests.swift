import Tensors
import TestSupport
import Testing

/// Symmetric matrices with what numpy makes of them.
struct MatrixCase: Decodable, Sendable {
  let matrix: [[Double]]
  let values: [Double]
  let positive: [[Double]]
  let target: [Double]
  let solution: [Double]
  let inverseDiagonal: [Double]

  static func all() throws -> [MatrixCase] {
    try Fixture.decode([MatrixCase].self, from: "linear/matrices.json")
  }
}

@Test func `Cholesky solves as numpy does`() throws {
  for example in try MatrixCase.all() {
    let factor = try Cholesky(Matrix(rows: example.positive))
    // the condition of these matrices is below 1e4, so 12 of 16 digits are left
    let solution = factor.solve(example.target)
    #expect(areClose(solution, example.solution, absolute: 1e-12, relative: 1e-11))
    let diagonal = factor.inverseDiagonal
    #expect(areClose(diagonal, example.inverseDiagonal, absolute: 1e-12, relative: 1e-11))
  }
}

@Test func `the triangle times its transpose is the matrix`() throws {
  for example in try MatrixCase.all() {
    let lower = try Cholesky(Matrix(rows: example.positive)).lower
    let product = lower * lower.transposed
    let expected = example.positive.flatMap(\.self)
    #expect(areClose(product.elements, expected, absolute: 1e-13, relative: 1e-13))
    #expect(lower[0, lower.columns - 1] == 0 || lower.columns == 1)
  }
}

@Test(arguments: [
  (Matrix(rows: [[1, 2], [2, 1]]), 1), (Matrix(rows: [[0]]), 0), (Matrix(rows: [[-1]]), 0),
  (Matrix(rows: [[1, 1, 0], [1, 1, 0], [0, 0, 1]]), 1),
])
func `a matrix that is not positive definite names its row`(_ matrix: Matrix, _ row: Int) {
  let error = #expect(throws: Cholesky.NotPositiveDefinite.self) { try Cholesky(matrix) }
  #expect(error?.row == row)
  #expect(error?.description.contains("row \(row)") == true)
}

@Test func `Cholesky of nothing solves nothing`() throws {
  #expect(try Cholesky(Matrix(rows: 0, columns: 0)).solve([]) == [])
}

@Test func `a matrix that is not square traps`() async {
  await expectStop(
    saying: "2 × 3 is not square",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = try Cholesky(Matrix(rows: 2, columns: 3))
    })
  await expectStop(
    saying: "1 values for 2 rows",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = try Cholesky(.identity(2)).solve([1])
    })
  await expectStop(
    saying: "2 × 3 is not square",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SymmetricEigen(Matrix(rows: 2, columns: 3))
    })
}
