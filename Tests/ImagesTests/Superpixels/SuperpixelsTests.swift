import Images
import Tensors
import TestSupport
import Testing

@Suite struct SuperpixelsTests {
  /// Three pieces of a 2 x 4 image, named out of order.
  let pieces = Superpixels(labels: [7, 7, -2, -2, 7, 40, 40, -2], height: 2, width: 4)

  @Test func `labels are renumbered in the order of first appearance`() {
    #expect(pieces.labels == [0, 0, 1, 1, 0, 2, 2, 1])
    #expect(pieces.count == 3)
  }

  @Test func `partitions into the same pieces are equal, whatever the pieces are called`() {
    let renamed = Superpixels(labels: pieces.labels.map { 5 - 3 * $0 }, height: 2, width: 4)
    #expect(renamed == pieces)
    let finer = Superpixels(labels: Array(0..<8), height: 2, width: 4)
    #expect(finer != pieces)
  }

  @Test func `the pieces are disjoint and cover the image`() {
    let pixels = (0..<pieces.count).map(pieces.pixels(of:))
    #expect(pixels == [[0, 1, 4], [2, 3, 7], [5, 6]])
    #expect(pixels.joined().sorted() == Array(0..<8))
    #expect(pieces.sizes == pixels.map(\.count))
  }

  @Test func `mean colours are those of the pixels of each piece`() {
    let image = Tensor.painted(height: 2, width: 4) { y, x in [Float(x), Float(y), 1] }
    let third = Float(1) / 3
    let expected: [[Float]] = [[third, third, 1], [8 * third, third, 1], [1.5, 1, 1]]
    #expect(pieces.meanColors(of: image) == expected)
  }

  @Test func `a mask is one on the chosen pieces and zero elsewhere`() {
    let mask = pieces.mask(of: [1, 2])
    #expect(mask.shape == [2, 4])
    #expect(mask.elements == [0, 0, 1, 1, 0, 1, 1, 1])
    #expect(pieces.mask(of: []).elements == [0, 0, 0, 0, 0, 0, 0, 0])
    #expect(pieces.mask(of: 0..<3).elements == [1, 1, 1, 1, 1, 1, 1, 1])
  }

  @Test func `the middle of a piece is the pixel of it that is nearest to its mean position`() {
    // A horseshoe, which does not hold its mean position (1.5, 1.2), around a block.
    let horseshoe = Superpixels(
      labels: [0, 0, 0, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 0], height: 4, width: 4)
    #expect(horseshoe.middle(of: 0) == (1, 0))
    #expect(horseshoe.middle(of: 1) == (1, 2))
    let row = Superpixels(labels: [3, 3, 3, 3], height: 1, width: 4)
    #expect(row.middle(of: 0) == (0, 1))
    for label in 0..<3 {
      let (row, column) = pieces.middle(of: label)
      #expect(pieces.labels[row * 4 + column] == label)
    }
  }

  @Test func `painting gives each pixel the value of its piece`() {
    #expect(pieces.painted([0.5, -1, 3]).elements == [0.5, 0.5, -1, -1, 0.5, 3, 3, -1])
  }

  @Test(arguments: [(1, 1, 1, 1), (48, 48, 6, 6), (7, 10, 3, 4), (5, 5, 5, 5), (3, 50, 1, 7)])
  func `a grid has rectangles that differ by at most one pixel a side`(
    height: Int, width: Int, rows: Int, columns: Int
  ) throws {
    let grid = Superpixels.grid(height: height, width: width, rows: rows, columns: columns)
    #expect(grid.count == rows * columns)
    #expect(grid.isConnected)
    let allowed = (height / rows) * (width / columns)...(height / rows + 1) * (width / columns + 1)
    for size in grid.sizes { #expect(allowed.contains(size)) }
  }

  @Test func `a partition without pixels traps`() async {
    await expectStop(
      saying: "an image of 0 x 3 has no pixels",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Superpixels(labels: [], height: 0, width: 3)
      })
  }

  @Test func `labels that do not fill the image trap`() async {
    await expectStop(
      saying: "3 labels do not fill 2 x 2 pixels",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Superpixels(labels: [0, 1, 2], height: 2, width: 2)
      })
  }

  @Test func `a grid finer than the pixels traps`() async {
    await expectStop(
      saying: "4 x 4 pixels do not make 5 x 1 rectangles",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Superpixels.grid(height: 4, width: 4, rows: 5, columns: 1)
      })
  }

  @Test func `a superpixel that does not exist traps`() async {
    await expectStop(
      saying: "no superpixel 2 among 2",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Superpixels(labels: [0, 1], height: 1, width: 2).mask(of: [2])
      })
    await expectStop(
      saying: "no superpixel -1 among 2",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Superpixels(labels: [0, 1], height: 1, width: 2).pixels(of: -1)
      })
  }

  @Test func `an image of another size has no mean colours`() async {
    await expectStop(
      saying: "an image of shape [3, 2, 1] is not of 1 x 2 pixels",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let pieces = Superpixels(labels: [0, 1], height: 1, width: 2)
        _ = pieces.meanColors(of: Tensor(shape: [3, 2, 1]))
      })
  }

  @Test func `too few values do not paint`() async {
    await expectStop(
      saying: "1 values for 2 superpixels",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Superpixels(labels: [0, 1], height: 1, width: 2).painted([1])
      })
  }
}
