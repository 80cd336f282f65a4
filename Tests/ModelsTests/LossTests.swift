import Models
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct `Of equal logits` {
  /// A network that answers every row of one number with the numbers of `bias`.
  private func network(saying bias: ContiguousArray<Float>) -> Network {
    Network([
      Layer(
        "linear",
        .linear(
          weights: Tensor(shape: [bias.count, 1]), bias: Tensor(bias, shape: [bias.count])))
    ])
  }

  /// Rows with the labels 0, 1, 2, 2, …: a fifth, two fifths and the rest.
  private let examples = Examples(count: 10) { (Tensor(shape: [1]), [0, 1, 2, 2, 1][$0 % 5]) }

  @Test func `the first speaks, so a network without an opinion is right where it is`() {
    #expect(network(saying: [0, 0, 0]).accuracy(on: examples) == 0.2)
    #expect(network(saying: [1, 7, 7]).accuracy(on: examples) == 0.4)
    #expect(network(saying: [7, 1, 7]).accuracy(on: examples) == 0.2)
    #expect(network(saying: [1, 2, 3]).accuracy(on: examples) == 0.4)
  }

  @Test func `a single one of zero speaks for class 0`() {
    let examples = Examples(count: 4) { (Tensor(shape: [1]), $0 == 0 ? 0 : 1) }
    #expect(network(saying: [0]).accuracy(on: examples) == 0.25)
    #expect(network(saying: [-1]).accuracy(on: examples) == 0.25)
    #expect(network(saying: [0.1]).accuracy(on: examples) == 0.75)
  }

  @Test func `those that are no numbers are never right`() {
    for bias in [[Float.nan, 1, 2], [1, .nan, 2], [.nan, .nan, .nan], [.nan]] {
      let zeros = Examples(count: 1) { _ in (Tensor(shape: [1]), 0) }
      #expect(network(saying: ContiguousArray(bias)).accuracy(on: zeros) == 0)
    }
  }

  @Test func `training counts as the exam does`() {
    var random = Random(seed: 1)
    var network = network(saying: [0, 0, 0])
    let options = TrainingOptions(epochs: 1, batchSize: 10, optimizer: .sgd(learningRate: 0))
    let history = train(&network, on: examples, options: options, using: &random)
    #expect(history.accuracies == [0.2])
  }

  @Test func `a label that is no class traps`() async {
    await expectStop(
      saying: "no class 3 among 3 logits",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let network = Network([
          Layer("linear", .linear(weights: Tensor(shape: [3, 1]), bias: Tensor(shape: [3])))
        ])
        _ = network.accuracy(on: Examples(count: 1) { _ in (Tensor(shape: [1]), 3) })
      })
  }
}
