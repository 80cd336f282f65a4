import Explainers
import Models
import Numerics
import Tensors
import TestSupport
import Testing

/// The map on other grids than the network's own.
@Suite struct CAMStrideTests {
  private let network: Network
  private let image: Tensor

  /// The network of the book, with a place every four pixels, and an image of noise.
  init() {
    var random = Random(seed: 31)
    network = Network.garden(classes: 5, using: &random)
    let values = (0..<(3 * 48 * 24)).map { _ in Float(random.uniform()) }
    image = Tensor(ContiguousArray(values), shape: [3, 48, 24])
  }

  private func map(every stride: Int) -> Tensor {
    CAM().explain(network, image, class: 2, every: stride).map
  }

  @Test func `a place at every pixel is the map of the dilated network in PyTorch`() throws {
    struct Dilated: Decodable {
      let label: Int
      let image, map: StoredArray
      let parameters: [StoredArray]
    }
    let fixture = try Fixture.decode(Dilated.self, from: "cam/dilated.json")
    let found = CAM().explain(
      CAMFixture.network(head: "pooled", fixture.parameters),
      Tensor(fixture.image.floats, shape: fixture.image.shape), class: fixture.label, every: 1
    ).map
    let expected = Tensor(fixture.map.floats, shape: fixture.map.shape)
    #expect(found.shape == [24, 24] && expected.shape == [13, 13])
    // Its windows of 12 pixels end where the image ends; ours, moved by one, end before the last.
    for row in 0..<12 {
      for column in 0..<12 {
        #expect(abs(found[row + 6, column + 6] - expected[row, column]) < 1e-5)
      }
    }
  }

  @Test func `at the network's own stride it is the plain map`() {
    let plain = CAM().explain(network, image, class: 2)
    #expect(CAM().explain(network, image, class: 2, every: 4) == plain)
    #expect(plain.map.shape == [12, 6])
  }

  @Test func `a finer grid holds the values of a coarser one, whose middles it shares`() {
    let (coarse, plain, finest) = (map(every: 8), map(every: 4), map(every: 1))
    #expect(coarse.shape == [6, 3] && map(every: 2).shape == [24, 12])
    for row in 0..<12 {
      for column in 0..<6 {
        #expect(finest[4 * row + 2, 4 * column + 2] == plain[row, column])
      }
    }
    for row in 0..<6 {
      for column in 0..<3 { #expect(finest[8 * row + 4, 8 * column + 4] == coarse[row, column]) }
    }
  }

  @Test func `where the image is moved, the finest map moves along`() {
    var moved = image
    for channel in 0..<3 {
      for row in 0..<48 {
        for column in 0..<24 {
          moved[channel, row, column] = image[channel, min(row + 3, 47), min(column + 1, 23)]
        }
      }
    }
    let after = CAM().explain(network, moved, class: 2, every: 1).map
    let before = map(every: 1)
    // Far enough from the border for no window of 18 pixels to touch it.
    for row in 12..<32 {
      for column in 12..<14 { #expect(after[row, column] == before[row + 3, column + 1]) }
    }
  }

  @Test func `a stride that does not divide the image traps`() async {
    await expectStop(
      saying: "no place every 5 pixels in an image [3, 48, 48]",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var random = Random(seed: 1)
        let network = Network.garden(classes: 2, using: &random)
        _ = CAM().explain(network, Tensor(shape: [3, 48, 48]), class: 0, every: 5)
      })
  }
}
