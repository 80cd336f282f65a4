import Models
import Numerics
import Tensors
import TestSupport
import Testing

/// A table with what scikit-learn makes of it.
private struct LogisticCase: Decodable {
  let rows: [[Double]]
  let labels: [Int]
  let penalty: Double
  let coefficients: [Double]
  let intercept: Double
  let standardErrors: [Double]
  let probabilities: [Double]
}

private func close(_ a: Double, _ b: Double, _ tolerance: Double) -> Bool {
  abs(a - b) <= tolerance * max(1, abs(a), abs(b))
}

private func close(_ a: [Double], _ b: [Double], _ tolerance: Double) -> Bool {
  a.count == b.count && zip(a, b).allSatisfy { close($0, $1, tolerance) }
}

@Suite struct LogisticRegressionTests {
  /// A random table whose labels follow a weighted sum, with noise.
  static func table(_ seed: UInt64, rows count: Int = 90) -> (rows: Matrix, labels: [Int]) {
    var random = Random(seed: seed)
    let weights = (0..<4).map { _ in random.normal() }
    let rows = (0..<count).map { _ in (0..<4).map { _ in random.normal() } }
    let labels = rows.map { row in
      let score = zip(row, weights).reduce(random.normal()) { $0 + $1.0 * $1.1 }
      return score > 0 ? 1 : 0
    }
    return (Matrix(rows: rows), labels)
  }

  // MARK: Against scikit-learn

  @Test func `the fit is scikit-learn's`() throws {
    // both end where the slope is rounding noise; 1e-9 leaves digits for a condition of 1e4
    let cases = try Fixture.decode([LogisticCase].self, from: "glass_boxes/logistic.json")
    #expect(cases.count == 6)
    for expected in cases {
      let fit = try LogisticRegression(
        rows: Matrix(rows: expected.rows), labels: expected.labels, penalty: expected.penalty)
      let what: Comment = "\(expected.rows.count) rows, penalty \(expected.penalty)"
      #expect(close(fit.coefficients, expected.coefficients, 1e-9), what)
      #expect(close(fit.intercept, expected.intercept, 1e-9), what)
      #expect(close(fit.standardErrors, expected.standardErrors, 1e-9), what)
      #expect(close(expected.rows.map(fit.probability), expected.probabilities, 1e-9), what)
      #expect(fit.steps < 12, what)
    }
  }

  // MARK: Laws

  @Test(arguments: 1...5 as ClosedRange<UInt64>, [0.001, 1, 50])
  func `at the end the slope of the loss is zero`(seed: UInt64, penalty: Double) throws {
    let (rows, labels) = LogisticRegressionTests.table(seed)
    let fit = try LogisticRegression(rows: rows, labels: labels, penalty: penalty)
    var slope = [0.0] + fit.coefficients.map { penalty * $0 }
    for (index, label) in labels.enumerated() {
      let row = Array(rows.row(index))
      let error = fit.probability(of: row) - Double(label)
      for (place, value) in ([1] + row).enumerated() { slope[place] += error * value }
    }
    // a sum of 90 terms of size 1, each rounded
    #expect(slope.allSatisfy { abs($0) < 1e-12 }, "\(slope)")
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `contributions and intercept add up to the logit`(seed: UInt64) throws {
    let (rows, labels) = LogisticRegressionTests.table(seed)
    let fit = try LogisticRegression(rows: rows, labels: labels)
    for index in 0..<rows.rows {
      let row = Array(rows.row(index))
      let logit = fit.contributions(of: row).reduce(fit.intercept, +)
      #expect(fit.logit(of: row) == logit)
      #expect(close(Elementary.log(1 / fit.probability(of: row) - 1), -logit, 1e-12))
    }
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `the order of rows and columns is of no account`(seed: UInt64) throws {
    let (rows, labels) = LogisticRegressionTests.table(seed)
    var random = Random(seed: seed)
    let (order, places) = (random.permutation(of: rows.rows), random.permutation(of: 4))
    let shuffled = Matrix(rows: order.map { row in places.map { rows[row, $0] } })
    let fit = try LogisticRegression(rows: rows, labels: labels)
    let other = try LogisticRegression(rows: shuffled, labels: order.map { labels[$0] })
    #expect(close(other.coefficients, places.map { fit.coefficients[$0] }, 1e-12))
    #expect(close(other.intercept, fit.intercept, 1e-12))
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `exchanged classes exchange the signs`(seed: UInt64) throws {
    let (rows, labels) = LogisticRegressionTests.table(seed)
    let fit = try LogisticRegression(rows: rows, labels: labels)
    let other = try LogisticRegression(rows: rows, labels: labels.map { 1 - $0 })
    #expect(close(other.coefficients, fit.coefficients.map { -$0 }, 1e-12))
    #expect(close(other.intercept, -fit.intercept, 1e-12))
  }

  @Test func `without a penalty the unit of a column does not matter`() throws {
    let (rows, labels) = LogisticRegressionTests.table(7)
    var scaled = rows
    for row in 0..<rows.rows { scaled[row, 2] = 1000 * rows[row, 2] + 5000 }
    let fit = try LogisticRegression(rows: rows, labels: labels, penalty: 0)
    let other = try LogisticRegression(rows: scaled, labels: labels, penalty: 0)
    #expect(close(other.coefficients[2] * 1000, fit.coefficients[2], 1e-8))
    #expect(
      close(
        other.probability(of: Array(scaled.row(0))), fit.probability(of: Array(rows.row(0))), 1e-8))
  }

  @Test func `standard errors are the spread over repeated samples`() throws {
    var (estimates, errors) = ([Double](), [Double]())
    var random = Random(seed: 11)
    for _ in 0..<200 {
      let rows = (0..<150).map { _ in [random.normal(), random.normal()] }
      let labels = rows.map { row in
        random.uniform() < 1 / (1 + Elementary.exp(-(0.3 + row[0] - 0.5 * row[1]))) ? 1 : 0
      }
      let fit = try LogisticRegression(rows: Matrix(rows: rows), labels: labels, penalty: 0)
      estimates.append(fit.coefficients[0])
      errors.append(fit.standardErrors[0])
    }
    let mean = estimates.reduce(0, +) / 200
    let spread = (estimates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 199).squareRoot()
    // three standard errors of a spread of 200, 3/√400, and some bias of small samples
    #expect(abs(errors.reduce(0, +) / 200 / spread - 1) < 0.15 + 0.05)
  }

  // MARK: Degenerate rows

  @Test func `a constant column gets no weight, equal columns share it`() throws {
    let (rows, labels) = LogisticRegressionTests.table(3)
    let odd = Matrix(rows: (0..<rows.rows).map { [rows[$0, 0], 7, rows[$0, 1], rows[$0, 0]] })
    let fit = try LogisticRegression(rows: odd, labels: labels, penalty: 0.5)
    #expect(abs(fit.coefficients[1]) < 1e-12)
    #expect(close(fit.coefficients[0], fit.coefficients[3], 1e-10))
    #expect(throws: LogisticRegressionError.dependentColumn(1)) {
      try LogisticRegression(rows: odd, labels: labels, penalty: 0)
    }
  }

  @Test(arguments: [
    [[1.0], [2], [3], [4], [5], [6]],
    // apart but for two rows that lie on the border
    [[1.0], [2], [3], [3], [5], [6]],
  ])
  func `classes that can be told apart need a penalty`(_ rows: [[Double]]) throws {
    let labels = [0, 0, 0, 1, 1, 1]
    let error = #expect(throws: LogisticRegressionError.separated) {
      try LogisticRegression(rows: Matrix(rows: rows), labels: labels, penalty: 0)
    }
    #expect(error?.description.hasSuffix("give a larger penalty") == true)
    let fit = try LogisticRegression(rows: Matrix(rows: rows), labels: labels, penalty: 1e-6)
    #expect(fit.coefficients[0] > 1 && fit.probability(of: rows[0]) < 0.5)
  }

  @Test func `one class, or no row, is an error`() {
    #expect(throws: LogisticRegressionError.oneClass(1)) {
      try LogisticRegression(rows: Matrix(rows: [[1], [2]]), labels: [1, 1])
    }
    #expect(throws: LogisticRegressionError.oneClass(nil)) {
      try LogisticRegression(rows: Matrix(rows: 0, columns: 2), labels: [])
    }
  }

  @Test func `rows and labels that do not fit trap`() async {
    await expectStop(
      saying: "2 rows, 1 labels",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = try LogisticRegression(rows: Matrix(rows: [[1], [2]]), labels: [1])
      })
    await expectStop(
      saying: "labels have to be 0 or 1",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = try LogisticRegression(rows: Matrix(rows: [[1], [2]]), labels: [1, 2])
      })
    await expectStop(
      saying: "a row of 2 values, 1 coefficients",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let fit = try LogisticRegression(rows: Matrix(rows: [[1], [2]]), labels: [0, 1])
        _ = fit.logit(of: [1, 2])
      })
  }

  // MARK: The same bits

  @Test func `a fit has the same bits everywhere`() throws {
    let (rows, labels) = LogisticRegressionTests.table(1)
    let fit = try LogisticRegression(rows: rows, labels: labels)
    let bits = ([fit.intercept] + fit.coefficients + fit.standardErrors).map(\.bitPattern)
    #expect(bits.reduce(0) { $0 &* 31 &+ $1 } == 1_105_652_589_576_145_849)
  }

  @Test func `numbers that are not finite trap`() async {
    await expectStop(
      saying: "LogisticRegression: nan in row 1, column 0",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = try LogisticRegression(rows: Matrix(rows: [[1], [.nan]]), labels: [0, 1])
      })
    await expectStop(
      saying: "LogisticRegression: inf in row 0, column 0",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = try LogisticRegression(rows: Matrix(rows: [[.infinity], [1]]), labels: [0, 1])
      })
    await expectStop(
      saying: "LogisticRegression: value 0 is inf",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let fit = try LogisticRegression(rows: Matrix(rows: [[1], [2]]), labels: [0, 1])
        _ = fit.probability(of: [.infinity])
      })
  }
}
