import TestSupport

/// What SciPy and statsmodels make of samples, made by Tests/Fixtures/significance.py.
struct StatisticsFixture: Decodable {
  /// One t test.
  struct Result: Decodable {
    let t, df, p, low, high: Double
  }
  /// Two samples and their tests; the paired one takes the first values of the longer sample.
  struct TTests: Decodable {
    let first, second: [Double]
    let welch, equalVariances, paired: Result
  }
  /// Two samples and the share of all ways to deal them out.
  struct Permutation: Decodable {
    let first, second: [Double]
    let p: Double
  }
  /// p values of a family, and what they are corrected to.
  struct Correction: Decodable {
    let values, holm, bonferroni: [Double]
  }

  let tTests: [TTests]
  let permutations: [Permutation]
  let corrections: [Correction]
  /// Successes, trials, and the ends of Wilson's interval.
  let proportions: [[Double]]

  static func all() throws -> StatisticsFixture {
    try Fixture.decode(StatisticsFixture.self, from: "statistics/tests.json")
  }
}
