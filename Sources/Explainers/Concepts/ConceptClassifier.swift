package import Numerics
package import Tensors

/// How the line between a concept and its counter-set is drawn.
///
/// Both know the pictures by their inner products alone, so a layer of 9,216 numbers costs no more
/// than one of two.
public enum ConceptClassifier: Hashable, Sendable {
  /// Logistic regression: small Σ −log P(set | x) + λ/2 |w|², with λ the penalty and the intercept
  /// free of it. There is one minimum, and it is found; λ is 1/C of scikit-learn.
  case logistic(penalty: Double = 1)
  /// A linear support vector machine: small mean of max(0, 1 − y f(x)) + α/2 |w|², by stochastic
  /// gradient descent with the steps of scikit-learn's `SGDClassifier`, as the reference has it.
  ///
  /// It stops where five epochs in a row bring less than 0.001, wherever that is: another order of
  /// the pictures is another line.
  case hinge(alpha: Double = 0.01, epochs: Int = 1000)

  /// The line between the pictures that are the concept and those that are not.
  ///
  /// - Parameters:
  ///   - products: The inner product of each picture with each.
  ///   - isConcept: For each picture whether it is one of the concept.
  ///   - random: Where the order of steps comes from; logistic regression has none.
  /// - Returns: The line, as a sum of the pictures.
  /// - Throws: an error if a penalty is below rounding.
  /// - Precondition: there are pictures of both kinds; penalty, α and epochs are positive.
  package func line(
    between products: Matrix, _ isConcept: [Bool], using random: inout Random
  ) throws(ConceptError) -> SeparatingLine {
    precondition(
      products.rows == isConcept.count && products.columns == isConcept.count,
      "ConceptClassifier: \(products.rows) × \(products.columns) products of \(isConcept.count)")
    precondition(
      isConcept.contains(true) && isConcept.contains(false),
      "ConceptClassifier: all \(isConcept.count) pictures are of one kind")
    switch self {
    case .logistic(let penalty):
      precondition(
        penalty > 0 && penalty.isFinite, "ConceptClassifier: a penalty of \(penalty)")
      var fit = LogisticLineFit(products: products, isConcept: isConcept, penalty: penalty)
      return try fit.line()
    case .hinge(let alpha, let epochs):
      precondition(
        alpha > 0 && alpha.isFinite && epochs > 0,
        "ConceptClassifier: alpha \(alpha) and \(epochs) epochs; both have to be positive")
      var fit = HingeLineFit(products: products, isConcept: isConcept, alpha: alpha)
      return fit.line(epochs: epochs) { random.permutation(of: isConcept.count) }
    }
  }
}

/// A linear classifier as a sum of the pictures that it was drawn between: f(x) = Σ aᵢ xᵢ·x + b.
package struct SeparatingLine: Sendable {
  /// aᵢ, one a picture.
  package var weights: [Double]
  /// b.
  package var intercept: Double
}
