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
  /// For each parameter SGD's velocity or Adam's mean gradient.
  private var means: [Tensor]
  /// For each parameter Adam's mean squared gradient.
  private var squares: [Tensor]
  /// How many steps were taken.
  private var count = 0
  /// Adam's decay^count and squareDecay^count.
  private var powers = (mean: 1.0, square: 1.0)

  /// The state before the first step; `weightDecay` is λ of the penalty λ/2 · |θ|², whose
  /// gradient λθ is added to the loss's.
  package init(_ optimizer: Optimizer, weightDecay: Double, for parameters: [Tensor]) {
    self.optimizer = optimizer
    self.weightDecay = weightDecay
    means = parameters.map { Tensor(repeating: 0, shape: $0.shape) }
    squares = means
  }

  /// Moves `parameters` one step against `gradients`; the learning rate counts by `factor`.
  package mutating func step(_ parameters: inout [Tensor], gradients: [Tensor], factor: Double = 1)
  {
    count += 1
    switch optimizer {
    case .sgd(let rate, let momentum):
      for index in parameters.indices {
        let slope = slope(gradients[index], parameters[index])
        means[index] = count == 1 ? slope : means[index] * Float(momentum) + slope
        parameters[index].add(means[index], times: Float(-rate * factor))
      }
    case .adam(let rate, let decay, let squareDecay, let epsilon):
      powers = (powers.mean * decay, powers.square * squareDecay)
      let stride = Float(rate * factor / (1 - powers.mean))
      let scale = Float(1 / (1 - powers.square).squareRoot())
      for index in parameters.indices {
        let slope = slope(gradients[index], parameters[index])
        means[index].add(slope - means[index], times: Float(1 - decay))
        squares[index] = squares[index] * Float(squareDecay)
        squares[index].add(slope * slope, times: Float(1 - squareDecay))
        let size = squares[index].squareRoots() * scale + Float(epsilon)
        parameters[index].add(means[index] / size, times: -stride)
      }
    }
  }

  private func slope(_ gradient: Tensor, _ parameter: Tensor) -> Tensor {
    weightDecay == 0 ? gradient : gradient + parameter * Float(weightDecay)
  }
}
