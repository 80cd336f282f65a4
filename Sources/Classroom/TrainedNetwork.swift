public import Models
import Notebook
package import Numerics
import Tensors

/// A network and how it learned.
public struct TrainedNetwork: Sendable {
  /// What the chapter calls it: `max pooling`.
  public let name: String
  /// The network after its training.
  public let network: Network
  /// Loss and accuracy of each step.
  public let history: TrainingHistory

  /// Trains `network` on `examples`; chance, which is the order of the examples, comes from
  /// `random`.
  ///
  /// - Precondition: There is an example and an epoch.
  package init(
    _ name: String, _ network: Network, on examples: Examples, _ options: TrainingOptions,
    using random: inout Random, onStep: (TrainingStep) -> Void = { _ in }
  ) {
    precondition(options.epochs > 0, "learn: \(name) is given no epoch to learn in")
    var network = network
    history = train(&network, on: examples, options: options, using: &random, onStep: onStep)
    (self.name, self.network) = (name, network)
  }

  /// The mean loss over the examples of the last epoch, each as it was when its turn came.
  public var finalLoss: Double { history.losses.last ?? .nan }

  /// How often it saw each example.
  public var epochs: Int { history.losses.count }

  /// How many examples it learned from.
  public var examples: Int { history.steps.prefix { $0.epoch == 0 }.reduce(0) { $0 + $1.examples } }

  /// How many numbers it has learned.
  public var parameters: Int { network.parameters.reduce(0) { $0 + $1.count } }
}

extension TrainedNetwork: CustomStringConvertible {
  /// The training in one line: `max pooling: 4 epochs of 2000 examples, final loss 0.031`.
  public var description: String {
    "\(name): \(epochs == 1 ? "1 epoch" : "\(epochs) epochs") of \(examples) examples, "
      + "final loss \(fixed(finalLoss, 3))"
  }
}

extension TrainingOptions {
  /// The budget that networks of the book get unless a chapter says otherwise, so that what is
  /// compared learned equally long: 4 epochs.
  public static let usual = TrainingOptions(epochs: 4)
}
