import Evaluation
import Tensors
import TestSupport
import Testing

private func map(_ side: Int, peaks: [Int]) -> Tensor {
  var result = Tensor(shape: [side, side])
  for peak in peaks { result.elements[peak] = 1 }
  return result
}

@Suite struct PointingGameTests {
  @Test func `a peak on the object is a hit and one far away is not`() {
    let mask = map(8, peaks: [9])
    #expect(PointingGame.score(of: map(8, peaks: [9]), mask: mask, tolerance: 0) == 1)
    #expect(PointingGame.score(of: map(8, peaks: [63]), mask: mask, tolerance: 0) == 0)
  }

  @Test func `the tolerance is a distance in pixels`() {
    let mask = map(8, peaks: [0])
    #expect(PointingGame.score(of: map(8, peaks: [2]), mask: mask, tolerance: 2) == 1)
    #expect(PointingGame.score(of: map(8, peaks: [3]), mask: mask, tolerance: 2) == 0)
    // Row 0's last pixel and row 1's first are neighbours in memory, not in the image.
    #expect(PointingGame.score(of: map(8, peaks: [7]), mask: map(8, peaks: [8]), tolerance: 2) == 0)
  }

  @Test func `the usual 15 pixels are scaled to the image`() {
    #expect(PointingGame.tolerance(forWidth: 224) == 15)
    #expect(abs(PointingGame.tolerance(forWidth: 48) - 3.214) < 0.001)
  }

  @Test func `ties score the share that hits, so a constant map gains nothing`() {
    let mask = map(4, peaks: [0, 1, 2, 3])
    #expect(PointingGame.score(of: Tensor(shape: [4, 4]), mask: mask, tolerance: 0) == 0.25)
  }

  @Test func `an empty mask is refused`() async {
    await expectStop(
      saying: "the mask is empty",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = PointingGame.score(of: Tensor(shape: [2, 2]), mask: Tensor(shape: [2, 2]))
      })
  }

  @Test func `a map that is no number points nowhere`() async {
    await expectStop(
      saying: "PointingGame: the value at [0, 1] of [1, 2] is nan",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = PointingGame.score(
          of: Tensor([1, .nan], shape: [1, 2]), mask: Tensor([1, 0], shape: [1, 2]))
      })
  }
}
