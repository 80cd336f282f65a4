import Evaluation
import Explainers
import Images
import Tensors
import TestSupport
import Testing

@Suite struct PictureBlocksTests {
  private let blocks = PictureBlocks(rows: 2, columns: 2, hiddenBy: .color([9]))

  @Test func `a block is hidden in all its pixels and in no others`() {
    let image = Tensor([1, 2, 3, 4, 5, 6], shape: [1, 2, 3])
    let parts = blocks.parts(of: image)
    #expect(parts.count == 4 && parts.instance == image)
    // The columns are cut at ⌊x · 2 / 3⌋: the first two belong together.
    #expect(parts.input(showing: [0, 1, 1, 1]).elements == [9, 9, 3, 4, 5, 6])
    #expect(parts.input(showing: [1, 0, 0, 1]).elements == [1, 2, 9, 9, 9, 6])
  }

  @Test func `a block has the sum of its pixels, with their signs`() {
    let map = Tensor([1, -2, 3, 4, 5, -6], shape: [2, 3])
    #expect(blocks.importances(in: map) == [-1, 3, 9, -6])
  }

  @Test func `the importances are those of NumPy`() throws {
    for example in try RecordedParts.all() {
      let sums = example.blocks.importances(in: example.attribution)
      #expect(sums.count == example.importances.count)
      #expect(zip(sums, example.importances).allSatisfy { abs($0 - $1) < 1e-6 })
    }
  }

  @Test func `a picture with fewer pixels has one for each`() {
    let many = PictureBlocks(hiddenBy: .black)
    #expect(many.cut(height: 1, width: 1).count == 1)
    #expect(many.cut(height: 3, width: 5).count == 15)
    #expect(many.cut(height: 48, width: 48).sizes == [Int](repeating: 36, count: 64))
  }

  @Test func `what cannot be cut stops with words`() async {
    await expectStop(
      saying: "PictureBlocks: 0 × 8 blocks; 1 × 1 is the least",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = PictureBlocks(rows: 0, hiddenBy: .black)
      })
    await expectStop(
      saying: "PictureBlocks: the map: the value at [0, 1] of [1, 2] is nan",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = PictureBlocks(hiddenBy: .black).importances(in: Tensor([1, .nan], shape: [1, 2]))
      })
    await expectStop(
      saying: "PictureBlocks: the map [4] is no [height, width]",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = PictureBlocks(hiddenBy: .black).importances(in: Tensor(shape: [4]))
      })
  }
}
