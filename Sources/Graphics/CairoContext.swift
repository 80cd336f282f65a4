internal import CCairo

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
