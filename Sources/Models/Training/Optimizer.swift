package import Tensors

/// A rule that turns gradients into steps.
public enum Optimizer: Hashable, Sendable {
  /// θ ← θ − rate · v with v ← momentum · v + gradient, v starting as the first gradient.
  case sgd(learningRate: Double, momentum: Double = 0)
  /// θ ← θ − rate · m̂ / (√v̂ + epsilon) with running means m of the gradient and v of its square,
  /// both corrected for having started at zero (Kingma and Ba 2015, algorithm 1).
  case adam(
    learningRate: Double = 0.001, decay: Double = 0.9, squareDecay: Double = 0.999,
    epsilon: Double = 1e-8)
}

/// An optimizer on its way: what it remembers between steps, in `Float` as PyTorch does.
package struct OptimizerState {
  private let optimizer: Optimizer
  private let weightDecay: Double
  /// For each parameter SGD's velocity.
  private var velocities: [Tensor] = []
  /// For each parameter Adam's running means.
  private var means: [AdamStep.State]
  /// Adam's decay^count and squareDecay^count.
  private var powers = (mean: 1.0, square: 1.0)

  /// The state before the first step; `weightDecay` is λ of the penalty λ/2 · |θ|², whose
  /// gradient λθ is added to the loss's.
  package init(_ optimizer: Optimizer, weightDecay: Double, for parameters: [Tensor]) {
    self.optimizer = optimizer
    self.weightDecay = weightDecay
    means = parameters.map { AdamStep.State(for: $0) }
  }

  /// Moves `parameters` one step against `gradients`; the learning rate counts by `factor`.
  package mutating func step(_ parameters: inout [Tensor], gradients: [Tensor], factor: Double = 1)
  {
    let slopes =
      weightDecay == 0
      ? gradients : zip(gradients, parameters).map { $0 + $1 * Float(weightDecay) }
    switch optimizer {
    case .sgd(let rate, let momentum):
      velocities =
        velocities.isEmpty ? slopes : zip(velocities, slopes).map { $0 * Float(momentum) + $1 }
      for index in parameters.indices {
        parameters[index].add(velocities[index], times: Float(-rate * factor))
      }
    case .adam(let rate, let decay, let squareDecay, let epsilon):
      powers = (powers.mean * decay, powers.square * squareDecay)
      let step = AdamStep(
        meanShare: Float(1 - decay), squareDecay: Float(squareDecay),
        squareShare: Float(1 - squareDecay), scale: Float(1 / (1 - powers.square).squareRoot()),
        epsilon: Float(epsilon), stride: Float(rate * factor / (1 - powers.mean)))
      for index in parameters.indices {
        step.take(&parameters[index], gradient: slopes[index], state: &means[index])
      }
    }
  }
}
