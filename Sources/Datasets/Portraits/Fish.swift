import Graphics

extension Portrait {
  /// A fish seen from the side.
  mutating func drawFish(_ color: Color) {
    let (fin, edge) = (color.darker(0.15).lighter(0.15), color.darker(0.65))
    let tail = Path([
      .move(Point(-0.2, 0)),
      .curve(Point(-0.32, -0.03), Point(-0.4, -0.2), Point(-0.5, -0.23)),
      .curve(Point(-0.45, -0.1), Point(-0.45, 0.1), Point(-0.5, 0.23)),
      .curve(Point(-0.4, 0.2), Point(-0.32, 0.03), Point(-0.2, 0)), .close,
    ])
    let back = Path([
      .move(Point(0.16, -0.14)),
      .curve(Point(0.06, -0.36), Point(-0.12, -0.36), Point(-0.2, -0.32)),
      .curve(Point(-0.14, -0.25), Point(-0.14, -0.18), Point(-0.18, -0.08)), .close,
    ])
    let belly = Path([
      .move(Point(0.08, 0.17)),
      .curve(Point(0, 0.31), Point(-0.06, 0.33), Point(-0.13, 0.33)),
      .curve(Point(-0.09, 0.26), Point(-0.1, 0.2), Point(-0.12, 0.1)), .close,
    ])
    for (part, outline) in [(Part.tail, tail), (.fins, back), (.fins, belly)] {
      fill(part, outline, .solid(fin))
      line(part, outline, edge, width: outlineWidth * 0.8)
    }

    let body = Path([
      .move(Point(0.49, 0.01)),
      .curve(Point(0.36, -0.24), Point(-0.02, -0.3), Point(-0.27, 0)),
      .curve(Point(-0.02, 0.3), Point(0.36, 0.24), Point(0.49, 0.01)), .close,
    ])
    fill(
      .body, body,
      .linear(
        from: Point(0, -0.22), to: Point(0, 0.22),
        stops: [
          Paint.Stop(0, color.darker(0.25)), Paint.Stop(0.4, color),
          Paint.Stop(1, color.lighter(0.45)),
        ]))
    for (x, y) in [(0.06, -0.08), (0.06, 0.06), (-0.06, -0.01), (-0.06, -0.13), (-0.06, 0.11)] {
      let scale = Path.curve(
        Point(x, y - 0.06), Point(x - 0.07, y - 0.04), Point(x - 0.07, y + 0.04),
        Point(x, y + 0.06))
      line(.body, scale, edge.opacity(0.6), width: 0.026, clip: body)
    }
    let gill = Path.curve(
      Point(0.2, -0.13), Point(0.14, -0.05), Point(0.14, 0.06), Point(0.2, 0.13))
    line(.body, gill, edge, width: 0.03, clip: body)
    line(.body, body, edge, width: outlineWidth)

    fill(.eye, .circle(0.32, -0.04, 0.075), .solid(Color(hex: 0xff_ffff)))
    line(.eye, .circle(0.32, -0.04, 0.075), edge, width: 0.02)
    fill(.eye, .circle(0.335, -0.04, 0.04), .solid(ink))
  }
}
