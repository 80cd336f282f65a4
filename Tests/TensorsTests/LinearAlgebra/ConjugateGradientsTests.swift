import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct ConjugateGradientsTests {
  @Test func `they solve as numpy does`() throws {
    for example in try MatrixCase.all() {
      let found = try ConjugateGradients(
        SymmetricOperator(Matrix(rows: example.positive)), target: example.target,
        tolerance: 1e-13)
      // the condition of these matrices is below 1e4: of the residual's 13 digits 9 are left
      #expect(areClose(found.solution, example.solution, absolute: 1e-9, relative: 1e-9))
    }
  }

  @Test func `the residuals are those of the solution`() throws {
    for example in try MatrixCase.all() where example.target.contains(where: { $0 != 0 }) {
      let matrix = Matrix(rows: example.positive)
      for limit in 0...3 {
        let found = try ConjugateGradients(
          SymmetricOperator(matrix), target: example.target, tolerance: 0, limit: limit)
        #expect(found.residuals.count <= limit + 1 && found.residuals[0] == 1)
        let rest = zip(example.target, matrix * found.solution).map { $0 - $1 }
        let size = length(rest) / length(example.target)
        #expect(abs(size - found.residuals[found.residuals.count - 1]) < 1e-12 * max(1, size))
      }
    }
  }

  @Test func `as many steps as there are different eigenvalues are enough`() throws {
    var matrix = Matrix.identity(20)
    for index in 0..<20 { matrix[index, index] = [1.0, 5, 40][index % 3] }
    let found = try ConjugateGradients(
      SymmetricOperator(matrix), target: (1...20).map(Double.init), tolerance: 1e-12)
    #expect(found.residuals.count == 4)
  }

  @Test func `what is not positive definite is told with its curvature`() {
    let error = #expect(throws: ConjugateGradients.NotPositiveDefinite.self) {
      try ConjugateGradients(
        SymmetricOperator(Matrix(rows: [[1, 0], [0, -2]])), target: [0, 3])
    }
    #expect(error?.step == 1 && error?.curvature == -2)
    #expect(error?.description.contains("the curvature -2.0") == true)
    let other = #expect(throws: ConjugateGradients.NotPositiveDefinite.self) {
      try ConjugateGradients(
        SymmetricOperator(size: 1) { $0.map { _ in .nan } }, target: [1])
    }
    #expect(
      other?.description == "step 1 met a product that is not finite; look at what is multiplied")
  }

  @Test func `nothing is asked of a target of zeros`() throws {
    let found = try ConjugateGradients(
      SymmetricOperator(size: 2) { _ in [.nan, .nan] }, target: [0, 0])
    #expect(found.solution == [0, 0] && found.residuals.isEmpty)
  }

  @Test func `targets that do not fit stop with words`() async {
    await expectStop(
      saying: "ConjugateGradients: 1 values for 2 rows",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = try ConjugateGradients(SymmetricOperator(.identity(2)), target: [1])
      })
    await expectStop(
      saying: "ConjugateGradients: value 1 is nan",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = try ConjugateGradients(SymmetricOperator(.identity(2)), target: [1, .nan])
      })
  }
}

private func length(_ values: [Double]) -> Double {
  values.reduce(0) { $0 + $1 * $1 }.squareRoot()
}
