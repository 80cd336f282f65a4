import Numerics
import Tensors

/// A network at the end of a training that chance has no part in: all examples in every step, from
/// a given start.
///
/// Adam goes down from the start, then a quasi-Newton method to a slope near zero. The same examples give
/// the same network, and one example less gives one that differs for that reason alone.
public struct NetworkFit: Sendable {
  /// What was made small.
  public let loss: FullBatchLoss
  /// θ at the end.
  public let parameters: [Double]
  /// The length of the slope there.
  public let gradientNorm: Double
  /// Places on the way, for methods that add up over a training.
  public let checkpoints: [Checkpoint]

  /// A place on the way down.
  public struct Checkpoint: Sendable {
    /// θ there.
    public let parameters: [Double]
    /// The sum of the learning rates from there to the next one.
    public let rate: Double
  }

  /// A network that stands at `parameters`, wherever they come from.
  ///
  /// - Precondition: as many parameters as there are.
  public init(_ loss: FullBatchLoss, at parameters: [Double]) {
    self.init(
      loss: loss, parameters: parameters, gradientNorm: norm(loss.slope(at: parameters).gradient),
      checkpoints: [])
  }

  init(loss: FullBatchLoss, parameters: [Double], gradientNorm: Double, checkpoints: [Checkpoint]) {
    (self.loss, self.parameters) = (loss, parameters)
    (self.gradientNorm, self.checkpoints) = (gradientNorm, checkpoints)
  }

  /// The network that was trained.
  public var network: Network {
    var network = loss.network
    network.parameters = loss.tensors(parameters)
    return network
  }

  /// The network as it stood at one of its checkpoints.
  public func at(_ checkpoint: Checkpoint) -> NetworkFit {
    NetworkFit(loss, at: checkpoint.parameters)
  }
}
