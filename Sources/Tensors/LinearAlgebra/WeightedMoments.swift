import Numerics

/// What least squares needs to know of weighted data: means, and products of what is left of them.
///
/// Any subset of the columns can be fitted from these few numbers without another pass over the
/// rows, which makes selecting columns cheap. With weights w, rows x and targets y, and x̄, ȳ the
/// weighted means:
///
///     G = Σ w (x − x̄)(x − x̄)ᵀ     c = Σ w (x − x̄)(y − ȳ)     t = Σ w (y − ȳ)²
///
/// Two passes over the data, n d² multiplications.
public struct WeightedMoments: Sendable {
  /// The sum of the weights.
  public let totalWeight: Double

  /// The weighted mean of each column, x̄.
  public let means: [Double]

  /// The weighted mean of the targets, ȳ.
  public let targetMean: Double

  /// The weighted products of the centred columns, G.
  public let gram: Matrix

  /// The weighted products of the centred columns with the centred targets, c.
  public let products: [Double]

  /// The weighted squares of the centred targets, t.
  public let targetSquares: Double

  /// How many rows were summed up.
  public let samples: Int

  /// Whether the targets of the rows that count, those of positive weight, are all one value up to
  /// rounding: up to n ε times their size, by which the mean of n rows may be off.
  public let isConstant: Bool

  /// Sums up weighted rows and their targets.
  ///
  /// - Precondition: as many targets and weights as rows; no weight is negative, one is positive;
  ///   all numbers are finite.
  public init(rows: Matrix, targets: [Double], weights: [Double]) {
    precondition(
      rows.rows == targets.count && rows.rows == weights.count,
      "WeightedMoments: \(rows.rows) rows, \(targets.count) targets, \(weights.count) weights")
    rows.requireFinite("WeightedMoments")
    targets.requireFinite("WeightedMoments: target")
    weights.requireFinite("WeightedMoments: weight")
    let total = weights.reduce(0, +)
    precondition(
      weights.allSatisfy { $0 >= 0 } && total > 0,
      "WeightedMoments: weights have to be 0 or more, and one of them more; their sum is \(total)")
    let count = rows.columns
    var means = [Double](repeating: 0, count: count)
    var targetMean = 0.0
    for row in 0..<rows.rows {
      for column in 0..<count { means[column] += weights[row] * rows[row, column] }
      targetMean += weights[row] * targets[row]
    }
    for column in 0..<count { means[column] /= total }
    targetMean /= total

    var gram = Matrix(rows: count, columns: count)
    var products = [Double](repeating: 0, count: count)
    var squares = 0.0
    var centred = [Double](repeating: 0, count: count)
    for row in 0..<rows.rows {
      for column in 0..<count { centred[column] = rows[row, column] - means[column] }
      let target = targets[row] - targetMean
      for column in 0..<count {
        products[column] += weights[row] * centred[column] * target
      }
      squares += weights[row] * target * target
      gram.addSquare(of: centred, times: weights[row])
    }
    gram.mirrorLowerTriangle()
    self.totalWeight = total
    self.means = means
    self.targetMean = targetMean
    self.gram = gram
    self.products = products
    self.targetSquares = squares
    self.samples = rows.rows
    isConstant = Numerics.isConstant(zip(targets, weights).filter { $1 > 0 }.map(\.0))
  }

  /// How far, relative to its size, a sum over so many rows may be off, with room for what is
  /// computed from such sums: differences below it say nothing.
  public var noise: Double { Double(samples + means.count) * 0x1p-48 }

  /// The ridge coefficients of the columns in `features`: (G + αI) β = c, the intercept unpenalised.
  ///
  /// Where that has no unique solution (α = 0 and columns that depend on each other), the β of
  /// least length. At most d³ multiplications.
  public func coefficients(of features: [Int], alpha: Double) -> [Double] {
    var system = gram.selecting(features)
    for index in features.indices { system[index, index] += alpha }
    let target = features.map { products[$0] }
    do {
      return try Cholesky(system, terms: samples).solve(target)
    } catch {
      return SymmetricEigen(system).leastNormSolution(target, terms: samples)
    }
  }

  /// The weighted share of the targets' variance that coefficients explain:
  /// R² = 1 − (t − 2 βᵀc + βᵀGβ) / t; 1 where the targets are constant, and 0 where they are not
  /// but their weights are too small for any t above 0.
  ///
  /// - Precondition: as many coefficients as features.
  public func rSquared(of features: [Int], coefficients: [Double]) -> Double {
    precondition(
      features.count == coefficients.count,
      "rSquared: \(features.count) features, \(coefficients.count) coefficients")
    if isConstant { return 1 }
    var explained = 0.0
    for (index, feature) in features.enumerated() {
      var fitted = 0.0
      for (other, column) in features.enumerated() {
        fitted += gram[feature, column] * coefficients[other]
      }
      explained += coefficients[index] * (2 * products[feature] - fitted)
    }
    return targetSquares == 0 ? 0 : explained / targetSquares
  }
}
