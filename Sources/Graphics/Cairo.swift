// The only file that touches the C library: every pointer is owned by one of the two
// noncopyable types below, and its status is read after making, drawing and writing.
internal import CCairo

/// The bytes that a C callback reads from or writes to.
final class ByteStream {
  /// The bytes, in order.
  var bytes: [UInt8]
  /// How many of them were read.
  var position = 0

  init(_ bytes: [UInt8] = []) { self.bytes = bytes }

  /// The stream behind the address that a callback was handed.
  static func behind(_ closure: UnsafeMutableRawPointer?) -> ByteStream? {
    closure.map { Unmanaged<ByteStream>.fromOpaque($0).takeUnretainedValue() }
  }

  /// The address for a callback; valid as long as the stream lives.
  var closure: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

  /// The callback that appends what Cairo writes.
  static let write: cairo_write_func_t = { closure, data, count in
    guard let stream = behind(closure), let data else { return CAIRO_STATUS_WRITE_ERROR }
    stream.bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(count)))
    return CAIRO_STATUS_SUCCESS
  }

  /// The callback that hands out the next bytes, all or none.
  static let read: cairo_read_func_t = { closure, data, count in
    guard let stream = behind(closure), let data,
      stream.position + Int(count) <= stream.bytes.count
    else { return CAIRO_STATUS_READ_ERROR }
    for index in 0..<Int(count) { data[index] = stream.bytes[stream.position + index] }
    stream.position += Int(count)
    return CAIRO_STATUS_SUCCESS
  }
}

/// What Cairo says about a status, or nothing if all is well.
private func complaint(_ status: cairo_status_t) -> String? {
  status == CAIRO_STATUS_SUCCESS ? nil : String(cString: cairo_status_to_string(status))
}

/// A canvas: pixels in memory or a PDF page.
struct CairoSurface: ~Copyable {
  fileprivate let pointer: OpaquePointer
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

  /// The pixels of a PNG file, eight bits a channel whatever the file has.
  static func pixels(png bytes: [UInt8]) throws(GraphicsError) -> CairoSurface {
    let stream = ByteStream(bytes)
    var failure = ""
    let decoded = CairoSurface(
      cairo_image_surface_create_from_png_stream(ByteStream.read, stream.closure), stream: stream,
      failure: &failure)
    guard let decoded else {
      throw .damagedPNG(byte: stream.position, count: bytes.count, reason: failure)
    }
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
    cairo_surface_flush(pointer)
    let (width, height) = (
      Int(cairo_image_surface_get_width(pointer)), Int(cairo_image_surface_get_height(pointer))
    )
    let stride = Int(cairo_image_surface_get_stride(pointer))
    var bytes: [UInt8] = []
    bytes.reserveCapacity(4 * width * height)
    guard let data = cairo_image_surface_get_data(pointer) else {
      return Raster(width: 0, height: 0, bytes: [])
    }
    for row in 0..<height {
      let line = UnsafeRawPointer(data + row * stride)
      for column in 0..<width {
        let pixel = line.load(fromByteOffset: 4 * column, as: UInt32.self)
        let alpha = pixel >> 24
        for shift: UInt32 in [16, 8, 0] {
          let part = pixel >> shift & 255
          bytes.append(alpha == 0 ? 0 : UInt8(min(255, (part * 255 + alpha / 2) / alpha)))
        }
        bytes.append(UInt8(alpha))
      }
    }
    return Raster(width: width, height: height, bytes: bytes)
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

/// A pen that draws on a canvas.
struct CairoContext: ~Copyable {
  private let pen: OpaquePointer
  private let format: String

  init(_ surface: borrowing CairoSurface, format: String) throws(GraphicsError) {
    guard let pen = cairo_create(surface.pointer) else {
      throw .drawingFailed(format: format, reason: "out of memory")
    }
    if let reason = complaint(cairo_status(pen)) {
      cairo_destroy(pen)
      throw .drawingFailed(format: format, reason: reason)
    }
    self.pen = pen
    self.format = format
  }

  deinit { cairo_destroy(pen) }

  /// Ends the drawing.
  ///
  /// - Throws: what Cairo complained about since the pen was made.
  func finish() throws(GraphicsError) {
    if let reason = complaint(cairo_status(pen)) {
      throw .drawingFailed(format: format, reason: reason)
    }
  }

  /// Stretches everything drawn from now on.
  func scale(_ factor: Double) { cairo_scale(pen, factor, factor) }

  /// Covers the whole canvas.
  func cover(with color: Color) {
    cairo_set_source_rgba(pen, color.red, color.green, color.blue, color.alpha)
    cairo_paint(pen)
  }

  /// Replaces the canvas by `surface`, pixel for pixel.
  func copy(_ surface: borrowing CairoSurface) {
    cairo_set_operator(pen, CAIRO_OPERATOR_SOURCE)
    cairo_set_source_surface(pen, surface.pointer, 0, 0)
    cairo_paint(pen)
  }

  /// Draws a display list, from back to front.
  func draw(_ commands: [Drawing.Command]) throws(GraphicsError) {
    for command in commands {
      switch command {
      case .fill(let path, let paint):
        trace(path)
        fill(paint)
      case .stroke(let path, let stroke):
        trace(path)
        draw(stroke)
      case .text(let text, let point, let style): draw(text, at: point, style)
      case .raster(let raster, let rectangle, let smooth):
        try draw(raster, in: rectangle, smooth: smooth)
      case .group(let commands, let transform, let clip, let opacity):
        cairo_save(pen)
        apply(transform)
        if let clip {
          trace(clip)
          cairo_clip(pen)
        }
        if opacity < 1 { cairo_push_group(pen) }
        try draw(commands)
        if opacity < 1 {
          cairo_pop_group_to_source(pen)
          cairo_paint_with_alpha(pen, opacity)
        }
        cairo_restore(pen)
      }
    }
  }

  private func apply(_ map: Transform) {
    var matrix = cairo_matrix_t(
      xx: map.a, yx: map.b, xy: map.c, yy: map.d, x0: map.tx, y0: map.ty)
    cairo_transform(pen, &matrix)
  }

  private func trace(_ path: Path) {
    cairo_new_path(pen)
    for element in path.elements {
      switch element {
      case .move(let to): cairo_move_to(pen, to.x, to.y)
      case .line(let to): cairo_line_to(pen, to.x, to.y)
      case .curve(let first, let second, let to):
        cairo_curve_to(pen, first.x, first.y, second.x, second.y, to.x, to.y)
      case .close: cairo_close_path(pen)
      }
    }
  }

  private func fill(_ paint: Paint) {
    let pattern: OpaquePointer?
    let stops: [Paint.Stop]
    switch paint {
    case .solid(let color):
      cairo_set_source_rgba(pen, color.red, color.green, color.blue, color.alpha)
      cairo_fill(pen)
      return
    case .linear(let from, let to, let blend):
      pattern = cairo_pattern_create_linear(from.x, from.y, to.x, to.y)
      stops = blend
    case .radial(let center, let radius, let blend):
      pattern = cairo_pattern_create_radial(center.x, center.y, 0, center.x, center.y, radius)
      stops = blend
    }
    for stop in stops {
      cairo_pattern_add_color_stop_rgba(
        pattern, stop.offset, stop.color.red, stop.color.green, stop.color.blue, stop.color.alpha)
    }
    cairo_set_source(pen, pattern)
    cairo_pattern_destroy(pattern)
    cairo_fill(pen)
  }

  private func draw(_ stroke: Stroke) {
    cairo_set_source_rgba(
      pen, stroke.color.red, stroke.color.green, stroke.color.blue, stroke.color.alpha)
    cairo_set_line_width(pen, stroke.width)
    cairo_set_line_cap(pen, stroke.isRound ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT)
    cairo_set_line_join(pen, stroke.isRound ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_MITER)
    cairo_set_dash(pen, stroke.dashes, Int32(stroke.dashes.count), 0)
    cairo_stroke(pen)
  }

  private func draw(_ raster: Raster, in frame: Rectangle, smooth: Bool) throws(GraphicsError) {
    guard raster.width > 0, raster.height > 0 else { return }
    let sharp = smooth || format == "pixels" ? raster : raster.enlarged(for: frame.size)
    let surface = try CairoSurface.pixels(of: sharp)
    cairo_save(pen)
    cairo_rectangle(
      pen, frame.origin.x, frame.origin.y, frame.size.width, frame.size.height)
    cairo_clip(pen)
    cairo_translate(pen, frame.origin.x, frame.origin.y)
    cairo_scale(
      pen, frame.size.width / Double(sharp.width), frame.size.height / Double(sharp.height))
    cairo_set_source_surface(pen, surface.pointer, 0, 0)
    var (pixelWidth, pixelHeight) = (1.0, 1.0)
    cairo_user_to_device_distance(pen, &pixelWidth, &pixelHeight)
    let grows = abs(pixelWidth) >= 1 && abs(pixelHeight) >= 1
    let pattern = cairo_get_source(pen)
    cairo_pattern_set_filter(pattern, grows && !smooth ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_GOOD)
    cairo_pattern_set_extend(pattern, CAIRO_EXTEND_PAD)
    cairo_paint(pen)
    cairo_restore(pen)
  }

  // MARK: Text

  private func draw(_ text: String, at point: Point, _ style: TextStyle) {
    cairo_save(pen)
    cairo_translate(pen, point.x, point.y)
    cairo_rotate(pen, -style.rotation * .pi / 180)
    selectFont(style, for: text)
    let width = advance(of: text)
    cairo_move_to(pen, -width * style.anchor.share, 0)
    cairo_set_source_rgba(
      pen, style.color.red, style.color.green, style.color.blue, style.color.alpha)
    cairo_show_text(pen, text)
    cairo_restore(pen)
  }

  /// How far the pen moves along `text` in the selected font, in points.
  private func advance(of text: String) -> Double {
    var extents = cairo_text_extents_t()
    cairo_text_extents(pen, text, &extents)
    return extents.x_advance
  }

  /// Selects the first family that has all letters of `text`, unhinted so that spacing is even.
  private func selectFont(_ style: TextStyle, for text: String) {
    let weight = style.weight == .bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL
    let options = cairo_font_options_create()
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
    cairo_set_font_options(pen, options)
    cairo_font_options_destroy(options)
    cairo_set_font_size(pen, style.size)
    for family in style.family.candidates {
      cairo_select_font_face(pen, family, CAIRO_FONT_SLANT_NORMAL, weight)
      if hasGlyphs(for: text) { return }
    }
    cairo_select_font_face(pen, style.family.candidates[0], CAIRO_FONT_SLANT_NORMAL, weight)
  }

  private func hasGlyphs(for text: String) -> Bool {
    var glyphs: UnsafeMutablePointer<cairo_glyph_t>?
    var count: Int32 = 0
    let status = cairo_scaled_font_text_to_glyphs(
      cairo_get_scaled_font(pen), 0, 0, text, Int32(text.utf8.count), &glyphs, &count, nil, nil,
      nil)
    guard status == CAIRO_STATUS_SUCCESS, let glyphs else { return text.isEmpty }
    defer { cairo_glyph_free(glyphs) }
    return (0..<Int(count)).allSatisfy { glyphs[$0].index != 0 }
  }

  /// The outline of one letter, 1000 units high and starting at the origin, and its advance.
  func outline(of letter: Character, style: TextStyle) -> (path: Path, advance: Double) {
    var em = style
    em.size = 1000
    let text = String(letter)
    selectFont(em, for: text)
    cairo_new_path(pen)
    cairo_move_to(pen, 0, 0)
    cairo_text_path(pen, text)
    let advance = advance(of: text)
    guard let copied = cairo_copy_path(pen) else { return (Path(), advance) }
    defer { cairo_path_destroy(copied) }
    return (Path(copied.pointee), advance)
  }
}

extension Path {
  /// The strokes of an outline of Cairo, without the lone `move` that it ends on.
  fileprivate init(_ path: cairo_path_t) {
    self.init()
    var index = 0
    while let data = path.data, index < Int(path.num_data) {
      func point(_ offset: Int) -> Point {
        let point = data[index + offset].point
        return Point(point.x, point.y)
      }
      let header = data[index].header
      switch header.type {
      case CAIRO_PATH_MOVE_TO: elements.append(.move(point(1)))
      case CAIRO_PATH_LINE_TO: elements.append(.line(point(1)))
      case CAIRO_PATH_CURVE_TO: elements.append(.curve(point(1), point(2), point(3)))
      default: elements.append(.close)
      }
      index += max(1, Int(header.length))
    }
    if case .move = elements.last { elements.removeLast() }
  }
}
