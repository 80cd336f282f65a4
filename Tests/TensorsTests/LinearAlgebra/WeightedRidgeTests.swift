import Numerics
import Tensors
import TestSupport
import Testing

/// Weighted rows with scikit-learn's ridge.
struct RidgeCase: Decodable, Sendable {
  let rows: [[Double]]
  let targets: [Double]
  let weights: [Double]
  let alpha: Double
  let coefficients: [Double]
  let intercept: Double
  let rSquared: Double
  let standardErrors: [Double]
}

@Test func `the weighted ridge is scikit-learn's`() throws {
  for example in try Fixture.decode([RidgeCase].self, from: "linear/ridge.json") {
    let fit = WeightedRidge(
      rows: Matrix(rows: example.rows), targets: example.targets, weights: example.weights,
      alpha: example.alpha)
    // both solve the normal equations by Cholesky; their condition here is below 1e4
    let coefficients = fit.coefficients
    #expect(areClose(coefficients, example.coefficients, absolute: 1e-12, relative: 1e-11))
    #expect(isClose(fit.intercept, example.intercept, absolute: 1e-12, relative: 1e-11))
    #expect(isClose(fit.rSquared, example.rSquared, absolute: 1e-12, relative: 0))
    let errors = fit.standardErrors
    #expect(areClose(errors, example.standardErrors, absolute: 1e-12, relative: 1e-10))
  }
}

@Test func `standard errors are the spread over repeated samples`() {
  var random = Random(seed: 31)
  var estimates: [Double] = []
  var errors: [Double] = []
  for _ in 0..<400 {
    let rows = Matrix(rows: (0..<120).map { _ in [random.normal(), random.uniform()] })
    // noise that grows with x, which classical errors would get wrong
    let targets = (0..<120).map { rows[$0, 0] + abs(rows[$0, 0]) * random.normal() }
    let weights = (0..<120).map { 0.2 + 0.8 * rows[$0, 1] }
    let fit = WeightedRidge(rows: rows, targets: targets, weights: weights, alpha: 0)
    estimates.append(fit.coefficients[0])
    errors.append(fit.standardErrors[0])
  }
  let mean = estimates.reduce(0, +) / 400
  let spread = (estimates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 399).squareRoot()
  let typical = errors.reduce(0, +) / 400
  // four standard errors of a spread of 400, 4/√800, and a few per cent of small-sample bias
  #expect(abs(typical / spread - 1) < 0.14 + 0.06, "\(typical) for a spread of \(spread)")
}

@Test func `a line through points on a line is that line`() {
  let rows = Matrix(rows: (0..<10).map { [Double($0), Double($0) * Double($0)] })
  let targets = (0..<10).map { 3 - 2 * rows[$0, 0] + 0.5 * rows[$0, 1] }
  let fit = WeightedRidge(
    rows: rows, targets: targets, weights: (1...10).map(Double.init), alpha: 0)
  #expect(areClose(fit.coefficients, [-2, 0.5], absolute: 1e-11, relative: 0))
  #expect(isClose(fit.intercept, 3, absolute: 1e-11, relative: 0))
  #expect(isClose(fit.rSquared, 1, absolute: 1e-14, relative: 0))
}

@Test func `columns that depend on each other share the weight`() {
  let rows = Matrix(rows: (0..<6).map { [Double($0), Double($0)] })
  let targets = (0..<6).map { 4 * Double($0) }
  let weights = [Double](repeating: 1, count: 6)
  let fit = WeightedRidge(rows: rows, targets: targets, weights: weights, alpha: 0)
  #expect(areClose(fit.coefficients, [2, 2], absolute: 1e-12, relative: 0))
  let hasErrors = fit.standardErrors.allSatisfy { !$0.isNaN }
  #expect(!hasErrors)
}

@Test func `constant targets are explained by the intercept alone`() {
  let rows = Matrix(rows: (0..<6).map { [Double($0)] })
  let targets = [Double](repeating: 0.1, count: 6)
  let weights = (0..<6).map { 0.1 + Double($0) }
  let fit = WeightedRidge(rows: rows, targets: targets, weights: weights, alpha: 1)
  #expect(areClose(fit.coefficients, [0], absolute: 1e-15, relative: 0))
  #expect(isClose(fit.intercept, 0.1, absolute: 1e-15, relative: 0))
  #expect(fit.rSquared == 1)
}

@Test func `weights that cannot be weights trap`() async {
  await expectStop(
    saying: "weights have to be 0 or more",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = WeightedMoments(rows: Matrix(rows: [[1], [2]]), targets: [1, 2], weights: [1, -1])
    })
  await expectStop(
    saying: "2 rows, 2 targets, 1 weights",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = WeightedMoments(rows: Matrix(rows: [[1], [2]]), targets: [1, 2], weights: [1])
    })
  await expectStop(
    saying: "alpha is -1.0, it has to be 0 or more",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = WeightedRidge(rows: Matrix(rows: [[1]]), targets: [1], weights: [1], alpha: -1)
    })
}

/// Weighted rows of odd weights or targets with scikit-learn's R².
private struct ScoreCase: Decodable, Sendable {
  let name: String
  let rows: [[Double]]
  let targets: [Double]
  let weights: [Double]
  let alpha: Double
  let rSquared: Double
}

@Test func `the share that is explained is scikit-learn's, however small weights or targets`()
  throws
{
  let examples = try Fixture.decode([ScoreCase].self, from: "linear/scores.json")
  #expect(examples.contains { $0.rSquared == 0 } && examples.contains { $0.rSquared > 0.5 })
  for example in examples {
    let fit = WeightedRidge(
      rows: Matrix(rows: example.rows), targets: example.targets, weights: example.weights,
      alpha: example.alpha)
    // targets that vary by a millionth keep ten of their sixteen digits when they are centred
    let isCloseEnough = isClose(fit.rSquared, example.rSquared, absolute: 1e-9, relative: 0)
    #expect(isCloseEnough, "\(example.name): \(fit.rSquared), not \(example.rSquared)")
  }
}

@Test(arguments: [2, 1000, 20_000])
func `many equal targets are as constant as a few`(count: Int) {
  let rows = Matrix(rows: (0..<count).map { [Double($0 % 7)] })
  let weights = (0..<count).map { 1 / Double(1 + $0) }
  let targets = [Double](repeating: 0.1, count: count)
  let moments = WeightedMoments(rows: rows, targets: targets, weights: weights)
  #expect(moments.isConstant && moments.rSquared(of: [0], coefficients: [0]) == 1)
}

@Test(arguments: [200, 50_000])
func `columns that depend on each other share the weight in however many rows`(count: Int) {
  var random = Random(seed: 37)
  let rows = Matrix(
    rows: (0..<count).map { _ in
      let (first, second) = (random.uniform(), random.uniform())
      return [first, second, 0.3 * first - 0.7 * second + 0.1]
    })
  let targets = (0..<count).map { rows[$0, 0] + random.normal() }
  let weights = (0..<count).map { _ in 0.1 + random.uniform() }
  let moments = WeightedMoments(rows: rows, targets: targets, weights: weights)
  let beta = moments.coefficients(of: [0, 1, 2], alpha: 0)
  // of all that fit equally well the shortest has no share of the direction that changes nothing
  let along = 0.3 * beta[0] - 0.7 * beta[1] - beta[2]
  #expect(isClose(along, 0, absolute: 1e-9, relative: 0), "\(beta)")
}

@Test func `what is no number is not fitted`() async {
  await expectStop(
    saying: "WeightedMoments: nan in row 1, column 0",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = WeightedMoments(rows: Matrix(rows: [[1], [.nan]]), targets: [1, 2], weights: [1, 1])
    })
  await expectStop(
    saying: "WeightedMoments: target 0 is inf",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = WeightedMoments(
        rows: Matrix(rows: [[1], [2]]), targets: [.infinity, 2], weights: [1, 1])
    })
  await expectStop(
    saying: "WeightedMoments: weight 1 is nan",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = WeightedMoments(rows: Matrix(rows: [[1], [2]]), targets: [1, 2], weights: [1, .nan])
    })
  await expectStop(
    saying: "alpha is inf",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = WeightedRidge(rows: Matrix(rows: [[1]]), targets: [1], weights: [1], alpha: .infinity)
    })
}
