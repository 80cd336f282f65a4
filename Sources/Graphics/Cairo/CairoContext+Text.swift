internal import CCairo

extension CairoContext {
  /// Sets a text with its anchor on a point, every letter in the first typeface that has it.
  ///
  /// - Throws: ``GraphicsError/missingLetters(_:text:)`` if no typeface has a letter.
  func draw(_ text: String, at point: Point, _ style: TextStyle) throws(GraphicsError) {
    let runs = try runs(of: text, style)
    cairo_save(pen)
    cairo_translate(pen, point.x, point.y)
    cairo_rotate(pen, -style.rotation * .pi / 180)
    prepare(style)
    let width = runs.reduce(0) { sum, run in
      select(run.family, style.weight)
      return sum + advance(of: run.letters)
    }
    cairo_move_to(pen, -width * style.anchor.share, 0)
    cairo_set_source_rgba(
      pen, style.color.red, style.color.green, style.color.blue, style.color.alpha)
    for run in runs {
      select(run.family, style.weight)
      cairo_show_text(pen, run.letters)
    }
    cairo_restore(pen)
  }

  /// The outline of one letter, 1000 units high and starting at the origin, and its advance.
  ///
  /// - Throws: ``GraphicsError/missingLetters(_:text:)`` if no typeface has it.
  func outline(
    of letter: Character, in text: String, _ style: TextStyle
  ) throws(GraphicsError) -> (path: Path, advance: Double) {
    var em = style
    em.size = 1000
    prepare(em)
    guard let family = family(for: String(letter), em) else {
      throw .missingLetters([letter], text: text)
    }
    select(family, em.weight)
    cairo_new_path(pen)
    cairo_move_to(pen, 0, 0)
    cairo_text_path(pen, String(letter))
    let advance = advance(of: String(letter))
    guard let copied = cairo_copy_path(pen) else { return (Path(), advance) }
    defer { cairo_path_destroy(copied) }
    return (Path(copied.pointee), advance)
  }

  // MARK: Typefaces

  /// The text cut where another typeface has to step in.
  private func runs(
    of text: String, _ style: TextStyle
  ) throws(GraphicsError) -> [(letters: String, family: String)] {
    prepare(style)
    var runs: [(letters: String, family: String)] = []
    var missing: [Character] = []
    for letter in text {
      guard let family = family(for: String(letter), style) else {
        missing.append(letter)
        continue
      }
      if let last = runs.indices.last, runs[last].family == family {
        runs[last].letters.append(letter)
      } else {
        runs.append((String(letter), family))
      }
    }
    guard missing.isEmpty else { throw .missingLetters(missing, text: text) }
    return runs
  }

  /// The first typeface that has all of `letters`; nothing if none has.
  private func family(for letters: String, _ style: TextStyle) -> String? {
    style.family.candidates.first { family in
      select(family, style.weight)
      return hasGlyphs(for: letters)
    }
  }

  /// Sets the size of the letters, unhinted so that spacing is even.
  private func prepare(_ style: TextStyle) {
    let options = cairo_font_options_create()
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
    cairo_set_font_options(pen, options)
    cairo_font_options_destroy(options)
    cairo_set_font_size(pen, style.size)
  }

  private func select(_ family: String, _ weight: TextStyle.Weight) {
    cairo_select_font_face(
      pen, family, CAIRO_FONT_SLANT_NORMAL,
      weight == .bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL)
  }

  /// How far the pen moves along `text` in the selected font, in points.
  private func advance(of text: String) -> Double {
    var extents = cairo_text_extents_t()
    cairo_text_extents(pen, text, &extents)
    return extents.x_advance
  }

  /// Whether the selected font has every letter; none has control characters.
  private func hasGlyphs(for text: String) -> Bool {
    guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
    else { return false }
    var glyphs: UnsafeMutablePointer<cairo_glyph_t>?
    var count: Int32 = 0
    let status = cairo_scaled_font_text_to_glyphs(
      cairo_get_scaled_font(pen), 0, 0, text, Int32(text.utf8.count), &glyphs, &count, nil, nil,
      nil)
    guard status == CAIRO_STATUS_SUCCESS, let glyphs else { return text.isEmpty }
    defer { cairo_glyph_free(glyphs) }
    return (0..<Int(count)).allSatisfy { glyphs[$0].index != 0 }
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
