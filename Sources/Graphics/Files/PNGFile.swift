/// A PNG file whose chunks are sound: how large its picture is, before a pixel is unpacked.
///
/// Of the samples only the numbers are read. What a file says of its colours beside them (a gamma,
/// primaries, a profile: the chunks `gAMA`, `cHRM`, `sRGB`, `iCCP`) is passed over, and so is the
/// turn of a camera (`eXIf`). Of an animation (`acTL`) there is the first picture.
///
/// *Reference.* W3C (2025), "Portable Network Graphics Specification".
public struct PNGFile: Sendable {
  /// The number of columns.
  public var width: Int { chunks.width }
  /// The number of rows.
  public var height: Int { chunks.height }
  /// Whether other pictures follow the first.
  public var isAnimated: Bool { chunks.isAnimated }
  /// How many bytes of memory the pixels take while they are unpacked.
  ///
  /// Four a pixel; with 16 bits a sample twenty, because Cairo may keep these as numbers of 32
  /// bits and then needs a copy.
  public var unpackedCount: Int { width * height * (chunks.bitDepth == 16 ? 20 : 4) }

  private let bytes: [UInt8]
  private let chunks: PNGChunks

  /// Goes through the chunks of `bytes`; what follows the last one is passed over.
  ///
  /// - Throws: ``GraphicsError/damagedPNG(byte:count:reason:)`` with the place.
  public init(_ bytes: [UInt8]) throws(GraphicsError) {
    (self.bytes, chunks) = (bytes, try PNGChunks(bytes, ignoresTail: true))
  }

  /// Unpacks the pixels and hands out the rows from the top: red, green, blue and alpha, eight bits
  /// each and not premultiplied, whatever the file has.
  ///
  /// - Throws: ``GraphicsError`` if the pixels cannot be unpacked, or memory is short.
  public func forEachRow(_ body: (_ row: [UInt8]) -> Void) throws(GraphicsError) {
    try CairoSurface.pixels(png: bytes, chunks).forEachRow(body)
  }
}
