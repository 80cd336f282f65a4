import Images
import Tensors
import TestSupport
import Testing

@Suite struct SuperpixelsSLICTests {
  @Test(arguments: try SuperpixelsFixture.partitions.get().slic)
  func `SLIC cuts like scikit-image, pixel for pixel`(_ truth: SuperpixelsFixture.SLIC) throws {
    let image = try SuperpixelsFixture.image(truth.image)
    let pieces = Superpixels.slic(
      image.tensor, count: truth.count, compactness: truth.compactness ?? 10,
      sigma: truth.sigma ?? 0, iterations: truth.iterations ?? 10,
      minimumSizeFactor: truth.minimumSizeFactor ?? 0.5,
      maximumSizeFactor: truth.maximumSizeFactor ?? 3)
    let theirs = Superpixels(labels: truth.labels, height: image.height, width: image.width)
    let same = pieces == theirs
    #expect(same, "adjusted Rand index \(pieces.agreement(with: theirs))")
    #expect(pieces.isConnected)
  }

  @Test(arguments: ["smooth", "noisy", "shapes", "garden", "pond", "strip", "row", "dot"])
  func `each superpixel is connected and has a pixel`(name: String) throws {
    let image = try SuperpixelsFixture.image(name).tensor
    for compactness in [0.5, 5, 50] {
      let pieces = Superpixels.slic(image, compactness: compactness)
      #expect(pieces.labels.count == image.shape[1] * image.shape[2])
      #expect(pieces.sizes.allSatisfy { $0 > 0 })
      #expect(pieces.isConnected)
    }
  }

  @Test func `the defaults cut a garden picture into about thirty pieces`() throws {
    for name in ["garden", "pond"] {
      let pieces = Superpixels.slic(try SuperpixelsFixture.image(name).tensor)
      #expect((25...45).contains(pieces.count))
    }
  }

  @Test(arguments: ["smooth", "garden", "pond"])
  func `asking for more superpixels gives more`(name: String) throws {
    let image = try SuperpixelsFixture.image(name).tensor
    let counts = [4, 12, 36, 100, 300].map { Superpixels.slic(image, count: $0).count }
    for (fewer, more) in zip(counts, counts.dropFirst()) { #expect(fewer < more) }
  }

  @Test(arguments: [Float(0), 0.3, 1])
  func `an image of one colour is cut into a grid`(level: Float) {
    let image = Tensor(repeating: level, shape: [3, 48, 48])
    let pieces = Superpixels.slic(image, count: 36)
    // Seeds stand at 4, 12, 20 … 44 and a tie goes to the first, so that the first of six cells a
    // side has 9 pixels and the last 7; moving the centres to 4, 12.5, 20.5 … 44 changes nothing.
    let cells = (0..<48 * 48).map { pixel in
      max(pixel / 48 - 1, 0) / 8 * 6 + max(pixel % 48 - 1, 0) / 8
    }
    let isGrid = pieces == Superpixels(labels: cells, height: 48, width: 48)
    #expect(isGrid)
  }

  @Test func `an image of one pixel is one superpixel`() {
    let dot = Tensor(repeating: 0.5, shape: [3, 1, 1])
    #expect(Superpixels.slic(dot).labels == [0])
    #expect(Superpixels.slic(dot, count: 1).labels == [0])
  }

  @Test func `with as many superpixels as pixels each pixel is one`() throws {
    let image = try SuperpixelsFixture.image("strip").tensor
    #expect(Superpixels.slic(image, count: 300).count == 300)
    #expect(Superpixels.slic(image, count: .max).count == 300)
  }

  @Test(arguments: [(1.0, 0.0), (0.0, 1.0), (1.0, 1.0), (2.0, -1.0)])
  func `superpixels end where the colour does`(down: Double, across: Double) {
    let side = { (y: Int, x: Int) in
      down * (Double(y) - 21.3) + across * (Double(x) - 18.7) > 0
    }
    let image = Tensor.painted(height: 48, width: 48) { y, x in
      side(y, x) ? [0.8, 0.2, 0.2] : [0.2, 0.4, 0.8]
    }
    let pieces = Superpixels.slic(image)
    var edge = 0
    var found = 0
    for y in 0..<47 {
      for x in 0..<47 {
        for (row, column) in [(y + 1, x), (y, x + 1)] where side(y, x) != side(row, column) {
          edge += 1
          if pieces.labels[y * 48 + x] != pieces.labels[row * 48 + column] { found += 1 }
        }
      }
    }
    #expect(edge > 40)
    #expect(found == edge, "boundary recall \(Double(found) / Double(edge))")
  }

  @Test func `contrast does not matter`() throws {
    let image = try SuperpixelsFixture.image("garden").tensor
    // A power of two, so that not a bit is lost.
    let pale = Tensor(ContiguousArray(image.elements.map { $0 / 4 }), shape: image.shape)
    let same = Superpixels.slic(pale) == Superpixels.slic(image)
    #expect(same)
  }

  @Test(arguments: ["smooth", "garden", "pond"])
  func `a transposed image is cut into nearly the transposed pieces`(name: String) throws {
    let image = try SuperpixelsFixture.image(name).tensor
    let pieces = Superpixels.slic(image.transposed)
    // Not exactly: ties between centres and the growth of pieces go row by row.
    #expect(pieces.transposed.agreement(with: Superpixels.slic(image)) > 0.8)
  }

  @Test func `zero superpixels trap`() async {
    await expectStop(
      saying: "0 superpixels were asked for",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Superpixels.slic(Tensor(shape: [3, 2, 2]), count: 0)
      })
  }

  @Test func `a compactness of zero traps`() async {
    await expectStop(
      saying: "the compactness 0.0 is not above 0",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Superpixels.slic(Tensor(shape: [3, 2, 2]), compactness: 0)
      })
  }

  @Test func `a negative blur traps`() async {
    await expectStop(
      saying: "a blur of -1.0 pixels",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Superpixels.slic(Tensor(shape: [3, 2, 2]), sigma: -1)
      })
  }

  @Test func `a least size above the greatest traps`() async {
    await expectStop(
      saying: "pieces of 2.0 to 1.0 mean sizes",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Superpixels.slic(
          Tensor(shape: [3, 2, 2]), minimumSizeFactor: 2, maximumSizeFactor: 1)
      })
  }

  @Test func `no iteration traps`() async {
    await expectStop(
      saying: "0 iterations assign no pixel",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Superpixels.slic(Tensor(shape: [3, 2, 2]), iterations: 0)
      })
  }
}
