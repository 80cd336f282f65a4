import Datasets
import Evaluation
import Explainers
import Images
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct ControlsTests {
  @Test func `edges are strong where the picture steps`() {
    let image = Tensor([0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1], shape: [3, 1, 4])
    #expect(Controls.edges(of: image) == Tensor([0, 4, 4, 0], shape: [1, 4]))
  }

  @Test func `the middle is highest and corners are lowest, alike on all sides`() {
    let map = Controls.center(height: 4, width: 6)
    let turned = Tensor(ContiguousArray(map.elements.reversed()), shape: map.shape)
    #expect(map == turned && map.minimum() > 0 && map.maximum() < 1)
    #expect(
      [1, 2].flatMap { row in [2, 3].map { map[row, $0] } }.allSatisfy { $0 == map.maximum() })
    #expect(map[0, 0] == map.minimum())
    #expect(Controls.center(height: 3, width: 3)[1, 1] == 1)
  }

  @Test func `the truth ranks the object's superpixel first and chance does not care`() {
    let quarters = Superpixels.grid(height: 8, width: 8, rows: 2, columns: 2)
    let mask = quarters.mask(of: [2])
    #expect(Controls.ranking(of: quarters, by: Controls.oracle(mask)).first == 2)
    var firsts = [0, 0, 0, 0]
    for seed in 0..<400 {
      var random = Random(seed: UInt64(seed))
      let map = Controls.random(height: 8, width: 8, using: &random)
      firsts[Controls.ranking(of: quarters, by: map)[0]] += 1
    }
    // Each of four is first 100 times in 400, with a standard deviation of 8.7: within 5 of it.
    #expect(firsts.allSatisfy { abs($0 - 100) < 44 }, "firsts \(firsts)")
  }

  @Test func `a pixel that is no number has no rank`() async {
    await expectStop(
      saying: "Controls: the value at [0, 1] of [1, 2] is nan",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Controls.ranking(
          of: .grid(height: 1, width: 2, rows: 1, columns: 2),
          by: Tensor([0, .nan], shape: [1, 2]))
      })
  }
}
