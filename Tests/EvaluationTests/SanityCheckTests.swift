import Evaluation
import Explainers
import Models
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct SanityCheckTests {
  private static func twins() -> (trained: Network, untrained: Network) {
    var random = Random(seed: 1)
    let trained = Network.garden(classes: 5, using: &random)
    return (trained, Network.garden(classes: 5, using: &random))
  }

  private static func image(_ index: Int) -> Tensor {
    var random = Random(seed: UInt64(index))
    return Tensor(
      ContiguousArray((0..<(3 * 16 * 16)).map { _ in Float(random.uniform()) }),
      shape: [3, 16, 16])
  }

  @Test func `layers are forgotten one by one from the top`() {
    let (trained, untrained) = SanityCheckTests.twins()
    let check = SanityCheck(of: trained, untrained: untrained)
    #expect(check.stages.map(\.layer) == [nil, "linear", "conv3", "conv2", "conv1"])
    #expect(check.stages[0].network == trained && check.stages[4].network == untrained)
    let half = check.stages[2].network.parameters
    #expect(half[..<4] == trained.parameters[..<4] && half[4...] == untrained.parameters[4...])
  }

  @Test func `a map that never asks the network passes as unchanged, one that does changes`() {
    let (trained, untrained) = SanityCheckTests.twins()
    let check = SanityCheck(of: trained, untrained: untrained)
    let edges = check.similarities(over: 3) { _, image in
      Controls.edges(of: SanityCheckTests.image(image))
    }
    #expect(edges.allSatisfy { $0.mean == 1 && $0.standardError == 0 })
    let cam = check.similarities(over: 3) { network, image in
      CAM().explain(network, SanityCheckTests.image(image), class: 1).map
    }
    #expect(cam[0].mean == 1 && cam.dropFirst().allSatisfy { $0.mean < 0.9 })
  }

  @Test func `sizes may agree where signs turn over`() {
    let (trained, untrained) = SanityCheckTests.twins()
    let check = SanityCheck(of: trained, untrained: untrained)
    let turned: @Sendable (Network, Int) -> Tensor = { network, image in
      let map = Controls.center(height: 4, width: 4) * 2 - 1
      return network == trained ? map : map * -1
    }
    #expect(check.similarities(over: 2, turned)[4].mean == -1)
    #expect(check.similarities(over: 2, comparesSizes: true, turned)[4].mean == 1)
  }

  @Test func `a twin of another form traps`() async {
    await expectStop(
      saying: "the twin has the layers",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var random = Random(seed: 1)
        _ = SanityCheck(
          of: Network.garden(classes: 5, using: &random),
          untrained: Network.garden(classes: 4, using: &random))
      })
  }
}
