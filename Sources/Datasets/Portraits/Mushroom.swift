import Graphics

extension Portrait {
  /// A toadstool with a dotted cap.
  mutating func drawMushroom(_ color: Color, _ cream: Color) {
    let stem = Path([
      .move(Point(-0.1, 0)),
      .curve(Point(-0.1, 0.2), Point(-0.13, 0.3), Point(-0.18, 0.42)),
      .curve(Point(-0.18, 0.52), Point(0.18, 0.52), Point(0.18, 0.42)),
      .curve(Point(0.13, 0.3), Point(0.1, 0.2), Point(0.1, 0)), .close,
    ])
    fill(
      .stem, stem,
      .linear(
        from: Point(-0.16, 0), to: Point(0.16, 0),
        stops: [
          Paint.Stop(0, cream.darker(0.12)), Paint.Stop(0.35, cream.lighter(0.4)),
          Paint.Stop(1, cream.darker(0.3)),
        ]))
    line(.stem, stem, cream.darker(0.6), width: outlineWidth)
    let collar = Path([
      .move(Point(-0.11, 0.12)), .line(Point(0.11, 0.12)),
      .curve(Point(0.13, 0.17), Point(0.16, 0.2), Point(0.18, 0.2)),
      .curve(Point(0.08, 0.25), Point(-0.08, 0.25), Point(-0.18, 0.2)),
      .curve(Point(-0.16, 0.2), Point(-0.13, 0.17), Point(-0.11, 0.12)), .close,
    ])
    fill(.stem, collar, .solid(cream.lighter(0.3)))
    line(.stem, collar, cream.darker(0.5), width: 0.02)

    let gills = Path.ellipse(0, 0.05, 0.4, 0.08)
    fill(.cap, gills, .solid(cream.darker(0.25)))
    line(.cap, gills, cream.darker(0.6), width: 0.025)
    let cap = Path([
      .move(Point(-0.47, 0.04)),
      .curve(Point(-0.47, -0.3), Point(-0.24, -0.49), Point(0, -0.49)),
      .curve(Point(0.24, -0.49), Point(0.47, -0.3), Point(0.47, 0.04)),
      .curve(Point(0.44, 0.1), Point(0.32, 0.02), Point(0, 0.02)),
      .curve(Point(-0.32, 0.02), Point(-0.44, 0.1), Point(-0.47, 0.04)), .close,
    ])
    fill(
      .cap, cap,
      .radial(
        center: Point(-0.08, -0.34), radius: 0.62,
        stops: [
          Paint.Stop(0, color.lighter(0.3)), Paint.Stop(0.45, color),
          Paint.Stop(1, color.darker(0.35)),
        ]))
    for (x, y, width, height) in [
      (-0.03, -0.36, 0.085, 0.06), (-0.24, -0.22, 0.075, 0.07), (0.19, -0.25, 0.08, 0.07),
      (0.0, -0.13, 0.085, 0.07), (0.35, -0.07, 0.055, 0.065), (-0.36, -0.04, 0.05, 0.06),
    ] {
      fill(
        .dots, .ellipse(x, y, width, height), .solid(cream.lighter(0.6)), clip: cap)
    }
    line(.cap, cap, color.darker(0.65), width: outlineWidth)
  }
}
