import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct SymmetricOperatorTests {
  private static let matrix = Matrix(rows: [[2, -1, 0], [-1, 3, 4], [0, 4, 1]])

  /// The same matrix, known by its products only.
  private static let hidden = SymmetricOperator(size: 3) { SymmetricOperatorTests.matrix * $0 }

  @Test func `known or hidden it is the same matrix`() {
    #expect(Self.hidden.matrix == Self.matrix)
    #expect(SymmetricOperator(Self.matrix).matrix == Self.matrix)
    for one in [Self.hidden, SymmetricOperator(Self.matrix)] {
      #expect(one * [1, 2, 3] == [0, 17, 11])
      #expect(one.addingToDiagonal(0.5) * [1, 2, 3] == [0.5, 18, 12.5])
      #expect(one.addingToDiagonal(0.5).matrix[1, 1] == 3.5)
    }
  }

  @Test func `rounding that is not symmetric is shared`() {
    let crooked = SymmetricOperator(size: 2) { [$0[0] + 3 * $0[1], 5 * $0[0]] }
    #expect(crooked.matrix == Matrix(rows: [[1, 4], [4, 0]]))
  }

  @Test func `what does not fit stops with words`() async {
    await expectStop(
      saying: "SymmetricOperator: 2 × 3 is not square",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = SymmetricOperator(Matrix(rows: 2, columns: 3))
      })
    await expectStop(
      saying: "SymmetricOperator: 3 columns times a vector of 1 values",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = SymmetricOperatorTests.hidden * [1]
      })
    await expectStop(
      saying: "SymmetricOperator: a product of 0 values for 2 rows",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = SymmetricOperator(size: 2) { _ in [] } * [1, 1]
      })
  }
}
