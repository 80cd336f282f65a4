import Numerics
public import Tensors

/// A linear model that imitates another model near one point; it knows rows of numbers, not what
/// they stand for, so images, tables and text share it.
///
///     g(z′) = β₀ + Σ βⱼ z′ⱼ,   minimising Σ w (f(z) − g(z′))² + α Σ βⱼ²
///
/// *Source.* Ribeiro, Singh and Guestrin (2016), equation 2 and algorithm 1; penalty and selection
/// as in the original code.
public struct LinearSurrogate: Hashable, Sendable {
  /// How columns are selected.
  public let selection: FeatureSelection

  /// How many columns are selected at most; all of them if nil.
  public let features: Int?

  /// The ridge α; 1 in the original code, tiny beside a sum of weights in the hundreds.
  public let alpha: Double

  /// A surrogate; as it stands, that of the original code for images: all features.
  ///
  /// - Precondition: `features` is positive or nil, `alpha` a finite number from 0.
  public init(selection: FeatureSelection = .auto, features: Int? = nil, alpha: Double = 1) {
    precondition(
      features ?? 1 > 0, "LinearSurrogate: \(features ?? 1) features; at least 1 is needed")
    precondition(
      alpha >= 0 && alpha.isFinite,
      "LinearSurrogate: alpha is \(alpha), it has to be a number from 0")
    (self.selection, self.features, self.alpha) = (selection, features, alpha)
  }

  /// A fitted surrogate.
  public struct Fit: Hashable, Sendable {
    /// βⱼ for each column; 0 for those that were not selected.
    public let coefficients: [Double]

    /// How far each βⱼ would move with other samples, as a standard deviation.
    ///
    /// Sandwich errors, see `WeightedRidge`; 0 for columns that were not selected.
    public let standardErrors: [Double]

    /// β₀: what the surrogate says when all columns are 0.
    public let intercept: Double

    /// The weighted share of the answers' variance that the surrogate explains; 1 where those
    /// that count are constant, as a single one is: look at the weights.
    public let rSquared: Double

    /// The columns that were selected, in the order of selection.
    public let selected: [Int]

    /// What the surrogate says of a row.
    ///
    /// - Precondition: it has a finite value for each column.
    public func prediction(of row: [Double]) -> Double {
      precondition(
        row.count == coefficients.count,
        "LinearSurrogate: a row of \(row.count) values, \(coefficients.count) coefficients")
      row.requireFinite("LinearSurrogate: value")
      return zip(coefficients, row).reduce(intercept) { $0 + $1.0 * $1.1 }
    }
  }

  // [fit]
  /// Selects columns and fits them to the answers of the model.
  ///
  /// - Precondition: as many targets and weights as rows; row 0 is the instance; all numbers are
  ///   finite.
  /// - Complexity: rows * columns² for the moments, then columns³ at most for each selection step.
  public func fit(rows: Matrix, targets: [Double], weights: [Double]) -> Fit {
    let moments = WeightedMoments(rows: rows, targets: targets, weights: weights)
    let selected = selection.columns(
      features ?? rows.columns, of: moments, instance: Array(rows.row(0)))
    let ridge = WeightedRidge(
      moments, rows: rows, targets: targets, weights: weights, alpha: alpha, features: selected)
    var coefficients = [Double](repeating: 0, count: rows.columns)
    var standardErrors = coefficients
    for (index, column) in selected.enumerated() {
      coefficients[column] = ridge.coefficients[index]
      standardErrors[column] = ridge.standardErrors[index]
    }
    return Fit(
      coefficients: coefficients, standardErrors: standardErrors, intercept: ridge.intercept,
      rSquared: ridge.rSquared, selected: selected)
  }
  // [/fit]
}
