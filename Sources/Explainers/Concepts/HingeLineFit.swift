import Numerics
package import Tensors

/// A linear support vector machine by stochastic gradient descent, the way scikit-learn's
/// `SGDClassifier` takes its steps, in as many unknowns as there are pictures.
///
/// Step t has the length η = 1 / (α (t₀ + t − 1)); it shrinks w by 1 − η α, and adds η y x where the
/// margin y f(x) is 1 or less. w is kept as a sum of pictures, and f of each picture beside it.
///
/// *Source.* scikit-learn 1.9.1, `_sgd_fast`; Bottou (2012), "Stochastic gradient descent tricks",
/// for t₀.
package struct HingeLineFit {
  private let products: [[Double]]
  private let signs: [Double]
  private let alpha: Double
  private let start: Double
  private var taken = 0.0
  private var weights: [Double]
  private var intercept = 0.0
  /// w · xᵢ of each picture.
  private var heights: [Double]

  package init(products: Matrix, isConcept: [Bool], alpha: Double) {
    self.products = isConcept.indices.map { Array(products.row($0)) }
    signs = isConcept.map { $0 ? 1 : -1 }
    self.alpha = alpha
    start = alpha.squareRoot().squareRoot() / alpha
    weights = signs.map { _ in 0 }
    heights = weights
  }

  /// Takes steps in the order of `order`, which is asked once an epoch, until five epochs in a row
  /// bring less than 0.001.
  package mutating func line(epochs: Int, order: () -> [Int]) -> SeparatingLine {
    var (best, idle) = (Double.infinity, 0)
    for _ in 0..<epochs {
      let objective = epoch(order()) / Double(signs.count)
      idle = objective > best - 0.001 ? idle + 1 : 0
      best = min(best, objective)
      if idle == 5 { break }
    }
    return SeparatingLine(weights: weights, intercept: intercept)
  }

  /// One step for each picture; returns the sum of what was to be made small before each.
  private mutating func epoch(_ order: [Int]) -> Double {
    var objective = 0.0
    for picture in order {
      let margin = signs[picture] * (heights[picture] + intercept)
      objective += max(0, 1 - margin) + alpha / 2 * squaredLength
      let length = 1 / (alpha * (start + taken))
      taken += 1
      let shrink = max(0, 1 - length * alpha)
      for index in weights.indices {
        weights[index] *= shrink
        heights[index] *= shrink
      }
      guard margin <= 1 else { continue }
      let push = length * signs[picture]
      weights[picture] += push
      intercept += push
      for index in heights.indices { heights[index] += push * products[picture][index] }
    }
    return objective
  }

  /// |w|² = Σ aᵢ w · xᵢ.
  private var squaredLength: Double { zip(weights, heights).reduce(0) { $0 + $1.0 * $1.1 } }
}
