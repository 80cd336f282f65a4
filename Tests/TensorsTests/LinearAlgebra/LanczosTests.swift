import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct LanczosTests {
  @Test func `with all steps the eigenvalues are numpy's`() throws {
    for example in try MatrixCase.all() {
      let matrix = SymmetricOperator(Matrix(rows: example.matrix))
      var random = Random(seed: 3)
      let found = Lanczos(matrix, steps: matrix.size, using: &random)
      let size = example.values.map { abs($0) }.max() ?? 0
      // each eigenvalue once; a repeated one is seen once
      for value in example.values {
        #expect(found.values.contains { abs($0 - value) < 1e-10 * max(1, size) }, "\(value)")
      }
      for value in found.values {
        #expect(example.values.contains { abs($0 - value) < 1e-10 * max(1, size) }, "\(value)")
      }
    }
  }

  /// A matrix with the eigenvalues 1/1, 1/2, … 1/n, turned at random.
  private static func turned(_ count: Int) -> Matrix {
    var random = Random(seed: 5)
    let noise = Matrix(
      (0..<(count * count)).map { _ in random.normal() }, rows: count, columns: count)
    let axes = SymmetricEigen(noise).vectors
    var scaled = axes
    for row in 0..<count {
      for column in 0..<count { scaled[row, column] /= Double(column + 1) }
    }
    return scaled * axes.transposed
  }

  @Test(arguments: [3, 10, 30])
  func `the outermost values lie within the spectrum, and their errors are told`(_ steps: Int) {
    var random = Random(seed: 4)
    let found = Lanczos(SymmetricOperator(Self.turned(60)), steps: steps, using: &random)
    #expect(found.values.count == steps)
    #expect(found.largest <= 1 + 1e-12 && found.smallest >= 1.0 / 60 - 1e-12)
    for (value, error) in zip(found.values, found.errors) {
      let nearest = (1...60).map { abs(1 / Double($0) - value) }.min() ?? 1
      #expect(nearest <= error + 1e-12)
    }
    if steps == 30 { #expect(found.errors[0] < 1e-8) }
  }

  @Test func `a space that ends early ends the steps`() {
    var random = Random(seed: 4)
    let found = Lanczos(SymmetricOperator(.identity(9)), steps: 9, using: &random)
    #expect(found.values.count == 1 && abs(found.largest - 1) < 1e-14)
    let none = Lanczos(SymmetricOperator(Matrix(rows: 3, columns: 3)), steps: 3, using: &random)
    #expect(none.values == [0])
  }

  @Test func `no steps, or a product that is not finite, stop with words`() async {
    await expectStop(
      saying: "Lanczos: 0 steps, 2 rows",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var random = Random(seed: 1)
        _ = Lanczos(SymmetricOperator(.identity(2)), steps: 0, using: &random)
      })
    await expectStop(
      saying: "Lanczos: value 0 is nan",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var random = Random(seed: 1)
        _ = Lanczos(SymmetricOperator(size: 1) { _ in [.nan] }, steps: 2, using: &random)
      })
  }
}
