import Models
import Numerics
import Tensors
import Testing

/// The same bits in debug and release, on any number of threads and on every machine.
///
/// A literal changes only when the arithmetic is changed on purpose; then every chapter has to be
/// woven again.
@Suite struct DeterminismTests {
  private static let examples = Examples(count: 30) { index in
    var random = Random(seed: 7).stream(UInt64(index))
    let values = (0..<(3 * 48 * 48)).map { _ in Float(random.uniform()) }
    return (Tensor(ContiguousArray(values), shape: [3, 48, 48]), index % 5)
  }

  private static func digest(_ tensors: [Tensor]) -> String {
    Tensor(
      ContiguousArray(tensors.flatMap(\.elements)), shape: [tensors.reduce(0) { $0 + $1.count }]
    ).digest
  }

  @Test(arguments: [1, 2, 5])
  func `a training ends in the same bits`(_ threads: Int) {
    Parallel.$threads.withValue(threads) {
      var random = Random(seed: 1)
      var network = Network.garden(classes: 5, using: &random)
      #expect(DeterminismTests.digest(network.parameters) == "c3734b794f7b4fc8")
      let history = train(
        &network, on: DeterminismTests.examples,
        options: TrainingOptions(
          epochs: 2, batchSize: 13, optimizer: .adam(learningRate: 0.001), schedule: .cosine,
          weightDecay: 0.001), using: &random)
      #expect(DeterminismTests.digest(network.parameters) == "da4fdcf3f581de38")
      #expect(history.steps.map(\.loss).reduce(0, +).bitPattern == 4_621_663_822_082_473_984)
      let image = DeterminismTests.examples[0].image
      #expect(
        DeterminismTests.digest(
          [network.gradient(ofLogit: 3, at: image)] + network.activations(of: image))
          == "0fee22d9c5821d17")
      #expect(
        DeterminismTests.digest(
          network.probabilities(of: (0..<7).map { DeterminismTests.examples[$0].image }).map {
            Tensor(ContiguousArray($0), shape: [5])
          }) == "99beed71cbe477f3")
    }
  }

  @Test(arguments: [1, 2, 5])
  func `a training by momentum ends in the same bits`(_ threads: Int) {
    Parallel.$threads.withValue(threads) {
      var random = Random(seed: 2)
      var network = Network([
        .convolution("a", from: 3, to: 5, kernel: 5, stride: 2, padding: 2, using: &random),
        Layer("b", .tanh), Layer("c", .maxPool(size: 3, stride: 2)), Layer("d", .globalMaxPool),
        .linear("e", from: 5, to: 1, using: &random),
      ])
      let binary = Examples(count: 30) {
        (DeterminismTests.examples[$0].image, $0 % 2)
      }
      train(
        &network, on: binary,
        options: TrainingOptions(
          epochs: 2, batchSize: 8, optimizer: .sgd(learningRate: 0.05, momentum: 0.9),
          schedule: .constant, loss: .logistic), using: &random)
      #expect(DeterminismTests.digest(network.parameters) == "b0b514819f2a01be")
    }
  }
}
