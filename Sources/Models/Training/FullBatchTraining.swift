import Numerics
public import Tensors

/// How a network is trained on all examples at once.
public struct FullBatchTraining: Hashable, Sendable {
  /// How many steps of Adam.
  public var steps: Int
  /// Adam's learning rate at the start; it falls to zero along half a cosine.
  public var learningRate: Double
  /// How many steps the quasi-Newton method takes before it computes second derivatives anew, which
  /// it does once.
  public var settlingSteps: Int
  /// How short the slope has to be.
  public var tolerance: Double

  /// Options.
  ///
  /// - Precondition: No number is negative.
  public init(
    steps: Int = 200, learningRate: Double = 0.03, settlingSteps: Int = 60,
    tolerance: Double = 1e-5
  ) {
    precondition(
      steps >= 0 && learningRate >= 0 && settlingSteps >= 0 && tolerance >= 0,
      "FullBatchTraining: \(steps) steps at \(learningRate), then \(settlingSteps) to \(tolerance)"
    )
    (self.steps, self.learningRate) = (steps, learningRate)
    (self.settlingSteps, self.tolerance) = (settlingSteps, tolerance)
  }

  /// Trains from the parameters of the loss's network.
  ///
  /// - Parameters:
  ///   - loss: What is made small.
  ///   - curvature: Second derivatives near the end, factored; without them those where Adam ends
  ///     are computed.
  /// - Returns: The network where the slope is short enough, or where no step goes down any more.
  public func fit(_ loss: FullBatchLoss, curvature: Cholesky? = nil) -> NetworkFit {
    let (start, checkpoints) = descend(loss)
    let end = settle(loss, from: start, curvature)
    return NetworkFit(
      loss: loss, parameters: end.parameters, gradientNorm: end.gradientNorm,
      checkpoints: checkpoints)
  }

  /// Adam, with ten checkpoints.
  private func descend(
    _ loss: FullBatchLoss
  ) -> (parameters: [Double], checkpoints: [NetworkFit.Checkpoint]) {
    var parameters = loss.network.parameters
    var optimizer = OptimizerState(
      .adam(learningRate: learningRate), weightDecay: 0, for: parameters)
    let schedule = TrainingOptions.Schedule.cosine
    let part = max(1, (steps + 9) / 10)
    var checkpoints: [NetworkFit.Checkpoint] = []
    for step in 0..<steps {
      let place = flat(parameters)
      if step % part == 0 {
        let rates = (step..<min(step + part, steps)).reduce(0) {
          $0 + learningRate * schedule.factor(at: $1, of: steps)
        }
        checkpoints.append(NetworkFit.Checkpoint(parameters: place, rate: rates))
      }
      optimizer.step(
        &parameters, gradients: loss.tensors(loss.slope(at: place).gradient),
        factor: schedule.factor(at: step, of: steps))
    }
    return (flat(parameters), checkpoints)
  }

  /// L-BFGS, with second derivatives from near the end; where those lead nowhere, with those of the
  /// place that was reached, once.
  private func settle(
    _ loss: FullBatchLoss, from start: [Double], _ curvature: Cholesky?
  ) -> (parameters: [Double], gradientNorm: Double) {
    var (place, known) = (start, curvature)
    var length = Double.infinity
    for _ in 0..<2 where length > tolerance {
      let factor = known ?? FullBatchTraining.factored(loss.curvature(at: place).matrix)
      var way = QuasiNewton(
        from: place, precondition: { factor?.solve($0) ?? $0 }, slope: loss.slope)
      way.descend(to: tolerance, limit: settlingSteps, noise: 0x1p-21)
      (place, length, known) = (way.place, norm(way.gradient), nil)
    }
    return (place, length)
  }

  /// The matrix factored, with what it takes on its diagonal to be positive definite.
  private static func factored(_ matrix: Matrix) -> Cholesky? {
    let curvature = SymmetricOperator(matrix)
    for damping in [0, 1e-3, 1e-2, 0.1, 1, 10, 100] {
      if let factor = try? Cholesky(curvature.addingToDiagonal(damping).matrix) { return factor }
    }
    return nil
  }
}

extension FullBatchTraining {
  /// The truth that influence predicts: for each of `groups` the network trained anew, from the same
  /// start, without the examples of the group.
  ///
  /// The sum keeps its divisor. On all cores, a training on each.
  ///
  /// - Parameters:
  ///   - groups: The examples to remove, group by group.
  ///   - loss: The loss with all examples.
  ///   - curvature: Second derivatives at the end of the training on all examples, factored: they
  ///     serve here too, because the ends lie close to each other.
  /// - Returns: A network for each group.
  /// - Precondition: There are those examples.
  public func fits(
    removing groups: [[Int]], from loss: FullBatchLoss, curvature: Cholesky? = nil
  ) -> [NetworkFit] {
    Parallel.map(groups.count) { fit(loss.removing(groups[$0]), curvature: curvature) }
  }
}
