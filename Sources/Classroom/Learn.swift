public import Models
import Notebook
public import Numerics

/// Trains a network in one line, with a bar while it learns, and keeps it for `--models`.
///
/// `let average = learn("average", .garden(classes: 5), on: Examples(lessons), chance:
/// knobs.random("pooling"))` gives `average.network` and `average.finalLoss`.
///
/// The first weights and the order of the examples are drawn from two streams of `chance`. So
/// networks that are given the same chance start with the same weights, as far as they have the
/// same layers, and see the same examples in the same order: what is compared differs in one thing.
///
/// `name` is what the chapter calls the network, on the bar and in the file; `options` is the usual
/// budget unless the chapter says otherwise; `chance` is the experiment's own stream,
/// `knobs.random("…")`. The result holds the network and the course of its training.
///
/// - Precondition: There is an example and an epoch, and the labels fit the network.
@MainActor
public func learn(
  _ name: String, _ architecture: Architecture, on examples: Examples,
  _ options: TrainingOptions = .usual, chance: Random, fileID: String = #fileID,
  line: Int = #line, function: String = #function
) -> TrainedNetwork {
  var (weights, order) = (chance.stream(named: "weights"), chance.stream(named: "order"))
  return learn(
    name, architecture.network(using: &weights), on: examples, options, using: &order,
    fileID: fileID, line: line, function: function)
}

/// Trains `network`, which is there, in an order that is drawn from `random`; all else as above.
@MainActor
public func learn(
  _ name: String, _ network: Network, on examples: Examples,
  _ options: TrainingOptions = .usual, using random: inout Random, fileID: String = #fileID,
  line: Int = #line, function: String = #function
) -> TrainedNetwork {
  let steps = options.steps(on: examples)
  let trained = progress(name, total: steps, fileID: fileID, line: line, function: function) {
    bar in
    TrainedNetwork(name, network, on: examples, options, using: &random) {
      bar.advance(detail: "loss " + fixed($0.loss))
    }
  }
  keepModel(
    name, trained.network.safetensors, fileID: fileID, line: line, function: function)
  return trained
}
