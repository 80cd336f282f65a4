import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct MatrixProductsTests {
  private static func noise(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix {
    var random = Random(seed: seed)
    return Matrix(
      (0..<(rows * columns)).map { _ in random.normal() }, rows: rows, columns: columns)
  }

  @Test func `products with a transpose are those with the transpose written down`() {
    let (left, right) = (Self.noise(7, 3, seed: 1), Self.noise(5, 3, seed: 2))
    #expect(
      areClose(
        left.timesTransposed(right).elements, (left * right.transposed).elements,
        absolute: 1e-14, relative: 1e-14))
    let other = Self.noise(7, 4, seed: 3)
    #expect(
      areClose(
        left.transposedTimes(other).elements, (left.transposed * other).elements,
        absolute: 1e-14, relative: 1e-14))
  }

  @Test(arguments: [1, 3, 4, 5, 8, 13, 16, 65])
  func `weighted squares are a product with a diagonal between`(columns: Int) {
    let rows = Self.noise(6, columns, seed: 4)
    let weights = [1, -2, 0, 0.5, 3, -0.25]
    var scaled = rows
    for row in 0..<6 {
      for column in 0..<columns { scaled[row, column] *= weights[row] }
    }
    #expect(
      areClose(
        rows.weightedSquares(weights).elements, (rows.transposed * scaled).elements,
        absolute: 1e-13, relative: 1e-13))
  }

  @Test func `weighted squares of no rows are zeros`() {
    let none = Matrix(rows: 0, columns: 3).weightedSquares([])
    #expect(none.elements == [Double](repeating: 0, count: 9))
  }

  @Test func `a square through the inverse is the product with the solution`() throws {
    for example in try MatrixCase.all() {
      let factor = try Cholesky(Matrix(rows: example.positive))
      let square = zip(example.target, example.solution).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(
        isClose(
          factor.inverseSquare(of: example.target), square, absolute: 1e-11, relative: 1e-11))
    }
  }

  @Test func `sizes that do not fit stop with words`() async {
    await expectStop(
      saying: "7 × 3 times transposed 7 × 4",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Matrix(rows: 7, columns: 3).timesTransposed(Matrix(rows: 7, columns: 4))
      })
    await expectStop(
      saying: "7 × 3 transposed times 6 × 4",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Matrix(rows: 7, columns: 3).transposedTimes(Matrix(rows: 6, columns: 4))
      })
    await expectStop(
      saying: "2 weights for 3 rows",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Matrix(rows: 3, columns: 1).weightedSquares([1, 2])
      })
  }
}
