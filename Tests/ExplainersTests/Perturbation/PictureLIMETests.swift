import Explainers
import Images
import Models
import Numerics
import Tensors
import Testing

@Suite struct PictureLIMETests {
  private let network: Network
  private let image: Tensor
  private let quarters = Superpixels.grid(height: 8, width: 8, rows: 2, columns: 2)

  init() {
    var random = Random(seed: 31)
    network = .garden(classes: 3, using: &random)
    image = Tensor(
      ContiguousArray((0..<(3 * 8 * 8)).map { _ in Float(random.uniform()) }), shape: [3, 8, 8])
  }

  /// The method with a cut into quarters.
  private func method(samples: Int, score: ClassScore) -> PictureLIME {
    PictureLIME(
      LIME(samples: samples), fill: .black, score: score, random: Random(seed: 5)
    ) { _ in .grid(height: 8, width: 8, rows: 2, columns: 2) }
  }

  @Test(arguments: ClassScore.allCases)
  func `the map is LIME's coefficients, laid back over the picture`(score: ClassScore) {
    let found = method(samples: 40, score: score).explain(network, image, class: 1)
    var random = Random(seed: 5)
    let steps = LIME(samples: 40).explain(
      network.blackBox(score), InputInParts(image, quarters, fill: .black), class: 1,
      using: &random)
    #expect(found.values == quarters.painted(steps.coefficients))
    #expect(found.standardErrors == quarters.painted(steps.standardErrors))
    #expect(found.unit == score.rawValue && found.layer == nil)
    #expect(found.values.elements.contains { $0 != 0 })
  }

  @Test func `with as few samples as superpixels nothing is said of errors`() {
    let found = method(samples: 4, score: .logit).explain(network, image, class: 0)
    #expect(found.standardErrors == nil)
    #expect(found.values.isFinite)
  }
}
