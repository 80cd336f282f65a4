import Graphics
import Numerics
import Tensors

extension Portrait {
  /// A snail crawling, seen from the side.
  mutating func drawSnail(_ color: Color, _ pale: Color) {
    let skin = pale.mixed(with: Color(hex: 0xa0_8058), 0.45).mixed(with: color, 0.2)
    for (x, y) in [(0.33, -0.2), (0.46, -0.17)] {
      let feeler = Path.curve(
        Point(0.38, 0.12), Point(0.37, 0), Point(x, y + 0.1), Point(x, y))
      line(.feelers, feeler, skin.darker(0.45), width: 0.04)
      fill(.feelers, .circle(x, y, 0.035), .solid(ink))
    }
    let body = Path([
      .move(Point(-0.5, 0.38)),
      .curve(Point(-0.36, 0.26), Point(-0.2, 0.2), Point(0, 0.2)),
      .curve(Point(0.2, 0.22), Point(0.24, 0.14), Point(0.28, 0.06)),
      .curve(Point(0.33, -0.03), Point(0.5, -0.02), Point(0.49, 0.12)),
      .curve(Point(0.48, 0.26), Point(0.42, 0.38), Point(0.28, 0.38)), .close,
    ])
    fill(
      .body, body,
      .linear(
        from: Point(0, 0), to: Point(0, 0.4),
        stops: [Paint.Stop(0, skin.lighter(0.3)), Paint.Stop(1, skin.darker(0.15))]))
    line(.body, body, skin.darker(0.6), width: outlineWidth)
    fill(.body, .circle(0.41, 0.1, 0.025), .solid(ink))

    let shell = Path.ellipse(-0.1, 0, 0.345, 0.335)
    fill(
      .shell, shell,
      .radial(
        center: Point(-0.16, -0.12), radius: 0.52,
        stops: [
          Paint.Stop(0, color.lighter(0.45)), Paint.Stop(0.5, color),
          Paint.Stop(1, color.darker(0.35)),
        ]))
    line(.shell, spiral(around: Point(-0.1, 0.02)), color.darker(0.68), width: 0.06, clip: shell)
    line(.shell, shell, color.darker(0.65), width: outlineWidth)
  }

  /// Two and a half turns that widen evenly from the middle to the rim of the shell.
  private func spiral(around center: Point) -> Path {
    let (steps, turns) = (90, 2.4)
    let points = (0...steps).map { step in
      let share = Double(step) / Double(steps)
      let angle = 2 * Double.pi * turns * share + 0.3
      let radius = 0.015 + 0.32 * share
      return Point(
        center.x + radius * Elementary.cos(angle), center.y + radius * Elementary.sin(angle))
    }
    return .lines(points)
  }
}
