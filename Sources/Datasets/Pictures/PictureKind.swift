/// What a file is that was given in place of a PNG picture, by its first bytes.
enum PictureKind {
  /// What `bytes` seem to be, with an article: "a JPEG picture"; nil if they begin as a PNG does.
  static func other(than bytes: [UInt8]) -> String? {
    if bytes.isEmpty { return "an empty file" }
    if bytes.starts(with: [0x89] + Array("PNG".utf8)) { return nil }
    if let kind = signatures.first(where: { bytes.dropFirst($0.place).starts(with: $0.bytes) }) {
      return kind.words
    }
    // The two hundredth byte may be in the middle of a letter.
    let start = (0..<4).lazy.compactMap {
      String(validating: bytes.prefix(200).dropLast($0), as: UTF8.self)
    }.first
    guard let start, !start.contains("\0") else { return "a file of another kind" }
    return start.contains("<svg") ? "an SVG drawing" : "a text"
  }

  private static let signatures: [(place: Int, bytes: [UInt8], words: String)] = [
    (0, [0xff, 0xd8, 0xff], "a JPEG picture"),
    (0, Array("GIF8".utf8), "a GIF picture"),
    (8, Array("WEBP".utf8), "a WebP picture"),
    (4, Array("ftypavif".utf8), "an AVIF picture"),
    (4, Array("ftyphei".utf8), "a HEIC picture"),
    (4, Array("ftypmif1".utf8), "a HEIF picture"),
    (4, Array("ftyp".utf8), "a film"),
    (0, Array("BM".utf8), "a BMP picture"),
    (0, Array("II*\0".utf8), "a TIFF picture"),
    (0, Array("MM\0*".utf8), "a TIFF picture"),
    (0, Array("8BPS".utf8), "a Photoshop picture"),
    (0, Array("%PDF".utf8), "a PDF document"),
    (0, [0x50, 0x4b, 3, 4], "an archive"),
    (0, [0x1f, 0x8b], "a compressed file"),
  ]
}
