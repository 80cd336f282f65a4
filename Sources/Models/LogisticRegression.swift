import Numerics
public import Tensors

/// A weighted sum of features, squeezed into a probability: every number of it can be read.
///
///     logit(x) = β₀ + Σ βⱼ xⱼ        P(1 | x) = 1 / (1 + e^−logit)
///
/// One unit more of feature j multiplies the odds by e^βⱼ, wherever the other features stand; so
/// what depends on another feature, an interaction, it cannot say.
///
/// *Source.* McCullagh and Nelder (1989), "Generalized Linear Models", chapter 4; Hosmer and
/// Lemeshow (1989), "Applied Logistic Regression".
public struct LogisticRegression: Hashable, Sendable {
  /// β, one for each feature.
  public let coefficients: [Double]
  /// β₀: the logit where all features are 0.
  public let intercept: Double
  /// How far each β would move with another sample of rows, as a standard deviation.
  ///
  /// The square roots of the diagonal of H⁻¹, with H the second derivatives of the loss: Wald's,
  /// Hosmer and Lemeshow section 2.4. The penalty, which is part of H, makes them a little small.
  public let standardErrors: [Double]
  /// How many Newton steps the fit took.
  public let steps: Int

  /// Fits `labels`, 0 or 1, to `rows`, one a label.
  ///
  /// Makes − Σ log P(label | x) + λ/2 Σ βⱼ² small, with λ the `penalty` and β₀ free of it. The
  /// function is convex, and Newton's steps (which here are weighted least squares, done over and
  /// over) end where its slope is zero but for rounding. With a penalty a column that is constant
  /// gets β = 0, and columns that add up to others share the weight. Features on one scale,
  /// otherwise the penalty presses those in small units less.
  ///
  /// - Throws: an error if all labels are the same; without a penalty also if columns depend on
  ///   each other, or if the classes can be told apart without a mistake.
  /// - Precondition: as many labels as rows, each 0 or 1; `penalty` is 0 or more; all numbers are
  ///   finite.
  /// - Complexity: *steps* (about 7) * rows * columns².
  public init(rows: Matrix, labels: [Int], penalty: Double = 1) throws(LogisticRegressionError) {
    precondition(
      rows.rows == labels.count,
      "LogisticRegression: \(rows.rows) rows, \(labels.count) labels")
    precondition(
      labels.allSatisfy { 0...1 ~= $0 }, "LogisticRegression: labels have to be 0 or 1")
    precondition(
      penalty >= 0 && penalty.isFinite,
      "LogisticRegression: the penalty is \(penalty), it has to be 0 or more")
    rows.requireFinite("LogisticRegression")
    guard labels.contains(0), labels.contains(1) else { throw .oneClass(labels.first) }

    var fit = LogisticFit(rows: rows, labels: labels, penalty: penalty)
    self.steps = try fit.descend()
    (self.intercept, self.coefficients) = (fit.parameters[0], Array(fit.parameters.dropFirst()))
    let variances = try fit.factoredCurvature().inverseDiagonal
    self.standardErrors = variances.dropFirst().map { $0.squareRoot() }
  }

  /// What each feature adds to the logit of a row: βⱼ xⱼ.
  ///
  /// With the intercept they add up to the logit.
  ///
  /// - Precondition: `row` has a finite value for each feature, here and below.
  public func contributions(of row: [Double]) -> [Double] {
    precondition(
      row.count == coefficients.count,
      "LogisticRegression: a row of \(row.count) values, \(coefficients.count) coefficients")
    row.requireFinite("LogisticRegression: value")
    return zip(coefficients, row).map { $0 * $1 }
  }

  /// The logarithm of the odds of class 1.
  public func logit(of row: [Double]) -> Double { contributions(of: row).reduce(intercept, +) }

  /// The probability of class 1, in 0...1.
  public func probability(of row: [Double]) -> Double {
    LogisticFit.logistic(logit(of: row))
  }
}

/// Why no logistic regression fits the rows.
public enum LogisticRegressionError: Error, Hashable, CustomStringConvertible {
  /// There is no label, or all are this one; the best intercept would be infinite.
  case oneClass(Int?)
  /// A column, counted from 0, is constant or follows from those before it.
  case dependentColumn(Int)
  /// A weighted sum tells the classes apart; the larger its weights, the better, without end.
  case separated

  /// What is wrong, and what to do about it.
  public var description: String {
    switch self {
    case .oneClass(let label?):
      "logistic regression: every label is \(label); give rows of both classes"
    case .oneClass(nil): "logistic regression: there are no rows; give rows of both classes"
    case .dependentColumn(let column):
      "logistic regression: column \(column) is constant or follows from the columns before it; "
        + "drop it, or give a larger penalty"
    case .separated:
      "logistic regression: a weighted sum of the columns separates the classes, so its "
        + "coefficients grow without end; give a larger penalty"
    }
  }
}
