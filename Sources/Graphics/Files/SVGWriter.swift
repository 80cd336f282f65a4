import Numerics

/// Turns a display list into an SVG file: small, the same bytes every time, and the same
/// picture wherever it is seen, because letters are outlines.
///
/// Cairo's own SVG back end numbers its parts by a counter of the process and writes each
/// coordinate with six decimals; hence this one.
struct SVGWriter: ~Copyable {
  private let measure: CairoContext
  private var definitions: [String] = []
  private var glyphs: [Glyph: (name: String, advance: Double)] = [:]
  private var definitionCount = 0

  /// What makes one outline differ from another.
  private struct Glyph: Hashable {
    var letter: Character
    var weight: TextStyle.Weight
    var family: TextStyle.Family
  }

  init() throws(GraphicsError) {
    let page = try CairoSurface.pixels(width: 1, height: 1, opaque: true)
    measure = try CairoContext(page, format: "SVG")
  }

  /// The whole file.
  mutating func document(of drawing: Drawing) throws(GraphicsError) -> [UInt8] {
    guard drawing.size.width > 0, drawing.size.height > 0 else {
      throw .noCanvas(
        format: "SVG", width: drawing.size.width, height: drawing.size.height,
        reason: "a side is empty")
    }
    var body: [String] = []
    try write(drawing.commands, to: &body)
    try measure.finish()
    let (width, height) = (short(drawing.size.width), short(drawing.size.height))
    let lines =
      [
        """
        <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" \
        width="\(width)pt" height="\(height)pt" viewBox="0 0 \(width) \(height)">
        """
      ]
      + (definitions.isEmpty ? [] : ["<defs>"] + definitions + ["</defs>"])
      + ["<rect width=\"\(width)\" height=\"\(height)\" fill=\"#fff\"/>"] + body + ["</svg>", ""]
    return Array(lines.joined(separator: "\n").utf8)
  }

  private mutating func write(
    _ commands: [Drawing.Command], to lines: inout [String]
  ) throws(GraphicsError) {
    for (index, command) in commands.enumerated() {
      switch command {
      case .fill(let path, let paint):
        var outline = ""
        if case .stroke(path, let stroke)? = commands[at: index + 1] {
          outline = attributes(of: stroke)
        }
        lines.append("<path d=\"\(data(of: path))\"\(fill(paint))\(outline)/>")
      case .stroke(let path, let stroke):
        if case .fill(path, _)? = commands[at: index - 1] { continue }
        lines.append("<path d=\"\(data(of: path))\" fill=\"none\"\(attributes(of: stroke))/>")
      case .text(let text, let point, let style):
        lines.append(try write(text, at: point, style))
      case .raster(let raster, let frame, let smooth):
        guard raster.width > 0, raster.height > 0 else { continue }
        let png = try (smooth ? raster : raster.enlarged(for: frame.size)).png()
        lines.append(
          """
          <image x="\(short(frame.origin.x))" y="\(short(frame.origin.y))" \
          width="\(short(frame.size.width))" height="\(short(frame.size.height))" \
          preserveAspectRatio="none" xlink:href="data:image/png;base64,\(base64(png))"/>
          """)
      case .group(let commands, let transform, let clip, let opacity):
        lines.append(
          "<g\(attributes(of: transform))\(opacity < 1 ? " opacity=\"\(short(opacity))\"" : "")>")
        if let clip {
          let name = newName("c")
          definitions.append(
            "<clipPath id=\"\(name)\"><path d=\"\(data(of: clip))\"/></clipPath>")
          lines.append("<g clip-path=\"url(#\(name))\">")
        }
        try write(commands, to: &lines)
        lines.append(clip == nil ? "</g>" : "</g></g>")
      }
    }
  }

  private mutating func newName(_ kind: String) -> String {
    definitionCount += 1
    return "\(kind)\(definitionCount)"
  }

  // MARK: Text

  /// Letters as references to their outlines, moved so that the anchor lies on the point.
  private mutating func write(
    _ text: String, at point: Point, _ style: TextStyle
  ) throws(GraphicsError) -> String {
    var uses: [String] = []
    var pen = 0.0
    for letter in text {
      let glyph = try glyph(letter, in: text, style)
      if !glyph.name.isEmpty {
        let x = pen == 0 ? "" : " x=\"\(pen.decimal(places: 0))\""
        uses.append("<use xlink:href=\"#\(glyph.name)\"\(x)/>")
      }
      pen += glyph.advance
    }
    let scale = style.size / 1000
    let turn = style.rotation == 0 ? "" : "rotate(\(short(-style.rotation)))"
    let shift = -pen * scale * style.anchor.share
    let place =
      turn.isEmpty
      ? "translate(\(short(point.x + shift)) \(short(point.y)))"
      : "translate(\(short(point.x)) \(short(point.y)))\(turn)translate(\(short(shift)) 0)"
    return """
      <g transform="\(place)scale(\(scale.decimal(places: 5)))"\(fill(.solid(style.color)))>\
      \(uses.joined())</g>
      """
  }

  private mutating func glyph(
    _ letter: Character, in text: String, _ style: TextStyle
  ) throws(GraphicsError) -> (name: String, advance: Double) {
    let key = Glyph(letter: letter, weight: style.weight, family: style.family)
    if let known = glyphs[key] { return known }
    let (path, advance) = try measure.outline(of: letter, in: text, style)
    var glyph = (name: "", advance: advance)
    if !path.elements.isEmpty {
      glyph.name = newName("t")
      definitions.append("<path id=\"\(glyph.name)\" d=\"\(data(of: path, places: 0))\"/>")
    }
    glyphs[key] = glyph
    return glyph
  }

  // MARK: Attributes

  private mutating func fill(_ paint: Paint) -> String {
    let stops: [Paint.Stop]
    let name: String
    let end: String
    switch paint {
    case .solid(let color):
      return " fill=\"\(hexadecimal(color))\"\(opacity("fill-opacity", color.alpha))"
    case .linear(let from, let to, let blend):
      (name, stops, end) = (newName("b"), blend, "</linearGradient>")
      definitions.append(
        """
        <linearGradient id="\(name)" gradientUnits="userSpaceOnUse" x1="\(short(from.x))" \
        y1="\(short(from.y))" x2="\(short(to.x))" y2="\(short(to.y))">
        """)
    case .radial(let center, let radius, let blend):
      (name, stops, end) = (newName("b"), blend, "</radialGradient>")
      definitions.append(
        """
        <radialGradient id="\(name)" gradientUnits="userSpaceOnUse" cx="\(short(center.x))" \
        cy="\(short(center.y))" r="\(short(radius))">
        """)
    }
    for stop in stops {
      definitions.append(
        """
        <stop offset="\(stop.offset.decimal(places: 4))" stop-color="\(hexadecimal(stop.color))"\
        \(opacity("stop-opacity", stop.color.alpha))/>
        """)
    }
    definitions.append(end)
    return " fill=\"url(#\(name))\""
  }

  private func attributes(of stroke: Stroke) -> String {
    let dashes = stroke.dashes.map(short).joined(separator: " ")
    return " stroke=\"\(hexadecimal(stroke.color))\""
      + opacity("stroke-opacity", stroke.color.alpha)
      + (stroke.width == 1 ? "" : " stroke-width=\"\(short(stroke.width))\"")
      + (dashes.isEmpty ? "" : " stroke-dasharray=\"\(dashes)\"")
      + (stroke.isRound
        ? " stroke-linecap=\"round\" stroke-linejoin=\"round\"" : " stroke-miterlimit=\"10\"")
  }

  private func attributes(of map: Transform) -> String {
    guard map != Transform() else { return "" }
    if map == .translation(map.tx, map.ty) {
      return " transform=\"translate(\(short(map.tx)) \(short(map.ty)))\""
    }
    let linear = [map.a, map.b, map.c, map.d].map { $0.decimal(places: 5) }
    let numbers = (linear + [short(map.tx), short(map.ty)]).joined(separator: " ")
    return " transform=\"matrix(\(numbers))\""
  }
}

extension [Drawing.Command] {
  /// The command at `index`, or nothing beyond the ends.
  fileprivate subscript(at index: Int) -> Element? {
    indices.contains(index) ? self[index] : nil
  }
}

private func opacity(_ name: String, _ value: Double) -> String {
  value < 1 ? " \(name)=\"\(value.decimal(places: 3))\"" : ""
}

/// A coordinate to a hundredth of a point, which no printer resolves.
private func short(_ value: Double) -> String { value.decimal(places: 2) }

/// A number without the zero before its point.
private func brief(_ value: Double, _ places: Int) -> String {
  let text = value.decimal(places: places)
  return text.hasPrefix("0.")
    ? String(text.dropFirst()) : text.hasPrefix("-0.") ? "-" + text.dropFirst(2) : text
}

/// An outline in the language of SVG: steps from point to point, which are shorter than places.
///
/// Steps lead from one rounded place to the next, so that their errors do not add up.
private func data(of path: Path, places: Int = 2) -> String {
  var (pen, start) = (Point(0, 0), Point(0, 0))
  var text = ""
  func rounded(_ point: Point) -> Point {
    let scale = places == 0 ? 1.0 : 100
    return Point((point.x * scale).rounded() / scale, (point.y * scale).rounded() / scale)
  }
  /// Numbers with a space only where no sign parts them.
  func steps(_ points: Point...) -> String {
    points.map(rounded).flatMap { [$0.x - pen.x, $0.y - pen.y] }
      .map { brief($0, places) }
      .reduce("") { $0 + ($0.isEmpty || $1.hasPrefix("-") ? "" : " ") + $1 }
  }
  for element in path.elements {
    switch element {
    case .move(let to):
      text += "m" + steps(to)
      pen = rounded(to)
      start = pen
    case .line(let to):
      let end = rounded(to)
      if end.y == pen.y {
        text += "h" + brief(end.x - pen.x, places)
      } else if end.x == pen.x {
        text += "v" + brief(end.y - pen.y, places)
      } else {
        text += "l" + steps(to)
      }
      pen = end
    case .curve(let first, let second, let to):
      text += "c" + steps(first, second, to)
      pen = rounded(to)
    case .close:
      text += "z"
      pen = start
    }
  }
  return text
}

private func hexadecimal(_ color: Color) -> String {
  "#"
    + [color.red, color.green, color.blue].map { part in
      let digits = String(Int((min(1, max(0, part)) * 255).rounded()), radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
}

/// The bytes in the alphabet of RFC 4648, section 4.
package func base64(_ bytes: [UInt8]) -> String {
  let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  var text: [UInt8] = []
  text.reserveCapacity((bytes.count + 2) / 3 * 4)
  for start in stride(from: 0, to: bytes.count, by: 3) {
    let group = (0..<3).map { start + $0 < bytes.count ? UInt32(bytes[start + $0]) : 0 }
    let bits = group[0] << 16 | group[1] << 8 | group[2]
    for (index, shift) in [UInt32(18), 12, 6, 0].enumerated() {
      let isPadding = start + index > bytes.count
      text.append(isPadding ? UInt8(ascii: "=") : alphabet[Int(bits >> shift & 63)])
    }
  }
  return String(decoding: text, as: UTF8.self)
}
