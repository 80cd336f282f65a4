/// A PNG file written out byte by byte, of any kind that the format knows, with nothing packed.
public struct HandMadePNG: Sendable {
  /// What a pixel consists of, by its number in the format.
  public enum Colour: UInt8, CaseIterable, Sendable {
    /// One sample: how light it is.
    case grey = 0
    /// Red, green and blue.
    case color = 2
    /// The place of its colour in a list.
    case palette = 3
    /// How light and how opaque it is.
    case greyAndAlpha = 4
    /// Red, green, blue and how opaque it is.
    case colorAndAlpha = 6

    /// How many samples a pixel has.
    public var samples: Int {
      switch self {
      case .grey, .palette: 1
      case .greyAndAlpha: 2
      case .color: 3
      case .colorAndAlpha: 4
      }
    }

    /// How many bits a sample may have.
    public var depths: [Int] {
      switch self {
      case .grey: [1, 2, 4, 8, 16]
      case .palette: [1, 2, 4, 8]
      case .color, .greyAndAlpha, .colorAndAlpha: [8, 16]
      }
    }
  }

  /// A piece of the file.
  public struct Chunk: Sendable {
    let name: String
    let content: [UInt8]

    /// A chunk of four letters and its content.
    public init(_ name: String, _ content: [UInt8] = []) {
      (self.name, self.content) = (name, content)
    }
  }

  let width, height, depth: Int
  let colour: Colour
  let samples: [Int]
  /// Whether the pixels come in seven passes, from coarse to fine.
  public var isInterlaced = false
  /// Three bytes for each colour of the list.
  public var palette: [UInt8] = []
  /// Chunks between the header and the pixels.
  public var extra: [Chunk] = []

  /// The file of `samples`, row by row, as many for a pixel as `colour` says.
  public init(width: Int, height: Int, _ colour: Colour, depth: Int = 8, _ samples: [Int]) {
    (self.width, self.height, self.colour, self.depth) = (width, height, colour, depth)
    self.samples = samples
  }

  /// All bytes of the file.
  public var bytes: [UInt8] { file(of: scanlines) }

  /// A file whose header promises pixels that are not there.
  public var bytesWithoutPixels: [UInt8] { file(of: [0]) }

  private func file(of scanlines: [UInt8]) -> [UInt8] {
    let header =
      word(width) + word(height)
      + [UInt8(depth), colour.rawValue, 0, 0, isInterlaced ? 1 : 0]
    let colours = palette.isEmpty ? [] : [Chunk("PLTE", palette)]
    let chunks =
      [Chunk("IHDR", header)] + colours + extra
      + [Chunk("IDAT", stored(scanlines)), Chunk("IEND")]
    return [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] + chunks.flatMap(bytes(of:))
  }

  /// Where a pass begins, and how far apart its pixels are.
  private struct Pass {
    let top, left, down, across: Int

    static let whole = [Pass(top: 0, left: 0, down: 1, across: 1)]
    static let seven = [
      Pass(top: 0, left: 0, down: 8, across: 8), Pass(top: 0, left: 4, down: 8, across: 8),
      Pass(top: 4, left: 0, down: 8, across: 4), Pass(top: 0, left: 2, down: 4, across: 4),
      Pass(top: 2, left: 0, down: 4, across: 2), Pass(top: 0, left: 1, down: 2, across: 2),
      Pass(top: 1, left: 0, down: 2, across: 1),
    ]
  }

  /// The rows of all passes, each behind a byte that says "not filtered".
  private var scanlines: [UInt8] {
    var lines: [UInt8] = []
    for pass in isInterlaced ? Pass.seven : Pass.whole where pass.left < width {
      for row in stride(from: pass.top, to: height, by: pass.down) {
        var line: [Int] = []
        for column in stride(from: pass.left, to: width, by: pass.across) {
          let start = (row * width + column) * colour.samples
          line += samples[start..<(start + colour.samples)]
        }
        lines.append(0)
        lines += packed(line)
      }
    }
    return lines
  }

  /// Samples as bytes, the first in the highest bits.
  private func packed(_ line: [Int]) -> [UInt8] {
    if depth == 16 { return line.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] } }
    let each = 8 / depth
    var bytes: [UInt8] = []
    for start in stride(from: 0, to: line.count, by: each) {
      var byte = 0
      for place in start..<(start + each) {
        byte = byte << depth | (place < line.count ? line[place] : 0)
      }
      bytes.append(UInt8(byte))
    }
    return bytes
  }

  /// `bytes` as zlib keeps what it does not pack: RFC 1950 and 1951.
  private func stored(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = [0x78, 0x01]
    for start in stride(from: 0, to: bytes.count, by: 65_535) {
      let block = bytes[start..<min(start + 65_535, bytes.count)]
      let (low, high) = (UInt8(block.count & 255), UInt8(block.count >> 8))
      result += [start + block.count == bytes.count ? 1 : 0, low, high, ~low, ~high] + block
    }
    let sums = bytes.reduce((1, 0)) { sums, byte in
      let first = (sums.0 + Int(byte)) % 65_521
      return (first, (sums.1 + first) % 65_521)
    }
    return result + word(sums.1 << 16 | sums.0)
  }

  private func bytes(of chunk: Chunk) -> [UInt8] {
    let body = Array(chunk.name.utf8) + chunk.content
    var remainder = UInt32.max
    for byte in body {
      remainder ^= UInt32(byte)
      for _ in 0..<8 {
        remainder = remainder & 1 == 1 ? remainder >> 1 ^ 0xedb8_8320 : remainder >> 1
      }
    }
    return word(chunk.content.count) + body + word(Int(~remainder))
  }

  /// Four bytes, the highest first.
  private func word(_ number: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(number >> $0 & 255) }
  }
}
