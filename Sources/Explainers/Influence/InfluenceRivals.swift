import Numerics
public import Tensors

/// What is cheaper than influence, in the same unit or at least with the same sign: positive for
/// training examples that should help.
public enum InfluenceRivals {
  /// 1/n ∇ℓ(z)·∇ℓ(zᵢ): influence with the inverse of the second derivatives left out.
  ///
  /// How much a step of gradient descent of rate 1 on zᵢ, as one of n, lowers the test loss.
  ///
  /// - Precondition: the model has such a class, and the input is finite, here and below.
  public static func gradientProducts<Model: FittedModel>(
    _ model: Model, _ input: Model.Input, label: Int
  ) -> [Double] {
    let count = Double(model.exampleCount)
    return model.slopes(along: model.lossGradient(of: input, label: label)).map { $0 / count }
  }

  /// The same summed over the training: Σ rate · 1/n ∇ℓ(z)·∇ℓ(zᵢ), each term at a checkpoint.
  ///
  /// To first order, and with steps of plain gradient descent, it is the part of the test loss's
  /// fall that came through zᵢ. The rates of Adam are no such steps: then only the order of the
  /// values means something. Source: Pruthi et al. (2020), "Estimating training data influence by
  /// tracing gradient descent", TracInCP.
  public static func tracIn<Model: FittedModel>(
    _ checkpoints: [(model: Model, rate: Double)], _ input: Model.Input, label: Int
  ) -> [Double] {
    var sum: [Double] = []
    for (model, rate) in checkpoints {
      let term = gradientProducts(model, input, label: label).map { rate * $0 }
      sum = sum.isEmpty ? term : zip(sum, term).map { $0 + $1 }
    }
    return sum
  }

  /// How near each of `rows`, pixels or features, lies to `row`: 1 for the same, 0 for the farthest,
  /// and negative if its label is another one.
  ///
  /// It needs no model, or only its features: the nearest of the same label are thought to help, the
  /// nearest of others to harm.
  ///
  /// - Precondition: as many labels as rows, and as many columns as `row` has values.
  public static func nearness(
    to row: [Double], label: Int, among rows: Matrix, labels: [Int]
  ) -> [Double] {
    precondition(
      rows.rows == labels.count && rows.columns == row.count,
      "nearness: \(row.count) values among \(rows.rows) × \(rows.columns), \(labels.count) labels")
    let distances = labels.indices.map { index in
      zip(rows.row(index), row).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    }
    let farthest = distances.max() ?? 0
    return zip(distances, labels).map { distance, other in
      let share = farthest > 0 ? 1 - distance / farthest : 1
      return other == label ? share : -share
    }
  }
}
