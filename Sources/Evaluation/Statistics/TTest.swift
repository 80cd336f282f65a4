import Numerics

/// Whether two means differ by more than chance: a two-sided t test.
///
///     t = difference / standard error,   p = P(|T| > |t|)
///
/// p is how often a difference of this size or more would come up if there were none, and if the
/// values were independent draws. That they are is not for a test to see.
///
/// *Constant samples.* Values that are equal but for rounding have no variance. Where that leaves
/// no standard error at all, t is 0 and p is 1 if the means are equal, and t is infinite and p is 0
/// if they are not.
///
/// *Source.* Student (1908), "The probable error of a mean"; Welch (1947), "The generalization of
/// 'Student's' problem when several different population variances are involved".
public struct TTest: Hashable, Sendable {
  /// The mean of the first sample less that of the second.
  public let difference: Double
  /// How far chance may have moved the difference, as a standard deviation.
  public let standardError: Double
  /// ν of the distribution that t is held against.
  public let degreesOfFreedom: Double

  /// The difference in standard errors.
  public var t: Double {
    if standardError > 0 { return difference / standardError }
    return difference == 0 ? 0 : difference > 0 ? .infinity : -.infinity
  }

  /// The probability of a |t| as large, in 0...1.
  public var p: Double {
    StudentT(degreesOfFreedom: degreesOfFreedom).twoSidedTail(beyond: t)
  }

  /// Half the width of the interval that holds the true difference in 95 of 100 experiments; the
  /// interval is `difference` ± this.
  public var halfWidth: Double {
    standardError == 0
      ? 0 : standardError * StudentT(degreesOfFreedom: degreesOfFreedom).twoSidedQuantile(0.05)
  }

  // [welch]
  /// Welch's test of two independent samples, whose variances may differ.
  ///
  /// The standard error is √(s₁²/n₁ + s₂²/n₂), and ν is smaller, the more the two parts differ.
  ///
  /// - Precondition: each sample has two values or more, all of them finite; here and below.
  public static func welch(_ first: [Double], _ second: [Double]) -> TTest {
    let (one, other) = (Sample(first, "first"), Sample(second, "second"))
    let variance = one.varianceOfMean + other.varianceOfMean
    let share = variance == 0 ? 0.5 : one.varianceOfMean / variance
    let freedom = share * share / one.freedom + (1 - share) * (1 - share) / other.freedom
    return TTest(one, other, variance: variance, degreesOfFreedom: 1 / freedom)
  }
  // [/welch]

  /// Student's test of two independent samples, which takes their variances to be equal.
  ///
  /// With samples of different sizes and variances it is wrong in either direction.
  public static func equalVariances(_ first: [Double], _ second: [Double]) -> TTest {
    let (one, other) = (Sample(first, "first"), Sample(second, "second"))
    let freedom = one.freedom + other.freedom
    let pooled = (one.squares + other.squares) / freedom
    return TTest(
      one, other, variance: pooled / one.count + pooled / other.count, degreesOfFreedom: freedom)
  }

  /// The test of differences value by value: for methods that share their pictures.
  ///
  /// - Precondition: both samples have as many values.
  public static func paired(_ first: [Double], _ second: [Double]) -> TTest {
    precondition(
      first.count == second.count,
      "TTest.paired: \(first.count) and \(second.count) values cannot be paired")
    first.requireFinite("TTest: first value")
    second.requireFinite("TTest: second value")
    let sample = Sample(zip(first, second).map { $0 - $1 }, "paired")
    return TTest(
      difference: sample.mean, standardError: sample.varianceOfMean.squareRoot(),
      degreesOfFreedom: sample.freedom)
  }

  private init(difference: Double, standardError: Double, degreesOfFreedom: Double) {
    self.difference = difference
    (self.standardError, self.degreesOfFreedom) = (standardError, degreesOfFreedom)
  }

  private init(_ one: Sample, _ other: Sample, variance: Double, degreesOfFreedom: Double) {
    let isSame = variance == 0 && isConstant([one.mean, other.mean])
    self.init(
      difference: isSame ? 0 : one.mean - other.mean, standardError: variance.squareRoot(),
      degreesOfFreedom: degreesOfFreedom)
  }
}

/// What a t test asks of some values.
private struct Sample {
  let mean, count, squares: Double

  /// - Precondition: there are two values or more, all of them finite.
  init(_ values: [Double], _ name: String) {
    precondition(
      values.count > 1,
      "TTest: \(values.count) values in the \(name) sample; a spread needs at least 2")
    values.requireFinite("TTest: \(name) value")
    let estimate = Estimate(values)
    mean = estimate.mean
    count = Double(values.count)
    squares = estimate.standardDeviation * estimate.standardDeviation * (count - 1)
  }

  var freedom: Double { count - 1 }

  /// s² / n.
  var varianceOfMean: Double { squares / freedom / count }
}
