internal import CCairo

/// A pen that draws on a canvas.
struct CairoContext: ~Copyable {
  let pen: OpaquePointer
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
      case .text(let text, let point, let style): try draw(text, at: point, style)
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
}
