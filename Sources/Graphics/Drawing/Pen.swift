/// The verbs for drawing by hand: each appends one command in front of what is there.
extension Drawing {
  /// Fills an outline with one colour.
  public mutating func fill(_ path: Path, _ color: Color) {
    commands.append(.fill(path, .solid(color)))
  }

  /// Draws along an outline.
  public mutating func stroke(_ path: Path, _ stroke: Stroke) {
    commands.append(.stroke(path, stroke))
  }

  /// Draws a straight line.
  public mutating func line(from start: Point, to end: Point, _ stroke: Stroke) {
    commands.append(.stroke(.lines([start, end]), stroke))
  }

  /// Sets a text; nothing for an empty one.
  public mutating func text(_ text: String, at point: Point, _ style: TextStyle = TextStyle()) {
    if !text.isEmpty { commands.append(.text(text, point, style)) }
  }

  /// Puts pixels into a rectangle, sharp squares unless `smooth`.
  public mutating func raster(_ raster: Raster, in frame: Rectangle, smooth: Bool = false) {
    commands.append(.raster(raster, frame, smooth: smooth))
  }

  /// Puts a picture with its top left corner at a point; the size stays as it is.
  ///
  /// What it says in letters follows what is said already.
  public mutating func place(_ part: Drawing, at origin: Point) {
    spelling += part.spelling
    guard !part.commands.isEmpty else { return }
    commands.append(
      .group(
        part.commands, transform: .translation(origin.x, origin.y), clip: nil, opacity: 1))
  }
}
