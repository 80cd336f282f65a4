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
