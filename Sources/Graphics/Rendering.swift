extension Drawing {
  /// The picture as a PNG file on white, `scale` pixels a point (3 is 216 pixels an inch).
  ///
  /// - Throws: ``GraphicsError`` if the picture is empty, too large or cannot be drawn.
  public func png(scale: Double = 3) throws(GraphicsError) -> [UInt8] {
    try pixels(scale: scale, background: Color(hex: 0xff_ffff)).png()
  }

  /// The picture as pixels on a transparent ground, `scale` pixels a point.
  ///
  /// - Throws: ``GraphicsError`` if the picture is empty, too large or cannot be drawn.
  public func raster(scale: Double = 1) throws(GraphicsError) -> Raster {
    try pixels(scale: scale, background: nil).raster()
  }

  /// The picture as a PDF page of its size, with a fixed date; letters stay text.
  ///
  /// - Throws: ``GraphicsError`` if the picture cannot be drawn.
  public func pdf() throws(GraphicsError) -> [UInt8] {
    let surface = try CairoSurface.pdf(size)
    try draw(on: surface, format: "PDF", scale: 1)
    return try surface.pdf()
  }

  /// The picture as an SVG file on white, letters as outlines, pixels as embedded PNG.
  ///
  /// - Throws: ``GraphicsError`` if a raster or a letter cannot be converted.
  public func svg() throws(GraphicsError) -> [UInt8] {
    var writer = try SVGWriter()
    return try writer.document(of: self)
  }

  private func pixels(scale: Double, background: Color?) throws(GraphicsError) -> CairoSurface {
    let (width, height) = (
      (size.width * scale).rounded(.up), (size.height * scale).rounded(.up)
    )
    guard width >= 1, height >= 1, width <= 32767, height <= 32767 else {
      throw .noCanvas(
        format: "pixel", width: width, height: height,
        reason: "a side is empty or longer than 32767 pixels")
    }
    let surface = try CairoSurface.pixels(
      width: Int(width), height: Int(height), opaque: background != nil)
    try draw(on: surface, format: "pixels", scale: scale, background: background)
    return surface
  }

  private func draw(
    on surface: borrowing CairoSurface, format: String, scale: Double, background: Color? = nil
  ) throws(GraphicsError) {
    let context = try CairoContext(surface, format: format)
    if let background { context.cover(with: background) }
    context.scale(scale)
    try context.draw(commands)
    try context.finish()
  }

  /// Draws `figure` below what is there, at the width of this picture, which grows in height.
  public mutating func draw(_ figure: some Figure) {
    let gap = size.height > 0 ? 12.0 : 0
    let part = figure.drawing(width: size.width)
    place(part, at: Point(0, size.height + gap))
    size.height += gap + part.size.height
  }
}

extension Raster {
  /// Reads a PNG file; any depth becomes eight bits a channel.
  ///
  /// - Throws: ``GraphicsError/damagedPNG(byte:count:reason:)`` for anything else.
  public init(png bytes: [UInt8]) throws(GraphicsError) {
    let signature: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
    guard bytes.starts(with: signature) else {
      throw .damagedPNG(
        byte: 0, count: bytes.count, reason: "the first eight bytes are not those of a PNG file")
    }
    self = try CairoSurface.pixels(png: bytes).raster()
  }

  /// The pixels as a PNG file: exact, but for the colours of half transparent pixels, which
  /// keep as many steps as their opacity has.
  ///
  /// - Throws: ``GraphicsError`` if a side is empty or longer than 32767 pixels.
  public func png() throws(GraphicsError) -> [UInt8] {
    try CairoSurface.pixels(of: self).png()
  }

  /// Whether no pixel lets anything shine through.
  var isOpaque: Bool {
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

extension TextStyle.Anchor {
  /// The part of the text's width that lies left of the point.
  var share: Double {
    switch self {
    case .start: 0
    case .middle: 0.5
    case .end: 1
    }
  }
}

extension TextStyle.Family {
  /// The families to try, best first; what is not installed is replaced by the system's choice.
  var candidates: [String] {
    switch self {
    case .sans: ["Inter", "Noto Sans", "DejaVu Sans", "NanumGothic", "Noto Sans CJK KR"]
    case .monospaced: ["JetBrains Mono", "DejaVu Sans Mono", "NanumGothicCoding"]
    }
  }
}
