import Evaluation
import Explainers
import Images
import Numerics
import Tensors
import TestSupport
import Testing

/// A 4 x 4 image in four quarters, 0 and 1 above, 2 and 3 below.
private let quarters = Superpixels.grid(height: 4, width: 4, rows: 2, columns: 2)

/// All of quarter 0, one pixel of quarter 1.
private let mask = Tensor(
  [
    1, 1, 1, 0,
    1, 1, 0, 0,
    0, 0, 0, 0,
    0, 0, 0, 0,
  ], shape: [4, 4])

@Suite struct MaskRecallTests {
  let score = MaskRecall(of: mask, in: quarters)

  @Test func `overlaps are counted by superpixel`() {
    #expect(score.overlaps == [4, 1, 0, 0])
    #expect(score.sizes == [4, 4, 4, 4])
    #expect(score.area == 5)
  }

  @Test func `recall and precision are the hand-counted shares`() {
    #expect(score.recall(of: [0]) == 0.8)
    #expect(score.precision(of: [0]) == 1)
    #expect(score.recall(of: [0, 1]) == 1)
    #expect(score.precision(of: [0, 1]) == 0.625)
    #expect(score.recall(of: []) == 0)
    #expect(score.precision(of: []) == 0)
  }

  @Test func `no choice of k superpixels beats the best`() {
    for subset in 0..<16 {
      let chosen = (0..<4).filter { subset >> $0 & 1 == 1 }
      #expect(score.recall(of: chosen) <= score.bestRecall(with: chosen.count))
    }
    #expect(score.best(2) == [0, 1])
  }

  @Test func `the random recall is the mean over all choices`() {
    let pairs = (0..<4).flatMap { first in (first + 1..<4).map { [first, $0] } }
    let mean = pairs.map { score.recall(of: $0) }.reduce(0, +) / Double(pairs.count)
    #expect(abs(mean - score.randomRecall(with: 2)) < 1e-12)
  }

  @Test func `random choices average to the random recall and never beat the best`() {
    var random = Random(seed: 8)
    let recalls = score.randomRecalls(with: 2, draws: 2000, using: &random)
    let estimate = Estimate(recalls)
    #expect(abs(estimate.mean - score.randomRecall(with: 2)) < 4 * estimate.standardError)
    #expect(recalls.allSatisfy { $0 <= score.bestRecall(with: 2) })
  }

  @Test func `LIME of a model that looks at the object lies between chance and the best`() {
    let cells = Superpixels.grid(height: 16, width: 16, rows: 4, columns: 4)
    var mask = Tensor(shape: [16, 16])
    for y in 5..<14 { for x in 2..<9 { mask.elements[y * 16 + x] = 1 } }
    let object = mask
    // the share of the object that is not blackened
    let model = BlackBox<Tensor> { images in
      images.map { image in
        let seen = object.elements.indices.reduce(Float(0)) {
          $0 + object.elements[$1] * image.elements[$1]
        }
        return [seen / 63]
      }
    }
    var random = Random(seed: 9)
    let white = Tensor(repeating: 1, shape: [3, 16, 16])
    let explanation = LIME(samples: 200).explain(
      model, InputInParts(white, cells, fill: .black), class: 0, using: &random)
    let score = MaskRecall(of: mask, in: cells)
    for count in 1...8 {
      let recall = score.recall(of: Array(explanation.ranking.prefix(count)))
      #expect(recall > score.randomRecall(with: count))
      #expect(recall <= score.bestRecall(with: count))
    }
    #expect(explanation.ranking.prefix(4).sorted() == score.best(4).sorted())
  }

  @Test func `the majority union is quarter 0, which misses one pixel`() {
    #expect(score.majorityIntersectionOverUnion == 0.8)
  }

  @Test func `an empty mask is refused`() async {
    await expectStop(
      saying: "the mask is empty",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = MaskRecall(
          of: Tensor(shape: [2, 2]), in: .grid(height: 2, width: 2, rows: 1, columns: 1))
      })
  }

  @Test func `a mask of another size is refused`() async {
    await expectStop(
      saying: "mask [3, 3], superpixels [2, 2]",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = MaskRecall(
          of: Tensor(repeating: 1, shape: [3, 3]),
          in: .grid(height: 2, width: 2, rows: 1, columns: 1)
        )
      })
  }

  @Test func `a superpixel that is named twice covers no more than once`() {
    #expect(score.recall(of: [0, 0, 0]) == 0.8)
    #expect(score.recall(of: [0, 1, 1, 0]) == 1)
    #expect(score.precision(of: [0, 1, 1]) == 0.625)
  }

  @Test func `superpixels that are not there trap`() async {
    await expectStop(
      saying: "no superpixel 4 among 4",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = MaskRecall(of: mask, in: quarters).recall(of: [0, 4])
      })
    await expectStop(
      saying: "no superpixel -1 among 4",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = MaskRecall(of: mask, in: quarters).precision(of: [-1])
      })
    await expectStop(
      saying: "-1 superpixels cannot be chosen",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = MaskRecall(of: mask, in: quarters).bestRecall(with: -1)
      })
  }
}
