import Images
import TestSupport
import Testing

/// The expected pieces are those of scikit-image 0.26.
@Suite struct SuperpixelsConnectivityTests {
  @Test func `a cluster in two places becomes two pieces`() {
    let labels = [
      0, 0, 1, 0, 0,
      0, 0, 1, 0, 0,
    ]
    let pieces = Superpixels.connected(labels, height: 2, width: 5, sizes: 1...10)
    #expect(pieces == [0, 0, 1, 2, 2, 0, 0, 1, 2, 2])
  }

  @Test func `small first pieces join the piece that follows, later ones a neighbour`() {
    let labels = [
      1, 2, 3, 3, 3, 3,
      3, 3, 3, 3, 3, 3,
      3, 3, 3, 3, 5, 3,
      3, 3, 4, 4, 4, 3,
    ]
    let pieces = Superpixels.connected(labels, height: 4, width: 6, sizes: 3...100)
    #expect(pieces == [Int](repeating: 0, count: 20) + [1, 1, 1, 0])
  }

  @Test func `a piece above the greatest size is cut, crumbs join`() {
    let labels = [Int](repeating: 1, count: 30)
    let pieces = Superpixels.connected(labels, height: 5, width: 6, sizes: 3...7)
    #expect(
      pieces == [
        0, 0, 0, 0, 1, 1,
        0, 0, 2, 1, 1, 1,
        0, 2, 2, 2, 1, 1,
        3, 2, 2, 2, 1, 1,
        3, 3, 3, 3, 3, 3,
      ])
  }
}
