extension DecisionTree {
  /// How much of the impurity the questions about each feature take away, as shares that add up to
  /// 1; all 0 if no question takes any.
  ///
  ///     Σ over questions about j of (n I − n₁ I₁ − n₂ I₂),   n rows of impurity I in a node
  ///
  /// A sum over the training rows: a column with many different values collects shares by chance.
  ///
  /// *Source.* Breiman, Friedman, Olshen and Stone (1984), section 5.3, without surrogates.
  public var importances: [Double] {
    func weight(_ node: Node) -> Double {
      Double(node.count) * criterion.impurity(of: node.counts)
    }
    var gains = [Double](repeating: 0, count: features)
    for node in nodes {
      guard let question = node.question else { continue }
      gains[question.feature] +=
        max(0, weight(node) - weight(nodes[question.below]) - weight(nodes[question.above]))
    }
    return gains.asShares
  }
}

extension [Double] {
  /// The values divided by their sum; as they are if that is 0.
  var asShares: [Double] {
    let sum = reduce(0, +)
    return sum > 0 ? map { $0 / sum } : self
  }
}
