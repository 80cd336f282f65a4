import Numerics
import Tensors

/// A logistic regression on its way to the minimum, by Newton's method with halved steps.
struct LogisticFit {
  /// β₀, then β.
  private(set) var parameters: [Double]
  private let design: Matrix
  private let labels: [Double]
  private let penalty: Double

  /// The start: all parameters 0.
  init(rows: Matrix, labels: [Int], penalty: Double) {
    design = Matrix(
      (0..<rows.rows).flatMap { [1] + rows.row($0) }, rows: rows.rows, columns: rows.columns + 1)
    self.labels = labels.map(Double.init)
    self.penalty = penalty
    parameters = [Double](repeating: 0, count: design.columns)
  }

  /// Goes down until a step moves no logit by more than 1e-9, and tells how many steps it took.
  ///
  /// Newton's method doubles the number of right digits with each step, so that after such a step
  /// nothing is left but rounding. If without a penalty the minimum lies at infinity, each step
  /// moves some logit by about 1 for ever, and that is how it is known.
  mutating func descend() throws(LogisticRegressionError) -> Int {
    let limit = 60
    for step in 1...limit {
      let logits = design * parameters
      if penalty == 0, step > 1, separates(logits) { throw .separated }
      let direction = try factoredCurvature(isFirst: step == 1).solve(slope(logits))
      let moves = (design * direction).map(abs)
      move(against: direction)
      if moves.allSatisfy({ $0 <= 1e-9 }) { return step }
    }
    if penalty == 0 { throw .separated }
    return limit
  }

  /// 1 / (1 + e^−t).
  static func logistic(_ t: Double) -> Double { 1 / (1 + Elementary.exp(-t)) }

  /// The second derivatives Σ p(1 − p) x xᵀ + λI, factored.
  func factoredCurvature(isFirst: Bool = false) throws(LogisticRegressionError) -> Cholesky {
    var weighted = design
    for (row, logit) in (design * parameters).enumerated() {
      let p = LogisticFit.logistic(logit)
      for column in 0..<design.columns { weighted[row, column] *= p * (1 - p) }
    }
    var curvature = design.transposedTimes(weighted)
    for index in 1..<design.columns { curvature[index, index] += penalty }
    do {
      return try Cholesky(curvature, terms: design.rows)
    } catch {
      throw isFirst ? .dependentColumn(error.row - 1) : .separated
    }
  }

  /// The first derivatives Σ (p − label) x + λβ.
  func slope(_ logits: [Double]) -> [Double] {
    var slope = [Double](repeating: 0, count: design.columns)
    for (row, logit) in logits.enumerated() {
      let error = LogisticFit.logistic(logit) - labels[row]
      for column in 0..<design.columns { slope[column] += error * design[row, column] }
    }
    for index in 1..<design.columns { slope[index] += penalty * parameters[index] }
    return slope
  }

  /// What is made small, at `parameters`.
  private func loss(_ parameters: [Double]) -> Double {
    var loss = 0.0
    for (logit, label) in zip(design * parameters, labels) {
      let wrong = label == 1 ? -logit : logit
      loss += max(wrong, 0) + Elementary.log(1 + Elementary.exp(-abs(wrong)))
    }
    return loss + parameters.dropFirst().reduce(0) { $0 + penalty / 2 * $1 * $1 }
  }

  /// One step, halved until the loss does not rise by more than rounding can make it.
  private mutating func move(against direction: [Double]) {
    let start = loss(parameters)
    let noise = max(1e-12, Double(design.rows) * 0x1p-52) * abs(start)
    var length = 1.0
    var next = parameters
    repeat {
      next = zip(parameters, direction).map { $0 - length * $1 }
      length /= 2
    } while loss(next) > start + noise && length > 1e-10
    parameters = next
  }

  /// Whether the logits have the right sign in every row.
  private func separates(_ logits: [Double]) -> Bool {
    zip(logits, labels).allSatisfy { $1 == 1 ? $0 > 0 : $0 < 0 }
  }
}
