extension Raster {
  /// Reads a PNG file; any depth becomes eight bits a channel.
  ///
  /// - Throws: ``GraphicsError/damagedPNG(byte:count:reason:)`` for anything else.
  public init(png bytes: [UInt8]) throws(GraphicsError) {
    self = try CairoSurface.pixels(png: bytes, PNGChunks(bytes)).raster()
  }

  /// The pixels as a PNG file: exact, but for the colours of half transparent pixels, which
  /// keep as many steps as their opacity has.
  ///
  /// - Throws: ``GraphicsError`` if a side is empty or longer than 32767 pixels.
  public func png() throws(GraphicsError) -> [UInt8] {
    try CairoSurface.pixels(of: self).png()
  }

  /// Whether no pixel lets anything shine through.
  package var isOpaque: Bool {
    stride(from: 3, to: bytes.count, by: 4).allSatisfy { bytes[$0] == 255 }
  }

  /// Each pixel repeated so often that the picture has 288 pixels an inch at `size` points.
  ///
  /// Viewers smooth embedded pictures; among equal pixels that does no harm. A picture that is
  /// finer already stays as it is, any other grows at least fourfold.
  package func enlarged(for size: Size) -> Raster {
    let density = min(Double(width) / size.width, Double(height) / size.height)
    guard density < 4 else { return self }
    return repeated(max(4, Int((4 / density).rounded(.up))))
  }

  /// Each pixel as a square of `factor` x `factor` pixels.
  package func repeated(_ factor: Int) -> Raster {
    var large: [UInt8] = []
    large.reserveCapacity(bytes.count * factor * factor)
    for row in 0..<height {
      var line: [UInt8] = []
      line.reserveCapacity(4 * width * factor)
      for column in 0..<width {
        let start = 4 * (row * width + column)
        for _ in 0..<factor { line += bytes[start..<start + 4] }
      }
      for _ in 0..<factor { large += line }
    }
    return Raster(width: width * factor, height: height * factor, bytes: large)
  }
}
