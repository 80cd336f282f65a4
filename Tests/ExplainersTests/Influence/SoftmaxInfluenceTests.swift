import Explainers
import Models
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct SoftmaxInfluenceTests {
  @Test func `influence is PyTorch's, with either meaning of removal`() throws {
    let expected = try InfluenceFixture.softmax()
    let model = try expected.fit()
    let influence = Influence(on: model, through: try ExactInverse(of: model.curvature))
    let keeps = try influence.scores(of: expected.row, label: expected.label)
    // θ̂ is right to 1e-11, and λ = 0.05 divides what is left
    expectClose(keeps.solution.vector, expected.solution, within: 1e-9)
    expectClose(keeps.values, expected.keepsDivisor, within: 1e-10)
    let means = try influence.scores(
      of: expected.row, label: expected.label, removal: .meanOfRest)
    expectClose(means.values, expected.meanOfRest, within: 1e-10)
  }

  @Test func `retrained losses are PyTorch's`() throws {
    let expected = try InfluenceFixture.softmax()
    let fits = try expected.fit().retrained(removing: expected.rows.indices.map { [$0] })
    expectClose(
      fits.map { $0.loss(of: expected.row, label: expected.label) },
      expected.retrainedKeepsDivisor, within: 1e-10)
  }

  @Test func `the gradient of each example is PyTorch's`() throws {
    let expected = try InfluenceFixture.softmax()
    let model = try expected.fit()
    for (index, gradient) in expected.gradients.enumerated() {
      expectClose(model.gradient(ofExample: index), gradient, within: 1e-11)
    }
  }

  /// The sentence that the whole chapter hangs on.
  @Test func `positive is helpful: without it the test loss rises`() throws {
    let expected = try InfluenceFixture.softmax()
    let model = try expected.fit()
    let scores = try Influence(on: model, through: ExactInverse(of: model.curvature))
      .scores(of: expected.row, label: expected.label)
    let extremes = scores.mostHelpful(3) + scores.mostHarmful(3)
    let fits = try model.retrained(removing: extremes.map { [$0] })
    for (index, fit) in zip(extremes, fits) {
      let rise = fit.loss(of: expected.row, label: expected.label) - expected.loss
      #expect((rise > 0) == (scores.role(of: index) == .helpful))
      #expect((scores.values[index] > 0) == (rise > 0))
    }
    #expect(scores.role(of: extremes[5]) == .harmful)
    let upweighted = scores.upweighting
    #expect(upweighted[extremes[0]] == -40 * scores.values[extremes[0]])
  }

  /// A problem of `count` rows, fitted, with a row to ask about.
  private static func problem(
    _ count: Int, seed: UInt64 = 3
  ) throws -> (model: SoftmaxRegression, row: [Double], label: Int) {
    var random = Random(seed: seed)
    let rows = (0...count).map { _ in (0..<6).map { _ in random.normal() } }
    let labels = rows.map { row in
      let scores = (0..<3).map { row[$0] + 0.5 * row[$0 + 3] + 0.6 * random.normal() }
      return scores.indices.reduce(0) { scores[$1] > scores[$0] ? $1 : $0 }
    }
    let loss = SoftmaxLoss(
      rows: Matrix(rows: Array(rows.dropLast())), labels: labels.dropLast(), classes: 3,
      penalty: 0.01)
    return (
      try SoftmaxRegression(minimising: loss, tolerance: 1e-12), rows[count], labels[count]
    )
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func `of a small part of a weight it is the derivative: what is left falls with the square`(
    seed: UInt64
  ) throws {
    let (model, row, label) = try Self.problem(100, seed: seed)
    let scores = try Influence(on: model, through: ExactInverse(of: model.curvature))
      .scores(of: row, label: label)
    let start = model.loss(of: row, label: label)
    /// What the first order misses when `part` of one row's weight is taken.
    func miss(_ index: Int, _ part: Double) throws -> Double {
      var loss = model.loss
      loss.weights[index] = 1 - part
      let fit = try SoftmaxRegression(
        minimising: loss, from: model.parameters, tolerance: 1e-13)
      return fit.loss(of: row, label: label) - start - part * scores.values[index]
    }
    for index in scores.mostInfluential(5) {
      let ratio = try miss(index, 1.0 / 32) / miss(index, 1.0 / 64)
      #expect(abs(ratio - 4) < 0.2, "row \(index)")
    }
  }

  @Test func `parameters move as the retrained ones do`() throws {
    let (model, _, _) = try Self.problem(400)
    let influence = Influence(on: model, through: try ExactInverse(of: model.curvature))
    let group = [5, 17, 200]
    let fit = try model.retrained(removing: [group])[0]
    let moves = zip(fit.parameters, model.parameters).map { $0 - $1 }
    let length = moves.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let predicted = try influence.parameterChange(removing: group)
    let miss = zip(moves, predicted).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    #expect(length > 0 && miss < 0.05 * length)
  }

  @Test func `a group counts for the sum of its members`() throws {
    let (model, row, label) = try Self.problem(60)
    let influence = Influence(on: model, through: try ExactInverse(of: model.curvature))
    let scores = try influence.scores(of: row, label: label)
    let move = try influence.parameterChange(removing: [3, 8, 11])
    let slope = zip(model.lossGradient(of: row, label: label), move).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(abs(scores.rise(removing: [3, 8, 11]) - slope) < 1e-12)
  }

  @Test func `influence of an example on itself is never negative`() throws {
    let (model, _, _) = try Self.problem(60)
    let influence = Influence(on: model, through: try ExactInverse(of: model.curvature))
    let own = try influence.selfInfluence()
    #expect(own.allSatisfy { $0 > 0 })
    for index in [0, 31] {
      let row = Array(model.loss.design.row(index).dropLast())
      let scores = try influence.scores(of: row, label: model.loss.labels[index])
      #expect(abs(scores.values[index] - own[index]) < 1e-12)
    }
  }

  @Test func `equal values come in the order of the examples`() {
    let scores = InfluenceScores(
      values: [1, -2, 0, 1, 3, -2], solution: CurvatureSolution(vector: []))
    #expect(scores.mostHelpful(9) == [4, 0, 3])
    #expect(scores.mostHarmful(9) == [1, 5])
    #expect(scores.mostInfluential(4) == [4, 1, 5, 0])
    #expect(scores.role(of: 2) == .neutral)
  }
}
