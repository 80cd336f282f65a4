import Numerics
import Tensors

/// Logistic regression in as many unknowns as there are pictures, however long they are.
///
/// The best w is a sum of pictures, w = Σ aᵢ xᵢ / λ with aᵢ = yᵢ − pᵢ, so nothing is lost. Newton's
/// steps are weighted least squares; each solves (K + W⁻¹) a + b = z with K = products / λ,
/// W = p (1 − p) and Σ a = 0, by the matrix 1 + √W K √W, which is well conditioned whatever W.
///
/// *Source.* Rasmussen and Williams (2006), "Gaussian processes for machine learning", algorithm
/// 3.1, here with an intercept.
struct LogisticLineFit {
  private let kernel: Matrix
  private let isConcept: [Bool]
  private let penalty: Double
  private var weights: [Double]
  private var intercept = 0.0
  private var logits: [Double]

  /// The start: every picture undecided.
  init(products: Matrix, isConcept: [Bool], penalty: Double) {
    kernel = Matrix(
      products.elements.map { $0 / penalty }, rows: products.rows, columns: products.columns)
    (self.isConcept, self.penalty) = (isConcept, penalty)
    weights = isConcept.map { _ in 0 }
    logits = weights
  }

  /// Goes down until a step moves no logit by more than 1e-9.
  mutating func line() throws(ConceptError) -> SeparatingLine {
    for _ in 0..<100 {
      let before = logits
      try step()
      if zip(before, logits).allSatisfy({ abs($0 - $1) <= 1e-9 * max(1, abs($0)) }) { break }
    }
    return SeparatingLine(weights: weights.map { $0 / penalty }, intercept: intercept)
  }

  /// One of Newton's steps, halved until the loss does not rise by more than rounding.
  private mutating func step() throws(ConceptError) {
    let (target, level) = try newton()
    let ahead = kernel * target
    let start = (weights, intercept, logits, loss())
    var length = 1.0
    repeat {
      let share = length
      weights = zip(start.0, target).map { $0 + share * ($1 - $0) }
      intercept = start.1 + share * (level - start.1)
      logits = zip(start.2, ahead).map { $0 + share * ($1 + level - $0) }
      length /= 2
    } while loss() > start.3 + 1e-12 * abs(start.3) && length > 1e-10
  }

  /// The weights and the intercept at the bottom of the parabola that touches the loss here.
  private func newton() throws(ConceptError) -> (weights: [Double], intercept: Double) {
    // √W, and (y − p) / √W, which is e^(−f/2) for the concept and −e^(f/2) for the others
    let roots = logits.map { logit in
      let half = Elementary.exp(-abs(logit) / 2)
      return half / (1 + half * half)
    }
    let pulls = zip(logits, isConcept).map { logit, isConcept in
      isConcept ? Elementary.exp(-logit / 2) : -Elementary.exp(logit / 2)
    }
    var system = kernel
    for row in roots.indices {
      for column in roots.indices { system[row, column] *= roots[row] * roots[column] }
      system[row, row] += 1
    }
    let factor: Cholesky
    do { factor = try Cholesky(system) } catch { throw .penaltyTooSmall(penalty) }
    let pulled = zip(roots, zip(logits, pulls)).map { $0 * $1.0 + $1.1 }
    let one = zip(roots, factor.solve(pulled)).map { $0 * $1 }
    let other = zip(roots, factor.solve(roots)).map { $0 * $1 }
    let level = one.reduce(0, +) / other.reduce(0, +)
    return (zip(one, other).map { $0 - level * $1 }, level)
  }

  /// − Σ log P(set | x) + ½ aᵀ K a, of which the second term is λ/2 |w|².
  private func loss() -> Double {
    var loss = 0.0
    for (index, logit) in logits.enumerated() {
      let wrong = isConcept[index] ? -logit : logit
      loss += max(wrong, 0) + SpecialFunctions.logOnePlus(Elementary.exp(-abs(wrong)))
      loss += weights[index] * (logit - intercept) / 2
    }
    return loss
  }
}
