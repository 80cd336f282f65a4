import Explainers
import Numerics
import Tensors
import TestSupport
import Testing

/// A neighbourhood with what lime 0.2.0.1 makes of it.
struct SurrogateCase: Decodable, Sendable {
  struct Fit: Decodable, Sendable {
    let selection: String
    let features: Int
    let selected: [Int]
    let coefficients: [Double]
    let intercept: Double
    let rSquared: Double
    let localPrediction: Double
  }

  let name: String
  let rows: [[Double]]
  let targets: [Double]
  let distance: String
  let width: Double
  let distances: [Double]
  let weights: [Double]
  let fits: [Fit]

  static func all() throws -> [SurrogateCase] {
    try Fixture.decode([SurrogateCase].self, from: "lime/surrogate.json")
  }
}

private func selection(_ name: String) throws -> FeatureSelection {
  switch name {
  case "forward_selection": .forward
  case "highest_weights": .highestWeights
  case "lasso_path": .lassoPath
  default: try #require(FeatureSelection(rawValue: name))
  }
}

private func close(_ a: Double, _ b: Double, _ tolerance: Double = 1e-12) -> Bool {
  abs(a - b) <= tolerance * max(1, abs(a), abs(b))
}

private func random(rows: Int, columns: Int, seed: UInt64) -> Matrix {
  var random = Random(seed: seed)
  let bits = (0..<(rows * columns)).map { $0 < columns ? 1 : Double(random.integer(below: 2)) }
  return Matrix(bits, rows: rows, columns: columns)
}

// MARK: Against lime

@Test func `the surrogate is lime's for every way to select features`() throws {
  // both solve well-conditioned normal equations in double precision: 1e-12 leaves four digits
  // for the order of sums
  for example in try SurrogateCase.all() {
    for expected in example.fits {
      let surrogate = LinearSurrogate(
        selection: try selection(expected.selection), features: expected.features)
      let rows = Matrix(rows: example.rows)
      let fit = surrogate.fit(rows: rows, targets: example.targets, weights: example.weights)
      let what: Comment = "\(example.name), \(expected.selection), \(expected.features)"
      #expect(fit.selected == expected.selected, what)
      #expect(zip(fit.coefficients, expected.coefficients).allSatisfy { close($0, $1) }, what)
      #expect(close(fit.intercept, expected.intercept), what)
      #expect(close(fit.rSquared, expected.rSquared), what)
      #expect(close(fit.prediction(of: example.rows[0]), expected.localPrediction), what)
    }
  }
}

// MARK: Laws

@Test func `a linear model is recovered exactly`() {
  let rows = random(rows: 200, columns: 7, seed: 1)
  let truth = [0.4, -0.2, 0, 0.1, 0.05, 0, -0.3]
  let targets = (rows * truth).map { $0 + 0.25 }
  let weights = (0..<200).map { 1 / Double($0 + 1) }
  let fit = LinearSurrogate(alpha: 0).fit(rows: rows, targets: targets, weights: weights)
  // exact but for rounding, times a condition of about a hundred
  for (found, expected) in zip(fit.coefficients, truth) { #expect(abs(found - expected) < 1e-13) }
  #expect(abs(fit.intercept - 0.25) < 1e-13)
  #expect(abs(fit.rSquared - 1) < 1e-13)
  #expect(fit.standardErrors.allSatisfy { $0 < 1e-13 })
}

@Test(arguments: [FeatureSelection.forward, .highestWeights, .lassoPath])
func `selection finds the columns that a linear model uses`(_ selection: FeatureSelection) {
  let rows = random(rows: 300, columns: 10, seed: 2)
  let targets = (0..<300).map { rows[$0, 3] - 0.8 * rows[$0, 7] + 0.6 * rows[$0, 1] }
  let weights = [Double](repeating: 1, count: 300)
  let surrogate = LinearSurrogate(selection: selection, features: 3, alpha: 0)
  let fit = surrogate.fit(rows: rows, targets: targets, weights: weights)
  #expect(fit.selected.sorted() == [1, 3, 7])
  #expect(fit.coefficients[0] == 0)
  #expect(fit.standardErrors[0] == 0)
}

@Test func `a constant added to the answers shifts only the intercept`() {
  let rows = random(rows: 100, columns: 6, seed: 3)
  var noise = Random(seed: 4)
  let targets = (0..<100).map { _ in noise.uniform() }
  let weights = (0..<100).map { _ in noise.uniform() }
  let surrogate = LinearSurrogate(selection: .forward, features: 3)
  let fit = surrogate.fit(rows: rows, targets: targets, weights: weights)
  let shifted = surrogate.fit(rows: rows, targets: targets.map { $0 + 5 }, weights: weights)
  #expect(shifted.selected == fit.selected)
  #expect(zip(shifted.coefficients, fit.coefficients).allSatisfy { abs($0 - $1) < 1e-12 })
  #expect(abs(shifted.intercept - fit.intercept - 5) < 1e-12)
}

@Test func `renumbering the columns renumbers the coefficients`() {
  let rows = random(rows: 100, columns: 6, seed: 5)
  var random = Random(seed: 6)
  let order = random.permutation(of: 6)
  let targets = (0..<100).map { _ in random.uniform() }
  let weights = (0..<100).map { _ in random.uniform() }
  let permuted = Matrix(rows: (0..<100).map { row in order.map { rows[row, $0] } })
  for selection in FeatureSelection.allCases {
    let surrogate = LinearSurrogate(selection: selection, features: 3)
    let fit = surrogate.fit(rows: rows, targets: targets, weights: weights)
    let other = surrogate.fit(rows: permuted, targets: targets, weights: weights)
    for (position, column) in order.enumerated() {
      #expect(abs(other.coefficients[position] - fit.coefficients[column]) < 1e-12)
    }
  }
}

@Test func `one sample explains nothing and does not fail`() {
  for selection in FeatureSelection.allCases {
    let surrogate = LinearSurrogate(selection: selection, features: 2)
    let fit = surrogate.fit(rows: Matrix(rows: [[1, 1, 1]]), targets: [0.7], weights: [1])
    #expect(fit.coefficients == [0, 0, 0])
    #expect(fit.intercept == 0.7)
    #expect(fit.rSquared == 1)
  }
}

@Test func `impossible knobs trap`() async {
  await expectStop(
    saying: "0 features; at least 1 is needed",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LinearSurrogate(features: 0)
    })
  await expectStop(
    saying: "alpha is -1.0",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LinearSurrogate(alpha: -1)
    })
  await expectStop(
    saying: "2 rows, 1 targets, 2 weights",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LinearSurrogate().fit(rows: Matrix(rows: [[1], [0]]), targets: [1], weights: [1, 1])
    })
}

@Test func `a kernel that sees the instance alone explains nothing, and says so`() {
  // the Euclidean kernel at its default width, over 36 parts: all weights but one below 1e-20
  var random = Random(seed: 41)
  let rows = Coalitions(count: 300, parts: 36, using: &random).matrix
  let kernel = LIMEKernel(distance: .euclidean)
  let weights = kernel.distances(of: rows).map { kernel.weight(at: $0) }
  #expect(weights.dropFirst().allSatisfy { 0 < $0 && $0 < 1e-20 })
  let targets = (0..<300).map { rows[$0, 3] + 0.2 * random.uniform() }
  let fit = LinearSurrogate().fit(rows: rows, targets: targets, weights: weights)
  #expect(fit.coefficients.allSatisfy { abs($0) < 1e-20 })
  #expect(abs(fit.rSquared) < 1e-15)
}

@Test func `rows that are no numbers are not imitated`() async {
  await expectStop(
    saying: "WeightedMoments: nan in row 1, column 0",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LinearSurrogate().fit(
        rows: Matrix(rows: [[1], [.nan]]), targets: [1, 2], weights: [1, 1])
    })
  await expectStop(
    saying: "LinearSurrogate: value 0 is inf",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let fit = LinearSurrogate().fit(
        rows: Matrix(rows: [[1], [0]]), targets: [1, 2], weights: [1, 1])
      _ = fit.prediction(of: [.infinity])
    })
  await expectStop(
    saying: "alpha is inf",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LinearSurrogate(alpha: .infinity)
    })
}

@Test(arguments: [(50, 0.0, 43), (8, 1.0, 1), (7, 1.0, 0), (7, 0.0, 0), (3, 1.0, -4)])
func `a fit says how many rows are left when all unknowns are settled`(
  rows: Int, alpha: Double, left: Int
) {
  var random = Random(seed: 3)
  let matrix = Matrix(rows: (0..<rows).map { _ in (0..<6).map { _ in random.uniform() } })
  let targets = (0..<rows).map { _ in random.uniform() }
  let surrogate = LinearSurrogate(alpha: alpha)
  let weights = [Double](repeating: 1, count: rows)
  #expect(
    surrogate.fit(rows: matrix, targets: targets, weights: weights).degreesOfFreedom == left)
  let without = surrogate.fit(
    rows: matrix, targets: targets, weights: weights.dropLast() + [0])
  #expect(without.degreesOfFreedom == left - 1)
}

@Test func `chance passes for a perfect fit where the rows do not outnumber the unknowns`() {
  var random = Random(seed: 3)
  let matrix = Matrix(rows: (0..<7).map { _ in (0..<6).map { _ in random.uniform() } })
  let fit = LinearSurrogate(alpha: 0).fit(
    rows: matrix, targets: (0..<7).map { _ in random.uniform() },
    weights: [Double](repeating: 1, count: 7))
  #expect(fit.rSquared > 0.999)
  #expect(fit.degreesOfFreedom == 0)
}
