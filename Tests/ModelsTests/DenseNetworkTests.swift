import Models
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct DenseNetworkTests {
  /// Points of the plane; the label says whether the signs of their coordinates agree.
  static let quadrants = Examples(count: 200) { index in
    var random = Random(seed: 3).stream(UInt64(index))
    let point = ContiguousArray([Float(random.normal()), Float(random.normal())])
    return (Tensor(point, shape: [2]), point[0] * point[1] > 0 ? 1 : 0)
  }

  @Test func `layers have the widths and names that were asked for`() {
    var random = Random(seed: 1)
    let network = Network.dense(inputs: 11, hidden: [32, 8], classes: 2, using: &random)
    #expect(network.layers.map(\.name) == ["linear1", "relu1", "linear2", "relu2", "linear"])
    #expect(network.parameters.map(\.shape) == [[32, 11], [32], [8, 32], [8], [2, 8], [2]])
    let straight = Network.dense(inputs: 3, hidden: [], classes: 1, using: &random)
    #expect(straight.parameters.map(\.shape) == [[1, 3], [1]])
  }

  @Test(arguments: [(2, Loss.crossEntropy), (1, .logistic)])
  func `an interaction that no straight line can tell is learned`(classes: Int, loss: Loss) {
    var random = Random(seed: 2)
    var network = Network.dense(inputs: 2, hidden: [16], classes: classes, using: &random)
    train(
      &network, on: DenseNetworkTests.quadrants,
      options: TrainingOptions(epochs: 20, loss: loss), using: &random)
    #expect(network.accuracy(on: DenseNetworkTests.quadrants) > 0.95)
    var straight = Network.dense(inputs: 2, hidden: [], classes: classes, using: &random)
    train(
      &straight, on: DenseNetworkTests.quadrants,
      options: TrainingOptions(epochs: 20, loss: loss), using: &random)
    #expect(straight.accuracy(on: DenseNetworkTests.quadrants) < 0.7)
  }

  @Test(arguments: [1, 2, 5]) func `a training on rows ends in the same bits`(_ threads: Int) {
    Parallel.$threads.withValue(threads) {
      var random = Random(seed: 1)
      var network = Network.dense(inputs: 2, hidden: [5, 4], classes: 2, using: &random)
      train(
        &network, on: DenseNetworkTests.quadrants, options: TrainingOptions(epochs: 2),
        using: &random)
      let numbers = ContiguousArray(network.parameters.flatMap(\.elements))
      #expect(Tensor(numbers, shape: [numbers.count]).digest == "215ef4426fa7970b")
    }
  }

  @Test func `a width of nothing traps`() async {
    await expectStop(
      saying: "a width of [2, 0, 2] is not positive",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var random = Random(seed: 1)
        _ = Network.dense(inputs: 2, hidden: [0], classes: 2, using: &random)
      })
  }
}
