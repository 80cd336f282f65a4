import Explainers
import Tensors
import TestSupport

/// A table with what lime 0.2.0.1 makes of it, made by Tests/Fixtures/lime_tables.py.
struct LIMETableFixture: Decodable, Sendable {
  struct Bins: Decodable, Sendable {
    let column: Int
    let edges: [Double]
    let bins: [Int]
    let means, deviations, lows, highs: [Double]
    let names: [String]
  }

  struct Frequencies: Decodable, Sendable {
    let column: Int
    let shares: [Double]
  }

  struct Fit: Decodable, Sendable {
    let selection: String
    let features: Int
    let coefficients: [Double]
    let intercept, rSquared, localPrediction: Double
  }

  struct Case: Decodable, Sendable {
    let name: String
    let bins: [Bins]
    let frequencies: [Frequencies]
    let inputs: [[Double]]
    let answers: [Double]
    let variables: [[Double]]
    let distances, weights: [Double]
    let fits: [Fit]

    /// How the rows were drawn.
    var sampling: TableSampling {
      switch name {
      case "aroundData": .aroundData
      case "aroundInstance": .aroundInstance
      default: .binned(Discretiser(rawValue: name) ?? .quartile)
      }
    }
  }

  struct Degenerate: Decodable, Sendable {
    let values: [Double]
    let drawn: [Double]
  }

  let names: [String]
  let levels: [[String]]
  let rows: [[Double]]
  let labels: [Int]
  let row: [Double]
  let cases: [Case]
  let degenerate: Degenerate

  static func read() throws -> LIMETableFixture {
    try Fixture.decode(LIMETableFixture.self, from: "lime/tables.json")
  }

  /// The same table as this book looks at it: four columns of numbers, then those of levels.
  func profile(_ sampling: TableSampling) -> TableProfile {
    let numbers = names.count - levels.count
    return TableProfile(
      of: Matrix(rows: rows), names: names,
      kinds: [ColumnProfile.Kind](repeating: .numeric, count: numbers)
        + levels.map { .categorical($0) },
      sampling: sampling, labels: labels)
  }
}

/// Whether two numbers agree but for the rounding of sums in another order.
func isClose(_ found: Double, _ expected: Double, _ tolerance: Double = 1e-12) -> Bool {
  abs(found - expected) <= tolerance * max(1, abs(found), abs(expected))
}
