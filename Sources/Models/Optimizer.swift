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
  private let weightDecay: Float
  private var first: [Tensor]
  private var second: [Tensor]
  private var isFirstStep = true
  /// The powers of both decays: decay^t after t steps.
  private var powers = (1.0, 1.0)

  /// The state before the first step.
  ///
  /// - Parameter weightDecay: λ of the penalty λ/2 · |θ|², whose gradient λθ is added to the
  ///   loss's.
  package init(_ optimizer: Optimizer, weightDecay: Double, for parameters: [Tensor]) {
    self.optimizer = optimizer
    self.weightDecay = Float(weightDecay)
    first = parameters.map { Tensor(repeating: 0, shape: $0.shape) }
    second = first
  }

  /// Moves `parameters` one step against `gradients`.
  ///
  /// - Parameter factor: What the schedule makes of the learning rate, 1 for all of it.
  package mutating func step(_ parameters: inout [Tensor], gradients: [Tensor], factor: Double = 1)
  {
    switch optimizer {
    case .sgd(let rate, let momentum):
      let step = Float(rate * factor)
      for index in parameters.indices {
        descend(&parameters[index], gradients[index], index, step, Float(momentum))
      }
    case .adam(let rate, let decay, let squareDecay, let epsilon):
      powers = (powers.0 * decay, powers.1 * squareDecay)
      let step = Float(rate * factor / (1 - powers.0))
      let scale = Float((1 - powers.1).squareRoot())
      for index in parameters.indices {
        adapt(
          &parameters[index], gradients[index], index, step: step, scale: scale,
          rates: (Float(1 - decay), Float(squareDecay), Float(1 - squareDecay)),
          epsilon: Float(epsilon))
      }
    }
    isFirstStep = false
  }

  private mutating func descend(
    _ parameter: inout Tensor, _ gradient: Tensor, _ index: Int, _ rate: Float, _ momentum: Float
  ) {
    for place in gradient.elements.indices {
      let value = parameter.elements[place]
      let slope = gradient.elements[place] + weightDecay * value
      let velocity = isFirstStep ? slope : momentum * first[index].elements[place] + slope
      first[index].elements[place] = velocity
      parameter.elements[place] = value - rate * velocity
    }
  }

  private mutating func adapt(
    _ parameter: inout Tensor, _ gradient: Tensor, _ index: Int, step: Float, scale: Float,
    rates: (mean: Float, squareKept: Float, square: Float), epsilon: Float
  ) {
    for place in gradient.elements.indices {
      let value = parameter.elements[place]
      let slope = gradient.elements[place] + weightDecay * value
      let mean = first[index].elements[place]
      let newMean = mean + (slope - mean) * rates.mean
      let square = second[index].elements[place] * rates.squareKept + slope * slope * rates.square
      first[index].elements[place] = newMean
      second[index].elements[place] = square
      parameter.elements[place] = value - step * newMean / (square.squareRoot() / scale + epsilon)
    }
  }
}
