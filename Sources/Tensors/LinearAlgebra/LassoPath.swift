import Numerics

/// Every solution of the lasso, from the strongest penalty to none.
///
/// The lasso minimises |y − Xβ|² / 2n + α|β|₁. As α falls, β moves along straight lines between
/// knots where a column enters or leaves, so the knots say it all. Source: Efron, Hastie, Johnstone
/// and Tibshirani (2004), "Least angle regression", section 3.1. The knots are those of scikit-learn's `lars_path(method="lasso")`, unless
/// columns depend on each other or two are tied: it has other ways to go on from there.
public struct LassoPath: Sendable {
  /// The penalty α at each knot, falling.
  public let alphas: [Double]

  /// β at each knot; all zero at the first.
  public let coefficients: [[Double]]

  /// Follows the path of data given by its products: `gram` = XᵀX, `products` = Xᵀy.
  ///
  /// A column that depends on active ones is left out for good; columns that are tied enter
  /// together. Ends at α = 0 (below 2⁻²³, as scikit-learn does) or when no column is left. Each
  /// knot costs k³/6 + k d multiplications with k active columns.
  /// - Precondition: `gram` is square with one row for each product; `samples` is positive; all
  ///   numbers are finite.
  public init(gram: Matrix, products: [Double], samples: Int) {
    precondition(
      gram.rows == products.count && gram.columns == products.count && samples > 0,
      "LassoPath: \(gram.rows) × \(gram.columns) for \(products.count) products, "
        + "\(samples) samples")
    gram.requireFinite("LassoPath")
    products.requireFinite("LassoPath: product")
    var walk = LassoWalk(gram: gram, products: products, samples: samples)
    var knots: [(alpha: Double, beta: [Double])] = []
    var steps = 0
    while true {
      let alpha = walk.penalty / Double(samples)
      // a step of no length, where columns are tied, changes nothing
      if knots.last?.alpha != alpha { knots.append((alpha, walk.beta)) }
      steps += 1
      if alpha <= 0x1p-23 || steps > 8 * products.count + 8 || !walk.step() { break }
    }
    self.alphas = knots.map(\.alpha)
    self.coefficients = knots.map(\.beta)
  }
}

/// The way along a path of the lasso, from knot to knot.
private struct LassoWalk {
  let gram: Matrix
  let samples: Int

  /// The coefficients at the knot.
  private(set) var beta: [Double]

  /// Xᵀ(y − Xβ): of the size of the penalty for active columns, below it for others.
  private var correlations: [Double]

  /// The columns whose coefficient moves, and the signs of their correlations.
  private var active: [Int] = []
  private var signs: [Double] = []

  /// Columns that depend on active ones.
  private var isOut: [Bool]

  /// The column that left at this knot, and the sign it had: it lies on the border here.
  private var left: (column: Int, sign: Double)?

  init(gram: Matrix, products: [Double], samples: Int) {
    (self.gram, self.samples, correlations) = (gram, samples, products)
    beta = [Double](repeating: 0, count: products.count)
    isOut = [Bool](repeating: false, count: products.count)
  }

  /// The columns that may enter.
  private var inactive: [Int] {
    correlations.indices.filter { !isOut[$0] && !active.contains($0) }
  }

  /// The largest size of a correlation, n α.
  var penalty: Double {
    (active + inactive).reduce(0) { Swift.max($0, abs(correlations[$1])) }
  }

  /// Goes on to the next knot; false if no column can move.
  mutating func step() -> Bool {
    if left == nil {
      guard let entering = inactive.max(by: { abs(correlations[$0]) < abs(correlations[$1]) })
      else { return false }
      active.append(entering)
      signs.append(correlations[entering] < 0 ? -1 : 1)
    }
    guard let factor = try? Cholesky(gram.selecting(active), terms: samples) else {
      isOut[active.removeLast()] = true
      signs.removeLast()
      return true
    }
    let direction = factor.solve(signs)
    let changes = correlations.indices.map { column in
      active.indices.reduce(0.0) { $0 + gram[column, active[$1]] * direction[$1] }
    }
    let penalty = penalty
    var length = penalty
    let noise = Double(samples + correlations.count) * 0x1p-52
    for column in inactive {
      for sign in [1.0, -1.0] where left?.column != column || left?.sign != sign {
        // at this rate the penalty comes down on the correlation, if at all
        let rate = 1 - sign * changes[column]
        guard rate > noise else { continue }
        length = Swift.min(length, Swift.max(0, penalty - sign * correlations[column]) / rate)
      }
    }
    var leaving: Int?
    for index in active.indices {
      let distance = -beta[active[index]] / direction[index]
      if distance > 0 && distance < length { (length, leaving) = (distance, index) }
    }
    for index in active.indices { beta[active[index]] += length * direction[index] }
    for column in correlations.indices { correlations[column] -= length * changes[column] }
    left = nil
    if let leaving {
      left = (active.remove(at: leaving), signs.remove(at: leaving))
      if let column = left?.column { beta[column] = 0 }
    }
    return true
  }
}
