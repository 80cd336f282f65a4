/// The chunks that a PNG file consists of, each of them checked against its checksum.
///
/// *Reference.* W3C (2025), "Portable Network Graphics Specification", sections 5 and 11. Cairo
/// answers every damage with "out of memory"; this tells what is wrong, and where.
struct PNGChunks {
  /// The width and the height in pixels, as the file's first chunk tells them.
  let width, height: Int
  /// How many bits each sample of a pixel has, 1 to 16.
  let bitDepth: Int
  /// Whether more pictures follow the first, as in an animation.
  let isAnimated: Bool

  /// Eight bytes with which every such file begins.
  private static let signature: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

  /// Goes through `bytes` from chunk to chunk; what follows the last one is damage, if it is not
  /// to be ignored.
  ///
  /// - Throws: ``GraphicsError/damagedPNG(byte:count:reason:)`` with the first byte of the first
  ///   chunk that is not as the format wants it.
  init(_ bytes: [UInt8], ignoresTail: Bool = false) throws(GraphicsError) {
    guard bytes.starts(with: PNGChunks.signature) else {
      throw .damagedPNG(
        byte: 0, count: bytes.count, reason: "the first eight bytes are not those of a PNG file")
    }
    var chunks = [try Chunk(in: bytes, at: PNGChunks.signature.count)]
    let header = try Header(of: chunks[0], in: bytes)
    while let last = chunks.last, last.name != "IEND" {
      let chunk = try Chunk(in: bytes, at: last.end)
      if let problem = header.problem(with: chunk, after: chunks) {
        throw chunk.damaged(problem, count: bytes.count)
      }
      chunks.append(chunk)
    }
    if !ignoresTail, let end = chunks.last?.end, end < bytes.count {
      throw .damagedPNG(
        byte: end, count: bytes.count,
        reason: "\(bytes.count - end) bytes follow the chunk IEND, which is to be the last")
    }
    (width, height, bitDepth) = (header.width, header.height, header.bitDepth)
    isAnimated = chunks.contains { $0.name == "acTL" }
  }
}

/// A piece of a PNG file: length, name, content, checksum.
private struct Chunk {
  let name: String
  let start: Int
  let content: Range<Int>

  /// Where the next chunk starts.
  var end: Int { content.upperBound + 4 }

  init(in bytes: [UInt8], at start: Int) throws(GraphicsError) {
    func damaged(_ reason: String) -> GraphicsError {
      .damagedPNG(byte: start, count: bytes.count, reason: reason)
    }
    guard start + 12 <= bytes.count else {
      throw damaged("the file ends before its last chunk, IEND")
    }
    let letters = bytes[(start + 4)..<(start + 8)]
    guard letters.allSatisfy({ 65...90 ~= $0 || 97...122 ~= $0 }) else {
      throw damaged("a chunk's name was expected, four letters")
    }
    name = String(decoding: letters, as: UTF8.self)
    let length = bytes.word(at: start)
    guard length <= bytes.count - start - 12 else {
      throw damaged(
        "the chunk \(name) is to hold \(length) bytes, but the file ends before")
    }
    self.start = start
    content = (start + 8)..<(start + 8 + length)
    guard
      CyclicRedundancyCheck.of(bytes[(start + 4)..<content.upperBound]) == bytes.word(at: end - 4)
    else { throw damaged("the \(length) bytes of the chunk \(name) do not fit its checksum") }
  }

  func damaged(_ reason: String, count: Int) -> GraphicsError {
    .damagedPNG(byte: start, count: count, reason: reason)
  }
}

/// What the first chunk says about the pixels.
private struct Header {
  let width, height, bitDepth: Int
  private let colorType: UInt8

  /// The bits a sample may have, by type of colour.
  private static let depths: [UInt8: [UInt8]] = [
    0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16],
  ]

  init(of chunk: Chunk, in bytes: [UInt8]) throws(GraphicsError) {
    let start = chunk.content.lowerBound
    guard chunk.name == "IHDR", chunk.content.count == 13 else {
      throw chunk.damaged("expected the chunk IHDR with 13 bytes first", count: bytes.count)
    }
    (width, height) = (bytes.word(at: start), bytes.word(at: start + 4))
    colorType = bytes[start + 9]
    let (depth, methods) = (bytes[start + 8], Array(bytes[(start + 10)..<(start + 13)]))
    bitDepth = Int(depth)
    guard 1...32767 ~= width, 1...32767 ~= height else {
      throw chunk.damaged(
        "\(width) x \(height) pixels; expected sides of 1 to 32767", count: bytes.count)
    }
    guard Header.depths[colorType]?.contains(depth) == true, methods[0...1] == [0, 0],
      methods[2] <= 1
    else {
      throw chunk.damaged(
        "\(depth) bits of colour type \(colorType), methods \(methods): no such pixels",
        count: bytes.count)
    }
  }

  /// What is wrong with `chunk` behind the chunks `before`; nil if it may stand there.
  func problem(with chunk: Chunk, after before: [Chunk]) -> String? {
    let hasData = before.contains { $0.name == "IDAT" }
    switch chunk.name {
    case "IHDR": return "a second chunk IHDR"
    case "IDAT" where hasData && before.last?.name != "IDAT":
      return "the chunks IDAT do not follow one another"
    case "IDAT" where colorType == 3 && !before.contains(where: { $0.name == "PLTE" }):
      return "there is no chunk PLTE with the colours before the pixels"
    case "IEND" where !hasData: return "there is no chunk IDAT with the pixels"
    case "IDAT", "IEND", "PLTE": return nil
    default:
      // A small first letter says that a reader may pass over the chunk.
      return chunk.name.first?.isUppercase == true ? "no reader knows the chunk \(chunk.name)" : nil
    }
  }
}

/// The checksum of PNG files and of Ethernet: CRC-32.
///
/// *Formula.* The remainder of the bytes, as a polynomial over two elements, by x³² + x²⁶ + x²³ +
/// x²² + x¹⁶ + x¹² + x¹¹ + x¹⁰ + x⁸ + x⁷ + x⁵ + x⁴ + x² + x + 1, with all bits turned before and after.
enum CyclicRedundancyCheck {
  /// The checksum of `bytes`.
  static func of(_ bytes: some Sequence<UInt8>) -> Int {
    let remainder = bytes.reduce(UInt32.max) {
      $0 >> 8 ^ table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)]
    }
    return Int(~remainder)
  }

  /// What a byte does to the remainder.
  private static let table = (UInt32(0)..<256).map { byte in
    (0..<8).reduce(byte) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xedb8_8320 : value >> 1 }
  }
}

extension [UInt8] {
  /// Four bytes as a number, the largest first.
  fileprivate func word(at place: Int) -> Int {
    self[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) }
  }
}
