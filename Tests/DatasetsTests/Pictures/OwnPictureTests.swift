import Datasets
import Foundation
import Graphics
import Tensors
import TestSupport
import Testing

@Suite struct `A picture of the reader's own` {
  /// The picture of a file of the given pixels, each a list of samples.
  private static func picture(
    _ width: Int, _ height: Int, _ colour: HandMadePNG.Colour, depth: Int = 8,
    _ sample: (_ row: Int, _ column: Int) -> [Int]
  ) throws -> OwnPicture {
    let samples = (0..<(width * height)).flatMap { sample($0 / width, $0 % width) }
    let file = HandMadePNG(width: width, height: height, colour, depth: depth, samples)
    return try OwnPicture(file.bytes, file: "own.png")
  }

  /// Red, green and blue of a pixel, in 0...255.
  private static func color(_ image: Tensor, _ row: Int, _ column: Int) -> [Float] {
    (0..<3).map { image.elements[($0 * 48 + row) * 48 + column] * 255 }
  }

  @Test func `of the garden's size has the garden's numbers, to the bit`() throws {
    let image = try ToyGarden.bundled().test.image(at: 12)
    let bytes = (0..<2304).flatMap { pixel in
      (0..<3).map { UInt8((image.elements[$0 * 2304 + pixel] * 255).rounded()) } + [255]
    }
    let file = try Raster(width: 48, height: 48, bytes: bytes).png()
    #expect(try OwnPicture(file, file: "own.png").image == image)
    for level in 0...255 {
      let plain = try Self.picture(48, 48, .grey) { _, _ in [level] }
      #expect(plain.image.elements.allSatisfy { $0 == Float(level) / 255 }, "\(level)")
    }
  }

  @Test(arguments: [(96, 144), (144, 96), (97, 150), (151, 96)])
  func `is the mean of areas of the square in its middle`(width: Int, height: Int) throws {
    let side = min(width, height)
    let (top, left) = ((height - side) / 2, (width - side) / 2)
    let picture = try Self.picture(width, height, .grey) { row, column in
      let isInside = (top..<(top + side)).contains(row) && (left..<(left + side)).contains(column)
      return [isInside ? 80 : 255]
    }
    #expect(picture.image.shape == [3, 48, 48])
    #expect(picture.image.elements.allSatisfy { $0 == Float(80) / 255 })
    #expect(picture.width == width && picture.height == height)
    let checks = try Self.picture(96, 96, .color) { row, column in
      [row < 48 ? 200 : 0, column < 48 ? 100 : 0, (row + column) % 2 * 255]
    }
    #expect(Self.color(checks.image, 0, 0) == [200, 100, 127.5])
    #expect(Self.color(checks.image, 47, 23) == [0, 100, 127.5])
    #expect(Self.color(checks.image, 23, 24) == [200, 0, 127.5])
  }

  @Test func `that lets something shine through lies on white`() throws {
    let picture = try Self.picture(48, 48, .colorAndAlpha) { _, column in
      [200, 0, 100, [0, 51, 255][column / 16]]
    }
    #expect(Self.color(picture.image, 9, 3) == [255, 255, 255])
    #expect(Self.color(picture.image, 9, 40) == [200, 0, 100])
    // A fifth opaque: 255 + (c - 255) / 5, and Cairo keeps 51 steps of the colour.
    for (found, wanted) in zip(Self.color(picture.image, 9, 20), [Float(244), 204, 224]) {
      #expect(abs(found - wanted) < 1)
    }
  }

  @Test func `of few pixels is enlarged, and of one it has one colour`() throws {
    let one = try Self.picture(1, 1, .color) { _, _ in [10, 20, 30] }
    #expect((0..<48).allSatisfy { Self.color(one.image, $0, 47 - $0) == [10, 20, 30] })
    let thin = try Self.picture(1, 5000, .grey) { row, _ in [row == 2499 ? 60 : 0] }
    #expect(thin.image.elements.allSatisfy { $0 == Float(60) / 255 })
    let two = try Self.picture(2, 2, .grey) { row, _ in [row * 255] }
    #expect(Self.color(two.image, 0, 5) == [0, 0, 0])
    #expect(Self.color(two.image, 47, 5) == [255, 255, 255])
  }

  @Test(arguments: [
    (48, 48, "48 x 48 pixels"), (60, 60, "60 x 60 pixels, shrunk to 48 x 48"),
    (640, 480, "640 x 480 pixels; the middle 480 x 480, shrunk to 48 x 48"),
    (48, 50, "48 x 50 pixels; the middle 48 x 48"),
    (2, 3, "2 x 3 pixels; the middle 2 x 2, enlarged to 48 x 48"),
  ])
  func `says what was done to it`(width: Int, height: Int, words: String) throws {
    #expect(try Self.picture(width, height, .grey) { _, _ in [1] }.preparation == words)
  }

  @Test func `that moves is its first picture, and its name is fit to be shown`() throws {
    var file = HandMadePNG(width: 1, height: 1, .grey, [7])
    file.extra = [.init("acTL", [0, 0, 0, 1, 0, 0, 0, 0])]
    let picture = try OwnPicture(file.bytes, file: "/a/b\u{1b}[2J.png")
    #expect(picture.isAnimated && picture.name == "b\u{fffd}[2J.png")
    #expect(picture.preparation.contains("the first picture of an animation"))
  }
}

@Suite struct `A picture that cannot be used` {
  private static func error(_ bytes: [UInt8]) throws -> DatasetError {
    try #require(
      throws: DatasetError.self, performing: { try OwnPicture(bytes, file: "own.png") })
  }

  @Test(
    arguments: [
      ([], "an empty file"), ([0xff, 0xd8, 0xff, 0xe0], "a JPEG picture"),
      (Array("GIF89a".utf8), "a GIF picture"),
      ([0, 0, 0, 24] + Array("ftypheic".utf8), "a HEIC picture"),
      (Array("RIFF0000WEBP".utf8), "a WebP picture"), (Array("%PDF-1.7".utf8), "a PDF document"),
      (Array("<?xml version=\"1.0\"?><svg>".utf8), "an SVG drawing"),
      (Array(String(repeating: "물고기 ", count: 50).utf8), "a text"),
      ([1, 0, 2, 0xff], "a file of another kind"),
    ] as [([UInt8], String)])
  func `is told by what it seems to be`(bytes: [UInt8], words: String) throws {
    let error = try Self.error(bytes)
    #expect(error.problem == "this is \(words) and no PNG picture")
    #expect(error.remedy.contains("Save the picture as PNG"))
  }

  @Test func `is told with the byte, if it is cut off or changed anywhere`() throws {
    let whole = HandMadePNG(width: 2, height: 2, .color, Array(0..<12)).bytes
    for count in 4..<whole.count {
      let error = try Self.error(Array(whole.prefix(count)))
      #expect(error.problem.contains("of \(count)"), "\(error)")
      #expect(error.remedy == "Copy it once more, or save it anew.")
    }
    for byte in 8..<whole.count {
      var changed = whole
      changed[byte] ^= 4
      #expect(try Self.error(changed).place == "own.png", "byte \(byte)")
    }
  }

  @Test(arguments: [
    (20_000, 20_000, 8), (8000, 5001, 8), (4000, 2001, 16),
  ])
  func `is refused by its header if it is huge`(width: Int, height: Int, depth: Int) throws {
    let file = HandMadePNG(width: width, height: height, .color, depth: depth, [])
    let error = try Self.error(file.bytesWithoutPixels)
    #expect(
      error.problem
        == "its \(width) x \(height) pixels are too many: 40 million are read, of 16 bits 8 million"
    )
    #expect(error.remedy.contains("smaller"))
  }

  @Test func `is told if the path leads to none`() throws {
    let folder = try TemporaryFolder()
    let file = folder / "large.png"
    _ = FileManager.default.createFile(atPath: file.path, contents: nil)
    try FileHandle(forWritingTo: file).truncate(atOffset: 64_000_001)
    let link = folder / "link.png"
    try FileManager.default.createSymbolicLink(
      at: link, withDestinationURL: folder / "gone.png")
    for (path, problem) in [
      (link.path, "a link that leads to no file"),
      (folder.url.path, "a folder"), ((folder / "no.png").path, "no such file"),
      (file.path, "larger than 64 MB"),
    ] {
      let error = #expect(throws: DatasetError.self) { try OwnPicture(contentsOf: path) }
      #expect(error?.place == path && error?.problem.contains(problem) == true)
    }
  }
}
