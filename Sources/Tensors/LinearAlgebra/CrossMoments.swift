import Numerics

/// How a few scores go together with many values, from running sums: any number of rows, in the
/// memory of a few.
///
/// A row holds scores f₁ … f_K and values m₁ … m_P; the sums give means, and moments
/// E[(f − f̄)ᵃ (m − m̄)ᵇ], over all rows so far. They are taken of differences from the first row, in
/// `Double`: so what never changes has a variance of exactly 0, and a score that moves little about
/// a large mean loses no digits.
///
/// Rows are added in their order, and values are spread over the cores: the bits depend neither on
/// the threads nor on how many rows come at a time.
package struct CrossMoments: Hashable, Sendable {
  /// How many scores a row has.
  package let scoreCount: Int

  /// How many values a row has.
  package let valueCount: Int

  /// How many rows were added.
  package private(set) var count = 0

  private var firstScores: [Double] = []
  private var firstValues: ContiguousArray<Float> = []
  private var scoreSums: [Double]
  private var scoreSquares: [Double]
  private var runs: [Kernels.MomentRun] = []

  /// How many values one thread sums up at a time.
  private static let valuesInRun = 256

  /// The moments of no row yet.
  ///
  /// - Precondition: both numbers are positive.
  package init(scoreCount: Int, valueCount: Int) {
    precondition(
      scoreCount > 0 && valueCount > 0,
      "CrossMoments: \(scoreCount) scores and \(valueCount) values")
    (self.scoreCount, self.valueCount) = (scoreCount, valueCount)
    scoreSums = [Double](repeating: 0, count: scoreCount)
    scoreSquares = scoreSums
  }

  /// Adds rows.
  ///
  /// - Parameters:
  ///   - scores: The scores of each row.
  ///   - values: The values of each row, tensors of any shape.
  /// - Precondition: as many rows of scores as of values, each of them as long as asked for, of
  ///   finite numbers.
  package mutating func add(scores: [[Float]], values: [Tensor]) {
    precondition(
      scores.count == values.count && scores.allSatisfy { $0.count == scoreCount }
        && values.allSatisfy { $0.count == valueCount },
      "CrossMoments: \(scores.count) rows of \(scores.first?.count ?? 0) scores and "
        + "\(values.count) rows of \(values.first?.count ?? 0) values, not \(scoreCount) and "
        + "\(valueCount)")
    guard !scores.isEmpty else { return }
    for (row, some) in scores.enumerated() {
      some.lazy.map(Double.init).requireFinite("CrossMoments: row \(count + row), score")
      values[row].requireFinite("CrossMoments: row \(count + row)")
    }
    if count == 0 { begin(scores[0], values[0]) }
    count += scores.count
    let differences = ContiguousArray(
      scores.flatMap { zip($0, firstScores).map { Double($0) - $1 } })
    for (index, difference) in differences.enumerated() {
      scoreSums[index % scoreCount] += difference
      scoreSquares[index % scoreCount].addProduct(difference, difference)
    }
    let rows = Tensor.stacked(values).elements
    let former = runs
    runs = Parallel.map(former.count) { index in
      var run = former[index]
      run.add(scores: differences, rows: rows, count: scores.count)
      return run
    }
  }

  private mutating func begin(_ scores: [Float], _ values: Tensor) {
    firstScores = scores.map(Double.init)
    firstValues = values.elements
    runs = stride(from: 0, to: valueCount, by: CrossMoments.valuesInRun).map { start in
      Kernels.MomentRun(
        start..<min(start + CrossMoments.valuesInRun, valueCount), of: values.elements,
        scores: scoreCount)
    }
  }
}

// MARK: What the sums say

extension CrossMoments {
  /// The moments of one score and one value.
  package struct Pair: Hashable, Sendable {
    /// f̄ and m̄.
    package fileprivate(set) var (scoreMean, valueMean) = (0.0, 0.0)

    /// E[(f − f̄)²].
    package fileprivate(set) var scoreVariance = 0.0

    /// E[(m − m̄)²], 0 if the value never changed.
    package fileprivate(set) var valueVariance = 0.0

    /// E[(m − m̄)⁴].
    package fileprivate(set) var valueFourth = 0.0

    /// E[(f − f̄)(m − m̄)].
    package fileprivate(set) var covariance = 0.0

    /// E[(f − f̄)²(m − m̄)], E[(f − f̄)(m − m̄)²], E[(f − f̄)(m − m̄)³] and E[(f − f̄)²(m − m̄)²].
    package fileprivate(set) var (scoreSkew, valueSkew, cubic, quartic) = (0.0, 0.0, 0.0, 0.0)

    /// Zeros, or what is known of a pair by other means.
    package init(
      scoreMean: Double = 0, valueMean: Double = 0, valueVariance: Double = 0,
      covariance: Double = 0
    ) {
      (self.scoreMean, self.valueMean) = (scoreMean, valueMean)
      (self.valueVariance, self.covariance) = (valueVariance, covariance)
    }

    /// E[f m].
    package var productMean: Double { scoreMean * valueMean + covariance }
  }

  /// The moments of score number `score` with value number `value`; zeros without a row.
  ///
  /// - Precondition: there are such ones.
  package func pair(_ score: Int, _ value: Int) -> Pair {
    precondition(
      0..<scoreCount ~= score && 0..<valueCount ~= value,
      "CrossMoments: no score \(score) among \(scoreCount) or no value \(value) among "
        + "\(valueCount)")
    guard count > 0 else { return Pair() }
    let run = runs[value / CrossMoments.valuesInRun]
    let number = Double(count)
    func power(_ exponent: Int) -> Double { run.sum(exponent - 1, of: value) / number }
    let place = Kernels.MomentRun.powers + score * Kernels.MomentRun.products
    func product(_ order: Int) -> Double { run.sum(place + order, of: value) / number }

    // a and b are the means of f and m, f2 is E[f²], f1m2 is E[f m²]: all less the first row.
    let (a, b) = (scoreSums[score] / number, power(1))
    let (f2, m2, m3, m4) = (scoreSquares[score] / number, power(2), power(3), power(4))
    let (f1m1, f1m2, f1m3) = (product(0), product(1), product(2))
    let (f2m1, f2m2) = (product(3), product(4))
    var pair = Pair()
    pair.scoreMean = firstScores[score] + a
    pair.valueMean = Double(firstValues[value]) + b
    pair.scoreVariance = max(0, f2 - a * a)
    pair.valueVariance = max(0, m2 - b * b)
    pair.valueFourth = max(0, m4 - 4 * b * m3 + 6 * b * b * m2 - 3 * b * b * b * b)
    pair.covariance = f1m1 - a * b
    pair.scoreSkew = f2m1 - 2 * a * f1m1 - b * f2 + 2 * a * a * b
    pair.valueSkew = f1m2 - 2 * b * f1m1 - a * m2 + 2 * a * b * b
    pair.cubic =
      f1m3 - 3 * b * f1m2 + 3 * b * b * f1m1 - a * m3 + 3 * a * b * m2 - 3 * a * b * b * b
    pair.quartic = max(
      0,
      f2m2 - 2 * b * f2m1 - 2 * a * f1m2 + b * b * f2 + a * a * m2 + 4 * a * b * f1m1
        - 3 * a * a * b * b)
    return pair
  }

  /// The mean and the variance of score number `score`; zeros without a row.
  ///
  /// - Precondition: there is one.
  package func score(_ score: Int) -> (mean: Double, variance: Double) {
    let pair = pair(score, 0)
    return (pair.scoreMean, pair.scoreVariance)
  }
}
