import Models
import Tensors
import TestSupport

extension InfluenceFixture {
  /// The softmax regression of the fixture, fitted here.
  func fit() throws -> SoftmaxRegression {
    try SoftmaxRegression(
      minimising: SoftmaxLoss(
        rows: Matrix(rows: rows), labels: labels, classes: classes, penalty: penalty),
      tolerance: 1e-13)
  }
}
