import Explainers
import Models
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct InfluenceRivalsTests {
  @Test func `gradient products are PyTorch's gradients multiplied`() throws {
    let expected = try InfluenceFixture.softmax()
    let found = InfluenceRivals.gradientProducts(
      try expected.fit(), expected.row, label: expected.label)
    let products = expected.gradients.map { gradient in
      zip(gradient, expected.gradient).reduce(0) { $0 + $1.0 * $1.1 } / 40
    }
    expectClose(found, products, within: 1e-11)
  }

  @Test func `TracIn adds gradient products up, each by its rate`() throws {
    let expected = try InfluenceFixture.softmax()
    let model = try expected.fit()
    let single = InfluenceRivals.gradientProducts(model, expected.row, label: expected.label)
    let found = InfluenceRivals.tracIn(
      [(model, 0.5), (model, 2)], expected.row, label: expected.label)
    expectClose(found, single.map { 2.5 * $0 }, within: 1e-13)
  }

  @Test func `with small steps of plain gradient descent TracIn adds up to the fall of the loss`()
    throws
  {
    let expected = try InfluenceFixture.softmax()
    let loss = SoftmaxLoss(
      rows: Matrix(rows: expected.rows), labels: expected.labels, classes: expected.classes,
      penalty: 1e-12)
    var place = [Double](repeating: 0, count: loss.parameterCount)
    var checkpoints: [(model: SoftmaxRegression, rate: Double)] = []
    let rate = 0.01
    var models: [SoftmaxRegression] = []
    for _ in 0...200 {
      // a tolerance that any slope meets: a model where it stands
      let model = try SoftmaxRegression(minimising: loss, from: place, tolerance: 1e9)
      models.append(model)
      checkpoints.append((model, rate))
      place = zip(place, loss.gradient(at: place)).map { $0 - rate * $1 }
    }
    let found = InfluenceRivals.tracIn(
      checkpoints.dropLast(), expected.row, label: expected.label)
    let fall =
      models[0].loss(of: expected.row, label: expected.label)
      - models[200].loss(of: expected.row, label: expected.label)
    #expect(abs(fall) > 0.01)
    #expect(abs(found.reduce(0, +) - fall) < 0.01 * abs(fall))
  }

  @Test func `the nearest of the same label count most, those of others against`() {
    let found = InfluenceRivals.nearness(
      to: [0, 0], label: 1, among: Matrix(rows: [[0, 0], [3, 4], [0, 2.5], [0, 2.5]]),
      labels: [1, 0, 1, 0])
    #expect(found == [1, 0, 0.5, -0.5])
    #expect(
      InfluenceRivals.nearness(to: [1], label: 0, among: Matrix(rows: [[1]]), labels: [0]) == [1])
  }
}
