import Evaluation
import Explainers
import Images
import Numerics
import Tensors
import Testing

@Suite struct RegionScoresTests {
  private let quarters = Superpixels.grid(height: 8, width: 8, rows: 2, columns: 2)

  @Test func `the truth reaches the oracle, its reverse reaches nothing`() {
    var random = Random(seed: 2)
    let noise = Controls.random(height: 8, width: 8, using: &random)
    let image = Tensor(noise.elements + noise.elements + noise.elements, shape: [3, 8, 8])
    let scores = [[2, 0, 1, 3], [3, 1, 0, 2]].map {
      RegionScores($0, of: quarters, on: image, mask: quarters.mask(of: [2]))
    }
    #expect(scores.map(\.count) == [1, 1])
    #expect(scores.map(\.explanation) == [1, 0])
    #expect(scores.map(\.oracle) == [1, 1])
    #expect(scores.map(\.random) == [0.25, 0.25])
  }

  @Test func `edges find a patterned object on a flat ground without any model`() {
    var image = Tensor(repeating: 0.5, shape: [3, 8, 8])
    for pixel in quarters.pixels(of: 1) where (pixel + pixel / 8) % 2 == 0 {
      for channel in 0..<3 { image.elements[channel * 64 + pixel] = 1 }
    }
    let scores = RegionScores(
      [0, 1, 2, 3], of: quarters, on: image, mask: quarters.mask(of: [1]))
    #expect(scores.edges == 1)
    #expect(scores.explanation == 0)
  }

  @Test func `an object smaller than half of any superpixel still gets one`() {
    var mask = Tensor(shape: [8, 8])
    mask.elements[0] = 1
    let scores = RegionScores(
      [0, 1, 2, 3], of: quarters, on: Tensor(shape: [3, 8, 8]), mask: mask)
    #expect(scores.count == 1)
    #expect(scores.explanation == 1)
  }
}
