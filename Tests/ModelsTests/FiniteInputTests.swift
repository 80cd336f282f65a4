import Models
import Numerics
import Tensors
import TestSupport
import Testing

/// A garden, and an image with a hole.
private func damaged() -> (network: Network, image: Tensor) {
  var random = Random(seed: 1)
  var image = Tensor(shape: [3, 8, 8])
  image[1, 2, 3] = .nan
  return (Network.garden(classes: 2, using: &random), image)
}

@Suite struct `A network refuses a pixel that is no number` {
  @Test func `when it is asked for scores`() async {
    await expectStop(
      saying: "input 5: the value at [1, 2, 3] of [3, 8, 8] is nan",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let (network, image) = damaged()
        let whole = Tensor(shape: [3, 8, 8])
        _ = network.logits(of: [whole, whole, whole, whole, whole, image])
      })
    await expectStop(
      saying: "input 0: the value at [1, 2, 3] of [3, 8, 8] is nan",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let (network, image) = damaged()
        _ = network.probabilities(of: [image])
      })
    await expectStop(
      saying: "input 1: the value at [0, 0, 0] of [64, 2, 2] is inf",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let maps = Tensor(shape: [64, 2, 2])
        let broken = Tensor(repeating: .infinity, shape: [64, 2, 2])
        _ = damaged().network.logits(above: "relu3", from: [maps, broken])
      })
  }

  @Test func `when it is asked for what its layers put out`() async {
    await expectStop(
      saying: "the value at [1, 2, 3] of [3, 8, 8] is nan",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let (network, image) = damaged()
        _ = network.activations(of: image)
      })
    await expectStop(
      saying: "the value at [1, 2, 3] of [3, 8, 8] is nan",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let (network, image) = damaged()
        _ = network.output(of: "conv1", for: image)
      })
  }

  @Test func `when it is asked for gradients`() async {
    await expectStop(
      saying: "the value at [1, 2, 3] of [3, 8, 8] is nan",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let (network, image) = damaged()
        _ = network.gradient(ofLogit: 0, at: image)
      })
    await expectStop(
      saying: "the value at [0, 0, 0] of [64, 2, 2] is nan",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = damaged().network.gradient(
          of: .logit, class: 0, above: "relu3", at: Tensor(repeating: .nan, shape: [64, 2, 2]))
      })
    await expectStop(
      saying: "no class 2 among 2",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = damaged().network.gradient(ofLogit: 2, at: Tensor(shape: [3, 8, 8]))
      })
  }

  @Test func `when it is trained`() async {
    await expectStop(
      saying: "training: the images: the value at",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var network = damaged().network
        var random = Random(seed: 1)
        let examples = Examples(count: 1) { _ in (damaged().image, 0) }
        train(&network, on: examples, options: TrainingOptions(epochs: 1), using: &random)
      })
  }

  @Test func `outputs that are made when they are needed give the same scores`() {
    var random = Random(seed: 3)
    let (network, _) = damaged()
    let maps = (0..<11).map { _ in
      Tensor(
        ContiguousArray((0..<256).map { _ in Float(random.uniform()) }), shape: [64, 2, 2])
    }
    let listed = network.logits(above: "relu3", from: maps)
    #expect(network.logits(above: "relu3", from: maps.count) { maps[$0] } == listed)
    #expect(listed == maps.map { network.logits(above: "relu3", from: [$0])[0] })
  }
}
