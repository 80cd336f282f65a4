import Models
import Numerics
import Tensors
import TestSupport
import Testing

extension InfluenceFixture {
  /// What the fixture's softmax regression makes small.
  fileprivate var trainingLoss: SoftmaxLoss {
    SoftmaxLoss(rows: Matrix(rows: rows), labels: labels, classes: classes, penalty: penalty)
  }
}

@Suite struct SoftmaxRegressionTests {
  /// A random table whose labels follow weighted sums, with noise.
  static func loss(
    _ seed: UInt64, rows count: Int = 60, features: Int = 3, classes: Int = 4,
    penalty: Double = 0.02
  ) -> SoftmaxLoss {
    var random = Random(seed: seed)
    let sums = (0..<classes).map { _ in (0..<features).map { _ in random.normal() } }
    let rows = (0..<count).map { _ in (0..<features).map { _ in random.normal() } }
    let labels = rows.map { row in
      let scores = sums.map { sum in zip(row, sum).reduce(random.normal()) { $0 + $1.0 * $1.1 } }
      return scores.indices.reduce(0) { scores[$1] > scores[$0] ? $1 : $0 }
    }
    return SoftmaxLoss(rows: Matrix(rows: rows), labels: labels, classes: classes, penalty: penalty)
  }

  // MARK: Against PyTorch

  @Test func `the minimum is PyTorch's`() throws {
    let expected = try InfluenceFixture.softmax()
    let fit = try SoftmaxRegression(minimising: expected.trainingLoss, tolerance: 1e-13)
    // both slopes are below 1e-13, and the minimum is no farther than that through λ = 0.05
    expectClose(fit.parameters, expected.parameters, within: 1e-11)
    #expect(fit.gradientNorm <= 1e-13 && fit.steps < 15)
    #expect(abs(fit.loss(of: expected.row, label: expected.label) - expected.loss) < 1e-11)
    expectClose(
      fit.lossGradient(of: expected.row, label: expected.label), expected.gradient, within: 1e-11)
  }

  @Test func `derivatives are PyTorch's`() throws {
    let expected = try InfluenceFixture.softmax()
    let loss = expected.trainingLoss
    expectClose(
      loss.hessian(at: expected.parameters).elements, expected.hessian.flatMap(\.self),
      within: 1e-13)
    let direction = expected.parameters.indices.map { Double($0 % 5) - 2 }
    let slopes = expected.gradients.map { zip($0, direction).reduce(0) { $0 + $1.0 * $1.1 } }
    expectClose(loss.slopes(at: expected.parameters, along: direction), slopes, within: 1e-13)
  }

  // MARK: Laws

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `derivatives are differences`(seed: UInt64) {
    let loss = Self.loss(seed)
    var random = Random(seed: seed)
    let place = (0..<loss.parameterCount).map { _ in random.normal() }
    let direction = place.map { _ in random.normal() }
    func moved(_ step: Double) -> [Double] { zip(place, direction).map { $0 + step * $1 } }
    let step = 0x1p-17
    func along(_ vector: [Double]) -> Double {
      zip(vector, direction).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let slope = (loss.value(at: moved(step)) - loss.value(at: moved(-step))) / (2 * step)
    // errors of the step's square, 1e-10, and of rounding divided by the step, 1e-11
    #expect(abs(along(loss.gradient(at: place)) - slope) < 1e-8)
    let differences = zip(loss.gradient(at: moved(step)), loss.gradient(at: moved(-step)))
      .map { ($0 - $1) / (2 * step) }
    expectClose(loss.hessian(at: place) * direction, differences, within: 1e-8)
    let single = zip(loss.losses(at: moved(step)), loss.losses(at: moved(-step)))
      .map { ($0 - $1) / (2 * step) }
    expectClose(loss.slopes(at: place, along: direction), single, within: 1e-8)
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `with two classes it is the logistic regression of the difference`(seed: UInt64) throws {
    let loss = Self.loss(seed, classes: 2, penalty: 0.05)
    let fit = try SoftmaxRegression(minimising: loss, tolerance: 1e-12)
    // The two rows of W are opposite, for a common part costs and does nothing.
    let (first, second) = (fit.parameters[..<4], fit.parameters[4...])
    expectClose(first.map { -$0 }, Array(second), within: 1e-10)
    let row = Array(loss.design.row(3).dropLast())
    let logit = zip(second, row + [1]).reduce(0) { $0 + 2 * $1.0 * $1.1 }
    let p = 1 / (1 + Elementary.exp(-logit))
    expectClose(fit.probabilities(of: row), [1 - p, p], within: 1e-10)
  }

  @Test func `wherever a fit starts, it ends at the same place`() throws {
    let loss = Self.loss(7)
    let fit = try SoftmaxRegression(minimising: loss, tolerance: 1e-12)
    var random = Random(seed: 7)
    for _ in 0..<3 {
      let start = fit.parameters.map { _ in 5 * random.normal() }
      let other = try SoftmaxRegression(minimising: loss, from: start, tolerance: 1e-12)
      expectClose(other.parameters, fit.parameters, within: 1e-10)
    }
  }

  @Test func `a row of weight 0 is no row, one of weight 2 is two`() throws {
    let loss = Self.loss(5, rows: 40)
    let rows = (0..<40).map { Array(loss.design.row($0).dropLast()) }
    var weighted = loss
    weighted.weights[3] = 0
    weighted.weights[8] = 2
    let fit = try SoftmaxRegression(minimising: weighted, tolerance: 1e-12)
    let order = Array(0..<3) + Array(4..<40) + [8]
    let other = try SoftmaxRegression(
      minimising: SoftmaxLoss(
        rows: Matrix(rows: order.map { rows[$0] }), labels: order.map { loss.labels[$0] },
        classes: 4, penalty: 0.02), tolerance: 1e-12)
    expectClose(fit.parameters, other.parameters, within: 1e-10)
    #expect(loss.removing([3]).weights[3] == 0 && loss.removing([3]).weights[4] == 1)
  }

  @Test func `one class is a fit too: nothing to learn`() throws {
    let loss = SoftmaxLoss(rows: Matrix(rows: [[1], [2]]), labels: [0, 0], classes: 1, penalty: 1)
    let fit = try SoftmaxRegression(minimising: loss)
    #expect(fit.parameters == [0, 0] && fit.probabilities(of: [7]) == [1])
  }

  @Test func `a fit has the same bits on any number of threads`() throws {
    let fits = try [1, 2, 5].map { threads in
      try Parallel.$threads.withValue(threads) {
        try SoftmaxRegression(minimising: Self.loss(9)).parameters
      }
    }
    #expect(fits[0] == fits[1] && fits[0] == fits[2])
    #expect(
      fits[0].map(\.bitPattern).reduce(0) { $0 &* 31 &+ $1 } == UInt64(17_754_731_359_844_179_106))
  }

  // MARK: What is refused

  @Test func `a slope that does not vanish is told`() {
    let loss = SoftmaxLoss(
      rows: Matrix(rows: [[1e9], [-3e9]]), labels: [0, 1], classes: 2, penalty: 1e-9)
    let error = #expect(throws: SoftmaxRegressionError.self) {
      try SoftmaxRegression(minimising: loss, tolerance: 1e-30)
    }
    #expect(error?.description.contains("bring the columns to one scale") == true)
  }

  @Test func `rows, labels and penalties that do not fit stop with words`() async {
    await expectStop(
      saying: "SoftmaxLoss: there are no rows",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = SoftmaxLoss(rows: Matrix(rows: 0, columns: 2), labels: [], classes: 2, penalty: 1)
      })
    await expectStop(
      saying: "SoftmaxLoss: row 1 has the label 2 of 2 classes",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = SoftmaxLoss(rows: Matrix(rows: [[1], [2]]), labels: [0, 2], classes: 2, penalty: 1)
      })
    await expectStop(
      saying: "SoftmaxLoss: nan in row 0, column 0",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = SoftmaxLoss(rows: Matrix(rows: [[.nan]]), labels: [0], classes: 2, penalty: 1)
      })
    await expectStop(
      saying: "SoftmaxLoss: the penalty is 0.0",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = SoftmaxLoss(rows: Matrix(rows: [[1]]), labels: [0], classes: 2, penalty: 0)
      })
    await expectStop(
      saying: "SoftmaxLoss: no row 60 among 60",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = SoftmaxRegressionTests.loss(1).removing([60])
      })
    await expectStop(
      saying: "SoftmaxRegression: no class 4 among 4",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = try SoftmaxRegression(minimising: SoftmaxRegressionTests.loss(1))
          .loss(of: [1, 2, 3], label: 4)
      })
  }
}
