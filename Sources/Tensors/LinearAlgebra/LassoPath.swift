import Numerics

/// Every solution of the lasso, from the strongest penalty to none.
///
/// The lasso minimises |y − Xβ|² / 2n + α|β|₁. As α falls, β moves along straight lines between
/// knots where a column enters or leaves, so the knots say it all. Source: Efron, Hastie, Johnstone
/// and Tibshirani (2004), "Least angle regression", section 3.1; the knots are those of
/// scikit-learn's `lars_path(method="lasso")`.
public struct LassoPath: Sendable {
  /// The penalty α at each knot, falling.
  public let alphas: [Double]

  /// β at each knot; all zero at the first.
  public let coefficients: [[Double]]

  /// Follows the path of data given by its products: `gram` = XᵀX, `products` = Xᵀy.
  ///
  /// A column that depends on active ones is left out for good. Ends at α = 0 (below 2⁻²³, as
  /// scikit-learn does) or when no column is left. Each knot costs k³/6 + k d multiplications with
  /// k active columns.
  /// - Precondition: `gram` is square with one row for each product; `samples` is positive.
  public init(gram: Matrix, products: [Double], samples: Int) {
    let count = products.count
    precondition(
      gram.rows == count && gram.columns == count && samples > 0,
      "LassoPath: \(gram.rows) × \(gram.columns) for \(count) products, \(samples) samples")
    var beta = [Double](repeating: 0, count: count)
    var correlations = products
    var active: [Int] = []
    var signs: [Double] = []
    var isOut = [Bool](repeating: false, count: count)
    var knots: [(alpha: Double, beta: [Double])] = []
    // the column that left at the last knot, and the sign it had: it lies on the border there
    var left: (column: Int, sign: Double)?
    while true {
      let inactive = (0..<count).filter { !isOut[$0] && !active.contains($0) }
      let candidate = inactive.max { abs(correlations[$0]) < abs(correlations[$1]) }
      let penalty = LassoPath.largest(correlations, among: active + inactive)
      knots.append((penalty / Double(samples), beta))
      if penalty / Double(samples) <= 0x1p-23 || knots.count > 8 * count + 8 { break }
      if left == nil {
        guard let entering = candidate else { break }
        active.append(entering)
        signs.append(correlations[entering] < 0 ? -1 : 1)
      }
      guard let factor = try? Cholesky(gram.selecting(active)) else {
        isOut[active.removeLast()] = true
        signs.removeLast()
        knots.removeLast()
        continue
      }
      let direction = factor.solve(signs)
      let changes = (0..<count).map { column in
        active.indices.reduce(0.0) { $0 + gram[column, active[$1]] * direction[$1] }
      }
      var step = penalty
      for column in 0..<count where !isOut[column] && !active.contains(column) {
        for sign in [1.0, -1.0] where left?.column != column || left?.sign != sign {
          let distance =
            (penalty - sign * correlations[column]) / (1 - sign * changes[column])
          if distance > 0 && distance < step { step = distance }
        }
      }
      var leaving: Int?
      for index in active.indices {
        let distance = -beta[active[index]] / direction[index]
        if distance > 0 && distance < step { (step, leaving) = (distance, index) }
      }
      for index in active.indices { beta[active[index]] += step * direction[index] }
      for column in 0..<count { correlations[column] -= step * changes[column] }
      left = nil
      if let leaving {
        left = (active.remove(at: leaving), signs.remove(at: leaving))
        if let column = left?.column { beta[column] = 0 }
      }
    }
    self.alphas = knots.map(\.alpha)
    self.coefficients = knots.map(\.beta)
  }

  /// The largest size of a correlation, 0 if there is none.
  private static func largest(_ correlations: [Double], among columns: [Int]) -> Double {
    columns.reduce(0) { Swift.max($0, abs(correlations[$1])) }
  }
}
