internal import CCairo

/// A canvas: pixels in memory or a PDF page.
struct CairoSurface: ~Copyable {
  let pointer: OpaquePointer
  private let stream: ByteStream

  /// Takes over a surface that Cairo made, or destroys it and returns nothing if it failed.
  private init?(_ surface: OpaquePointer?, stream: ByteStream, failure: inout String) {
    guard let surface else {
      failure = "out of memory"
      return nil
    }
    if let reason = complaint(cairo_surface_status(surface)) {
      cairo_surface_destroy(surface)
      failure = reason
      return nil
    }
    pointer = surface
    self.stream = stream
  }

  deinit { cairo_surface_destroy(pointer) }

  /// Transparent pixels.
  static func pixels(width: Int, height: Int, opaque: Bool) throws(GraphicsError) -> CairoSurface {
    var failure = "a side is empty or longer than 32767 pixels"
    let format = opaque ? CAIRO_FORMAT_RGB24 : CAIRO_FORMAT_ARGB32
    guard (1...32767).contains(width), (1...32767).contains(height),
      let surface = CairoSurface(
        cairo_image_surface_create(format, Int32(width), Int32(height)), stream: ByteStream(),
        failure: &failure)
    else {
      throw .noCanvas(
        format: "pixel", width: Double(width), height: Double(height), reason: failure)
    }
    return surface
  }

  /// The pixels of `raster`, premultiplied by their opacity as Cairo wants them.
  static func pixels(of raster: Raster) throws(GraphicsError) -> CairoSurface {
    let surface = try pixels(width: raster.width, height: raster.height, opaque: raster.isOpaque)
    let stride = Int(cairo_image_surface_get_stride(surface.pointer))
    guard let data = cairo_image_surface_get_data(surface.pointer) else {
      throw .drawingFailed(format: "pixels", reason: "Cairo gives no access to its memory")
    }
    raster.bytes.withUnsafeBufferPointer { source in
      for row in 0..<raster.height {
        let line = UnsafeMutableRawPointer(data + row * stride)
        for column in 0..<raster.width {
          let start = 4 * (row * raster.width + column)
          let alpha = UInt32(source[start + 3])
          func part(_ channel: Int) -> UInt32 {
            (UInt32(source[start + channel]) * alpha + 127) / 255
          }
          let pixel = alpha << 24 | part(0) << 16 | part(1) << 8 | part(2)
          line.storeBytes(of: pixel, toByteOffset: 4 * column, as: UInt32.self)
        }
      }
    }
    cairo_surface_mark_dirty(surface.pointer)
    return surface
  }

  /// The pixels of a PNG file, whose `chunks` are known, with eight bits a channel whatever the
  /// file has.
  ///
  /// Newer versions of Cairo keep 16 bits as `Float`: such a surface is copied, all others are not.
  static func pixels(png bytes: [UInt8], _ chunks: PNGChunks) throws(GraphicsError) -> CairoSurface
  {
    let stream = ByteStream(bytes)
    var failure = ""
    let decoded = CairoSurface(
      cairo_image_surface_create_from_png_stream(ByteStream.read, stream.closure), stream: stream,
      failure: &failure)
    guard let decoded else {
      throw .damagedPNG(
        byte: stream.position, count: bytes.count,
        reason: "its \(chunks.width) x \(chunks.height) pixels cannot be unpacked")
    }
    let format = cairo_image_surface_get_format(decoded.pointer)
    if format == CAIRO_FORMAT_ARGB32 || format == CAIRO_FORMAT_RGB24 { return decoded }
    let copy = try pixels(
      width: Int(cairo_image_surface_get_width(decoded.pointer)),
      height: Int(cairo_image_surface_get_height(decoded.pointer)), opaque: false)
    let context = try CairoContext(copy, format: "pixels")
    context.copy(decoded)
    try context.finish()
    return copy
  }

  /// A PDF page; its date is fixed so that the same drawing gives the same bytes.
  static func pdf(_ size: Size) throws(GraphicsError) -> CairoSurface {
    let stream = ByteStream()
    var failure = ""
    let surface = CairoSurface(
      cairo_pdf_surface_create_for_stream(
        ByteStream.write, stream.closure, size.width, size.height),
      stream: stream, failure: &failure)
    guard let surface else {
      throw .noCanvas(format: "PDF", width: size.width, height: size.height, reason: failure)
    }
    cairo_pdf_surface_set_metadata(
      surface.pointer, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z")
    return surface
  }

  /// The pixels, no longer premultiplied.
  func raster() -> Raster {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(
      4 * Int(cairo_image_surface_get_width(pointer))
        * Int(cairo_image_surface_get_height(pointer)))
    var height = 0
    forEachRow { row in
      bytes += row
      height += 1
    }
    return Raster(
      width: height > 0 ? bytes.count / 4 / height : 0, height: height, bytes: bytes)
  }

  /// Hands out the rows from the top, four bytes a pixel, no longer premultiplied.
  func forEachRow(_ body: ([UInt8]) -> Void) {
    cairo_surface_flush(pointer)
    guard let data = cairo_image_surface_get_data(pointer) else { return }
    let (width, height) = (
      Int(cairo_image_surface_get_width(pointer)), Int(cairo_image_surface_get_height(pointer))
    )
    let stride = Int(cairo_image_surface_get_stride(pointer))
    let isOpaque = cairo_image_surface_get_format(pointer) == CAIRO_FORMAT_RGB24
    var bytes = [UInt8](repeating: 0, count: 4 * width)
    for row in 0..<height {
      let line = UnsafeRawPointer(data + row * stride)
      for column in 0..<width {
        let pixel = line.load(fromByteOffset: 4 * column, as: UInt32.self)
        let alpha = isOpaque ? 255 : pixel >> 24
        for (channel, shift) in [UInt32(16), 8, 0].enumerated() {
          let part = pixel >> shift & 255
          bytes[4 * column + channel] =
            alpha == 0 ? 0 : UInt8(min(255, (part * 255 + alpha / 2) / alpha))
        }
        bytes[4 * column + 3] = UInt8(alpha)
      }
      body(bytes)
    }
  }

  /// The pixels as a PNG file.
  func png() throws(GraphicsError) -> [UInt8] {
    let stream = ByteStream()
    if let reason = complaint(
      cairo_surface_write_to_png_stream(pointer, ByteStream.write, stream.closure))
    {
      throw .writingFailed(format: "PNG", reason: reason)
    }
    return stream.bytes
  }

  /// Closes a PDF and returns its bytes.
  consuming func pdf() throws(GraphicsError) -> [UInt8] {
    cairo_surface_finish(pointer)
    if let reason = complaint(cairo_surface_status(pointer)) {
      throw .writingFailed(format: "PDF", reason: reason)
    }
    return stream.bytes
  }
}
