import Datasets
import Evaluation
import Explainers
import Images
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct ControlsTests {
  @Test func `a flat image has no edges`() {
    let edges = Controls.edges(of: Tensor(repeating: 0.4, shape: [3, 5, 7]))
    #expect(edges.shape == [5, 7])
    #expect(edges.elements.allSatisfy { $0 == 0 })
  }

  @Test func `a vertical step of height one has the Sobel strength 4 on both sides`() {
    var image = Tensor(shape: [3, 4, 4])
    for index in image.elements.indices where index % 4 > 1 { image.elements[index] = 1 }
    let edges = Controls.edges(of: image)
    for row in 0..<4 {
      let values = (0..<4).map { edges.elements[row * 4 + $0] }
      #expect(abs(values[1] - 4) < 1e-5 && abs(values[2] - 4) < 1e-5)
      #expect(values[0] == 0 && values[3] == 0)
    }
  }

  @Test func `turning the image turns its edges`() {
    var random = Random(seed: 5)
    let image = Controls.random(height: 6, width: 6, using: &random)
    let turned = Tensor(
      ContiguousArray((0..<36).map { image.elements[$0 % 6 * 6 + $0 / 6] }), shape: [6, 6])
    let color = { (gray: Tensor) in
      Tensor(gray.elements + gray.elements + gray.elements, shape: [3, 6, 6])
    }
    let edges = Controls.edges(of: color(image))
    let turnedEdges = Controls.edges(of: color(turned))
    for pixel in 0..<36 {
      let twin = pixel % 6 * 6 + pixel / 6
      // The two sums add the same terms in another order: a few units in the last place.
      #expect(abs(edges.elements[twin] - turnedEdges.elements[pixel]) < 1e-5)
    }
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

  @Test func `a pixel that is no number has no edges and no rank`() async {
    await expectStop(
      saying: "Controls.edges: the value at [0, 0, 1] of [3, 1, 2] is inf",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Controls.edges(of: Tensor([0, .infinity, 0, 0, 0, 0], shape: [3, 1, 2]))
      })
    await expectStop(
      saying: "Controls.ranking: the value at [0, 1] of [1, 2] is nan",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Controls.ranking(
          of: .grid(height: 1, width: 2, rows: 1, columns: 2),
          by: Tensor([0, .nan], shape: [1, 2]))
      })
  }
}
