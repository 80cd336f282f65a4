import Graphics
import TestSupport
import Testing

@Suite struct `A PNG file` {
  /// Every kind of pixel, in rows and in seven passes.
  struct Kind: Sendable, CustomTestStringConvertible {
    let colour: HandMadePNG.Colour
    let depth: Int
    let isInterlaced: Bool
    var testDescription: String {
      "\(colour), \(depth) bits\(isInterlaced ? ", interlaced" : "")"
    }

    static let all = HandMadePNG.Colour.allCases.flatMap { colour in
      colour.depths.flatMap { depth in
        [false, true].map { Kind(colour: colour, depth: depth, isInterlaced: $0) }
      }
    }
  }

  private static let (width, height) = (11, 9)
  private static let palette = (0..<256).flatMap { place -> [UInt8] in
    [UInt8(place), UInt8(255 - place), UInt8(place * 7 & 255)]
  }

  private static func samples(_ kind: Kind) -> [Int] {
    let count = width * height * kind.colour.samples
    let isAlpha = kind.colour == .greyAndAlpha || kind.colour == .colorAndAlpha
    return (0..<count).map { place in
      let last = place % kind.colour.samples == kind.colour.samples - 1
      // Fully opaque or not at all: Cairo keeps half opaque colours with fewer steps.
      if isAlpha, last { return place / kind.colour.samples % 3 == 0 ? 0 : (1 << kind.depth) - 1 }
      return (place * 2_654_435_761 >> 7) & ((1 << kind.depth) - 1)
    }
  }

  @Test(arguments: Kind.all) func `of any kind gives its pixels, row by row`(kind: Kind) throws {
    let samples = Self.samples(kind)
    var made = HandMadePNG(
      width: Self.width, height: Self.height, kind.colour, depth: kind.depth, samples)
    made.isInterlaced = kind.isInterlaced
    if kind.colour == .palette { made.palette = Array(Self.palette.prefix(3 << kind.depth)) }
    let file = try PNGFile(made.bytes)
    #expect(file.width == Self.width && file.height == Self.height && !file.isAnimated)
    var rows: [[UInt8]] = []
    try file.forEachRow { rows.append($0) }
    try #require(rows.count == Self.height && rows.allSatisfy { $0.count == 4 * Self.width })
    for (pixel, bytes) in rows.joined().chunked(by: 4).enumerated() {
      let expected = Self.color(kind, Array(samples.dropFirst(pixel * kind.colour.samples)))
      for (found, wanted) in zip(bytes, expected) {
        // Of 16 bits some versions keep the upper byte, others round.
        #expect(abs(Int(found) - wanted) <= (kind.depth == 16 ? 1 : 0), "pixel \(pixel)")
      }
    }
  }

  /// Red, green, blue and alpha in 0...255, of the first pixel of `samples`.
  private static func color(_ kind: Kind, _ samples: [Int]) -> [Int] {
    func level(_ place: Int) -> Int {
      kind.depth == 16 ? samples[place] >> 8 : samples[place] * 255 / ((1 << kind.depth) - 1)
    }
    switch kind.colour {
    case .grey: return [level(0), level(0), level(0), 255]
    case .color: return [level(0), level(1), level(2), 255]
    case .palette: return palette[(3 * samples[0])..<(3 * samples[0] + 3)].map(Int.init) + [255]
    case .greyAndAlpha:
      return level(1) == 0 ? [0, 0, 0, 0] : [level(0), level(0), level(0), 255]
    case .colorAndAlpha:
      return level(3) == 0 ? [0, 0, 0, 0] : [level(0), level(1), level(2), 255]
    }
  }

  @Test func `with a gamma, a profile, a turn, more pictures or a tail gives the same pixels`()
    throws
  {
    let plain = HandMadePNG(width: 2, height: 1, .color, [255, 0, 8, 100, 101, 102])
    var dressed = plain
    dressed.extra = [
      .init("gAMA", [0, 0, 0xb1, 0x8f]), .init("sRGB", [0]), .init("eXIf", Array("MM".utf8)),
      .init("acTL", [0, 0, 0, 2, 0, 0, 0, 0]),
    ]
    func rows(_ bytes: [UInt8]) throws -> [[UInt8]] {
      var rows: [[UInt8]] = []
      try PNGFile(bytes).forEachRow { rows.append($0) }
      return rows
    }
    #expect(try rows(plain.bytes) == [[255, 0, 8, 255, 100, 101, 102, 255]])
    #expect(try rows(dressed.bytes + Array("a tail".utf8)) == rows(plain.bytes))
    #expect(try PNGFile(dressed.bytes).isAnimated)
  }

  @Test func `tells its size before a pixel is unpacked, and that of its memory`() throws {
    let huge = HandMadePNG(width: 20_000, height: 10_000, .grey, depth: 16, [])
    let chunks = huge.bytesWithoutPixels
    let file = try PNGFile(chunks)
    #expect(file.width == 20_000 && file.height == 10_000)
    #expect(file.unpackedCount == 200_000_000 * 20)
    let error = #expect(throws: GraphicsError.self) { try file.forEachRow { _ in } }
    #expect(error?.description.contains("20000 x 10000 pixels cannot be unpacked") == true)
  }
}

extension Sequence<UInt8> {
  /// The bytes in pieces of `count`.
  fileprivate func chunked(by count: Int) -> [[UInt8]] {
    var pieces: [[UInt8]] = []
    for byte in self {
      if pieces.last?.count ?? count == count { pieces.append([]) }
      pieces[pieces.count - 1].append(byte)
    }
    return pieces
  }
}
