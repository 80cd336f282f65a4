import Graphics

extension Portrait {
  /// A ladybird seen from above.
  mutating func drawLadybird(_ color: Color) {
    for side in [-1.0, 1.0] {
      for (x, reach) in [(0.14, 0.07), (-0.06, 0.0), (-0.24, -0.07)] {
        let knee = Point(x + reach, side * 0.43)
        line(
          .legs, .lines([Point(x, side * 0.26), knee, Point(knee.x + reach, side * 0.48)]), ink,
          width: 0.04)
      }
      let feeler = Path.curve(
        Point(0.36, side * 0.06), Point(0.42, side * 0.08), Point(0.45, side * 0.12),
        Point(0.48, side * 0.18))
      line(.head, feeler, ink, width: 0.03)
    }
    fill(.head, .ellipse(0.28, 0, 0.19, 0.24), .solid(ink))
    for side in [-1.0, 1.0] {
      fill(
        .head, .ellipse(0.355, side * 0.125, 0.05, 0.06, turnedBy: side * 30),
        .solid(Color(hex: 0xff_fdf4)))
    }

    let shell = Path.ellipse(-0.1, 0, 0.38, 0.37)
    fill(
      .shell, shell,
      .radial(
        center: Point(-0.04, -0.14), radius: 0.55,
        stops: [
          Paint.Stop(0, color.lighter(0.3)), Paint.Stop(0.4, color),
          Paint.Stop(1, color.darker(0.4)),
        ]))
    for (x, y, radius) in [
      (0.17, 0, 0.075), (0.03, 0.2, 0.08), (-0.18, 0.13, 0.085), (-0.3, 0.255, 0.065),
    ] {
      for side in y == 0 ? [1.0] : [-1.0, 1.0] {
        fill(.dots, .circle(x, side * y, radius), .solid(ink), clip: shell)
      }
    }
    line(.shell, .lines([Point(0.27, 0), Point(-0.47, 0)]), ink, width: 0.025)
    line(.shell, shell, color.darker(0.7), width: outlineWidth)
  }
}
