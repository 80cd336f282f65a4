import Datasets
import Graphics

extension Brush {
  /// Draws `ground` over the whole image, and a few things that lie about.
  mutating func draw(_ ground: Ground) {
    switch ground {
    case .meadow: drawMeadow()
    case .soil: drawSoil()
    case .water: drawWater()
    case .stone: drawStone()
    }
    for _ in 0..<integer(below: 3) {
      let at = place()
      switch integer(below: 4) {
      case 0: drawPebble(at: at, radius: number(1.5..<3.2))
      case 1: drawTwig(at: at)
      default: drawLeaf(at: at)
      }
    }
  }

  /// A leaf in one of the colours that creatures have too, or green.
  mutating func drawLeaf(at center: Point) {
    let family = pick([Tint.red, .orange, .yellow, .brown].map(\.color) + [Color(hex: 0x6f_9a3a)])
    let color = toned(family, number(-0.25..<0.15))
    let place = Transform.translation(center.x, center.y)
      .after(.rotation(degrees: number(0..<360))).after(
        .scale(number(3.5..<6.5), number(2.2..<3.6)))
    let leaf = Path([
      .move(Point(-0.6, 0)), .curve(Point(-0.3, -0.7), Point(0.3, -0.6), Point(0.7, 0)),
      .curve(Point(0.3, 0.6), Point(-0.3, 0.7), Point(-0.6, 0)), .close,
    ]).transformed(by: place)
    fill(leaf, color)
    line(leaf, color.darker(0.4), width: 0.5)
    line(
      Path.lines([Point(-1, 0.1), Point(0.5, 0)]).transformed(by: place), color.darker(0.45),
      width: 0.6)
  }

  /// A small round stone with a light spot.
  mutating func drawPebble(at center: Point, radius: Double) {
    let color = toned(
      pick([Color(hex: 0xb0_a899), Color(hex: 0x8d_8f92), Color(hex: 0xc9_b99a)]),
      number(-0.2..<0.2))
    let height = radius * number(0.65..<0.95)
    fill(
      .ellipse(center.x + 0.4, center.y + 0.7, radius, height),
      Color(hex: 0x20_1a18, alpha: 0.35))
    fill(.ellipse(center.x, center.y, radius, height), color)
    fill(
      .ellipse(
        center.x - radius * 0.25, center.y - height * 0.3, radius * 0.4, height * 0.3),
      color.lighter(0.45))
  }

  /// A twig with one fork.
  mutating func drawTwig(at center: Point) {
    let color = toned(Color(hex: 0x5c_4330), number(-0.2..<0.25))
    let place = Transform.translation(center.x, center.y)
      .after(.rotation(degrees: number(0..<360))).after(.scale(number(4..<7), number(4..<7)))
    for points in [
      [Point(-1, 0), Point(0, 0.1), Point(1, -0.1)], [Point(0, 0.1), Point(0.5, 0.5)],
    ] {
      line(Path.lines(points).transformed(by: place), color, width: 1)
    }
  }
}
