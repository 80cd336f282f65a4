import Models
import Numerics
import Tensors
import TestSupport
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

  @Test func `a single logit learns to tell two classes apart`() {
    var random = Random(seed: 4)
    var network = Network([
      Layer("flatten", .flatten), .linear("linear", from: 192, to: 1, using: &random),
    ])
    train(
      &network, on: TrainingTests.halves,
      options: TrainingOptions(
        epochs: 30, batchSize: 8, optimizer: .adam(learningRate: 0.01), loss: .logistic),
      using: &random)
    #expect(network.accuracy(on: TrainingTests.halves) == 1)
  }

  @Test func `steps are told one by one, the last batch of an epoch may be small`() {
    var random = Random(seed: 1)
    var network = TrainingTests.network(using: &random)
    var told: [TrainingStep] = []
    let history = train(
      &network, on: TrainingTests.halves, options: TrainingOptions(epochs: 2, batchSize: 10),
      using: &random
    ) { told.append($0) }
    #expect(told == history.steps)
    #expect(told.map(\.examples) == [10, 10, 4, 10, 10, 4])
    #expect(told.map(\.epoch) == [0, 0, 0, 1, 1, 1])
    #expect(told.map(\.index) == Array(0..<6) && told.allSatisfy { $0.count == 6 })
    let mean = told[3...].reduce(0) { $0 + $1.loss * Double($1.examples) } / 24
    #expect(history.losses.count == 2 && abs(history.losses[1] - mean) < 1e-12)
    #expect(history.accuracies.allSatisfy { 0...1 ~= $0 })
  }

  @Test func `no epochs leave a network as it was`() {
    var random = Random(seed: 1)
    var network = TrainingTests.network(using: &random)
    let before = network
    let history = train(
      &network, on: TrainingTests.halves, options: TrainingOptions(epochs: 0), using: &random)
    #expect(network == before && history.losses.isEmpty)
  }

  @Test func `weight decay makes weights small`() {
    func norm(_ decay: Double) -> Float {
      var random = Random(seed: 1)
      var network = TrainingTests.network(using: &random)
      train(
        &network, on: TrainingTests.halves,
        options: TrainingOptions(
          epochs: 6, batchSize: 8, optimizer: .sgd(learningRate: 0.05), weightDecay: decay),
        using: &random)
      return network.parameters.reduce(0) { $0 + ($1 * $1).sum() }
    }
    #expect(norm(1) < norm(0) / 2)
  }

  @Test func `what cannot be trained traps`() async {
    await expectStop(
      saying: "do not fit the logits",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var random = Random(seed: 1)
        var network = TrainingTests.network(using: &random)
        let strange = Examples(count: 2) { _ in (Tensor(shape: [3, 8, 8]), 2) }
        train(&network, on: strange, options: TrainingOptions(epochs: 1), using: &random)
      })
    await expectStop(
      saying: "training: no examples",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var random = Random(seed: 1)
        var network = TrainingTests.network(using: &random)
        let none = Examples(count: 0) { _ in (Tensor(0), 0) }
        train(&network, on: none, options: TrainingOptions(epochs: 1), using: &random)
      })
    await expectStop(
      saying: "1 epochs with batches of 0",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = TrainingOptions(epochs: 1, batchSize: 0)
      })
  }
}
