import Images
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct PixelBoxTests {
  @Test func `the box around a mask is as small as can be`() {
    var mask = Tensor(shape: [5, 6])
    mask[1, 4] = 1
    mask[3, 2] = 1
    let box = PixelBox(around: mask)
    #expect(box == PixelBox(rows: 1..<4, columns: 2..<5) && box?.area == 9)
    #expect(PixelBox(around: Tensor(shape: [5, 6])) == nil)
  }

  @Test func `a box in the middle leaves as much on both sides, or one less before`() {
    let box = PixelBox.centered(height: 2, width: 3, inHeight: 6, width: 6)
    #expect(box == PixelBox(rows: 2..<4, columns: 1..<4))
  }

  @Test func `boxes agree as their masks do`() {
    var random = Random(seed: 9)
    for _ in 0..<50 {
      let boxes = (0..<2).map { _ in
        let (top, left) = (random.integer(below: 7), random.integer(below: 7))
        return PixelBox(
          rows: top..<(top + 1 + random.integer(below: 8 - top)),
          columns: left..<(left + 1 + random.integer(below: 8 - left)))
      }
      let masks = boxes.map { $0.mask(height: 8, width: 8) }
      #expect(
        IntersectionOverUnion.of(boxes[0], boxes[1])
          == IntersectionOverUnion.of(masks[0], masks[1]))
      #expect(masks[0].sum() == Float(boxes[0].area))
    }
    #expect(IntersectionOverUnion.of(Tensor(shape: [2, 2]), Tensor(shape: [2, 2])) == 0)
  }

  @Test func `a box has pixels`() async {
    await expectStop(
      saying: "no pixels in rows 0..<0, columns 0..<2",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = PixelBox(rows: 0..<0, columns: 0..<2)
      })
  }
}
