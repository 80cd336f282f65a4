import Models
import Tensors
import Testing

@Suite struct TrainingTests {
  /// Small images whose brighter half, left or right, is the label.
  static let halves = Examples(count: 24) { index in
    var random = Random(seed: 5).stream(UInt64(index))
    var image = Tensor(repeating: 0, shape: [3, 8, 8])
    let label = index % 2
    for place in image.elements.indices {
      let isRight = place % 8 >= 4
      image.elements[place] = Float(random.uniform()) * (isRight == (label == 1) ? 1 : 0.3)
    }
    return (image, label)
  }

  /// A network that can tell left from right.
  static func network(using random: inout Random) -> Network {
    Network([
      .convolution("conv", from: 3, to: 6, kernel: 3, padding: 1, using: &random),
      Layer("relu", .relu),
      Layer("pool", .maxPool(size: 2, stride: 2)),
      Layer("flatten", .flatten),
      .linear("linear", from: 96, to: 2, using: &random),
    ])
  }

  @Test(arguments: [
    Optimizer.adam(learningRate: 0.01), .sgd(learningRate: 0.1, momentum: 0.9),
  ])
  func `a network learns what can be learned`(_ optimizer: Optimizer) {
    var random = Random(seed: 1)
    var network = TrainingTests.network(using: &random)
    let history = train(
      &network, on: TrainingTests.halves,
      options: TrainingOptions(epochs: 12, batchSize: 8, optimizer: optimizer), using: &random)
    #expect(history.steps.count == 36)
    #expect(history.losses[11] < history.losses[0] / 2)
    #expect(network.accuracy(on: TrainingTests.halves) == 1)
  }
}
