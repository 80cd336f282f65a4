import Graphics

extension Portrait {
  /// A bee in flight, seen from the side.
  mutating func drawBee(_ color: Color, _ pale: Color) {
    let wing = Color(hex: 0xf2_f6fb).mixed(with: pale, 0.25)
    for (x, turn) in [(-0.17, -28.0), (0.03, 14.0)] {
      let outline = Path.ellipse(x, -0.24, 0.13, 0.24, turnedBy: turn)
      fill(.wings, outline, .solid(wing.opacity(0.9)))
      line(.wings, outline, Color(hex: 0x8a_97a8), width: outlineWidth * 0.8)
    }

    let sting = Path.lines(
      [Point(-0.4, 0.02), Point(-0.5, 0.12), Point(-0.38, 0.17)], closed: true)
    fill(.body, sting, .solid(ink))
    let body = Path.ellipse(-0.07, 0.11, 0.37, 0.25)
    fill(
      .body, body,
      .linear(
        from: Point(0, -0.14), to: Point(0, 0.36),
        stops: [
          Paint.Stop(0, color.lighter(0.35)), Paint.Stop(0.45, color),
          Paint.Stop(1, color.darker(0.3)),
        ]))
    for (left, width) in [(-0.335, 0.09), (-0.165, 0.11), (0.035, 0.11)] {
      fill(.stripes, band(from: left, width: width), .solid(ink), clip: body)
    }
    line(.body, body, color.darker(0.65), width: outlineWidth)

    for (x, y) in [(0.36, -0.2), (0.47, -0.13)] {
      let feeler = Path.curve(
        Point(0.31, 0), Point(0.31, -0.1), Point(x - 0.04, y), Point(x, y))
      line(.head, feeler, ink, width: 0.03)
    }
    fill(.head, .circle(0.32, 0.09, 0.16), .solid(Color(hex: 0x4a_382c)))
    line(.head, .circle(0.32, 0.09, 0.16), ink, width: outlineWidth)
    fill(.head, .circle(0.375, 0.05, 0.05), .solid(Color(hex: 0xff_ffff)))
    fill(.head, .circle(0.39, 0.055, 0.024), .solid(ink))
  }

  /// A band across the body, bulging to the back.
  private func band(from left: Double, width: Double) -> Path {
    let (top, bottom, bulge) = (-0.2, 0.42, -0.05)
    return Path([
      .move(Point(left, top)), .line(Point(left + width, top)),
      .curve(
        Point(left + width + bulge, top + 0.2), Point(left + width + bulge, bottom - 0.2),
        Point(left + width, bottom)),
      .line(Point(left, bottom)),
      .curve(
        Point(left + bulge, bottom - 0.2), Point(left + bulge, top + 0.2), Point(left, top)),
      .close,
    ])
  }
}
