import Evaluation
import Explainers
import Tensors
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

  @Test func `the majority union is quarter 0, which misses one pixel`() {
    #expect(score.majorityIntersectionOverUnion == 0.8)
  }

  @Test func `an empty mask is refused`() async {
    await #expect(processExitsWith: .failure) {
      _ = MaskRecall(
        of: Tensor(shape: [2, 2]), in: .grid(height: 2, width: 2, rows: 1, columns: 1))
    }
  }

  @Test func `a mask of another size is refused`() async {
    await #expect(processExitsWith: .failure) {
      _ = MaskRecall(
        of: Tensor(repeating: 1, shape: [3, 3]), in: .grid(height: 2, width: 2, rows: 1, columns: 1)
      )
    }
  }
}
