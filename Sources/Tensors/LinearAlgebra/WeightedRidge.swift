import Numerics

/// A straight line, plane, … through weighted points: β₀ + βᵀx, with the squares of β held small.
///
/// Minimises Σ w (y − β₀ − βᵀx)² + α βᵀβ. The intercept β₀ is not penalised, which is the same as
/// centring rows and targets by their weighted means. Source: Hoerl and Kennard (1970), "Ridge
/// regression"; the same numbers as scikit-learn's `Ridge` with `sample_weight`.
public struct WeightedRidge: Sendable {
  /// β, one for each column that was fitted.
  public let coefficients: [Double]

  /// β₀.
  public let intercept: Double

  /// The weighted share of the variance that is explained, R²; 1 where the targets are constant.
  public let rSquared: Double

  /// How far each β would move with another sample of rows, as a standard deviation.
  ///
  /// The weights of a surrogate say which rows matter, not how noisy they are, and its residuals
  /// are misfit that varies with x. So these are the "sandwich" errors, which assume neither equal
  /// nor known variances: with e the residuals and A = G + αI,
  ///
  ///     Cov β = n / (n − d − 1) · A⁻¹ (Σ w² e² (x − x̄)(x − x̄)ᵀ) A⁻¹
  ///
  /// (White 1980, with the correction for n of MacKinnon and White 1985, "HC1"). They leave out
  /// the small bias of the ridge. Not a number where n ≤ d + 1 or A is singular: the data cannot
  /// tell.
  public let standardErrors: [Double]

  /// Fits the columns `features` of `rows`, all of them if nil.
  ///
  /// - Precondition: as many targets and weights as rows; α is 0 or more; all numbers are finite.
  public init(
    rows: Matrix, targets: [Double], weights: [Double], alpha: Double, features: [Int]? = nil
  ) {
    let moments = WeightedMoments(rows: rows, targets: targets, weights: weights)
    self.init(
      moments, rows: rows, targets: targets, weights: weights, alpha: alpha,
      features: features ?? Array(0..<rows.columns))
  }

  /// Fits the columns `features` of data whose moments are known already.
  package init(
    _ moments: WeightedMoments, rows: Matrix, targets: [Double], weights: [Double],
    alpha: Double, features: [Int]
  ) {
    precondition(
      alpha >= 0 && alpha.isFinite, "WeightedRidge: alpha is \(alpha), it has to be 0 or more")
    let coefficients = moments.coefficients(of: features, alpha: alpha)
    var intercept = moments.targetMean
    for (index, feature) in features.enumerated() {
      intercept -= coefficients[index] * moments.means[feature]
    }
    self.coefficients = coefficients
    self.intercept = intercept
    self.rSquared = moments.rSquared(of: features, coefficients: coefficients)

    var meat = Matrix(rows: features.count, columns: features.count)
    var centred = [Double](repeating: 0, count: features.count)
    for row in 0..<rows.rows {
      var residual = targets[row] - intercept
      for (index, feature) in features.enumerated() {
        residual -= coefficients[index] * rows[row, feature]
        centred[index] = rows[row, feature] - moments.means[feature]
      }
      let weighted = weights[row] * residual
      meat.addSquare(of: centred, times: weighted * weighted)
    }
    meat.mirrorLowerTriangle()
    self.standardErrors = WeightedRidge.sandwich(
      meat, around: moments.gram.selecting(features), alpha: alpha, samples: rows.rows)
  }

  /// The square roots of the diagonal of n / (n − d − 1) A⁻¹ meat A⁻¹ with A = gram + αI.
  private static func sandwich(
    _ meat: Matrix, around gram: Matrix, alpha: Double, samples: Int
  ) -> [Double] {
    let count = gram.rows
    var system = gram
    for index in 0..<count { system[index, index] += alpha }
    guard samples > count + 1, let factor = try? Cholesky(system, terms: samples) else {
      return [Double](repeating: .nan, count: count)
    }
    let bread = factor.inverse
    let correction = Double(samples) / Double(samples - count - 1)
    let covariance = bread * meat * bread
    return covariance.diagonal.map { (correction * Swift.max(0, $0)).squareRoot() }
  }
}
