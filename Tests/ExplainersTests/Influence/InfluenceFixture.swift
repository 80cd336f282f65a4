import Explainers
import Models
import Tensors
import TestSupport
import Testing

/// A model with what PyTorch says of its influence, in double precision.
struct InfluenceFixture: Decodable {
  let rows: [[Double]]
  let labels: [Int]
  let classes: Int
  let penalty: Double
  let parameters: [Double]
  let row: [Double]
  let label: Int
  let loss: Double
  let gradient: [Double]
  let gradients: [[Double]]
  let hessian: [[Double]]
  let vector: [Double]
  let product: [Double]
  let solution: [Double]
  let eigenvalues: [Double]
  let keepsDivisor: [Double]
  let meanOfRest: [Double]
  let retrainedKeepsDivisor: [Double]
  let retrainedMeanOfRest: [Double]

  static func softmax() throws -> InfluenceFixture {
    try Fixture.decode(InfluenceFixture.self, from: "influence/softmax.json")
  }

  /// The softmax regression of the fixture, fitted here.
  func fit() throws -> SoftmaxRegression {
    try SoftmaxRegression(
      minimising: SoftmaxLoss(
        rows: Matrix(rows: rows), labels: labels, classes: classes, penalty: penalty),
      tolerance: 1e-13)
  }
}

/// Expects two lists to be equally long and nowhere farther apart than `tolerance`.
func expectClose(
  _ found: [Double], _ expected: [Double], within tolerance: Double,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(found.count == expected.count, sourceLocation: sourceLocation)
  let worst = zip(found, expected).map { abs($0 - $1) }.max() ?? 0
  #expect(worst <= tolerance, sourceLocation: sourceLocation)
}
