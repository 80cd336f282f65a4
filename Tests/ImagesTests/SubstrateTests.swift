import Images
import Numerics
import Tensors
import TestSupport
import Testing

/// A picture of uniform noise.
private func noise(_ seed: UInt64) -> Tensor {
  var random = Random(seed: seed)
  return Tensor(shape: [3, 12, 12]).map { _ in Float(random.uniform()) }
}

@Suite struct SubstrateTests {
  @Test func `a picture is hidden by black, a colour, another picture, its blur`() {
    let (image, other) = (noise(4), noise(3))
    #expect(Substrate.black.background(of: image - 3) == Tensor(shape: image.shape))
    let color = Substrate.color([0.1, 0.2, 0.3]).background(of: image)
    #expect((0..<3).map { color[$0, 11, 4] } == [0.1, 0.2, 0.3])
    #expect(Substrate.picture(other).background(of: image) == other)
    #expect(Substrate.blurred(0).background(of: image) == image)
    #expect(Substrate.blurred(2).background(of: image) == Gaussian.blurred(image, sigma: 2))
  }

  @Test func `the mean colour is that of all pixels`() {
    let (small, large) = (
      Tensor([4, 8], shape: [2, 1, 1]), Tensor([1, 1, 1, 2, 2, 2], shape: [2, 1, 3])
    )
    #expect(Substrate.meanColor(of: [small, large]) == .color([1.75, 3.5]))
  }

  @Test func `what cannot hide stops with words`() async {
    await expectStop(
      saying: "a colour of 2 channels for a picture [3, 12, 12]",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Substrate.color([1, 2]).background(of: noise(4))
      })
    await expectStop(
      saying: "[1, 2, 2] stands behind [3, 12, 12]",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Substrate.picture(Tensor(shape: [1, 2, 2])).background(of: noise(4))
      })
    await expectStop(
      saying: "Substrate: no pictures have a mean colour",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Substrate.meanColor(of: [])
      })
  }
}
