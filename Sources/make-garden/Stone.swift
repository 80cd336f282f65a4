import Datasets
import Graphics

extension Brush {
  /// A pavement of rounded stones in uneven rows.
  mutating func drawStone() {
    let shade = number(-0.12..<0.15)
    let joint = toned(Color(hex: 0x7e_7a73), shade)
    cover(joint, joint.darker(0.1))
    let greys = [0xa9_a8a4, 0x98_9a9b, 0xb5_b0a6, 0x8e_8c88].map {
      toned(Color(hex: UInt32($0)), shade)
    }
    var y = number(-8..<0)
    while y < side {
      let height = number(7.5..<11)
      var x = number(-9..<0)
      while x < side {
        let width = number(8..<15)
        drawCobble(
          Rectangle(
            x: x + 0.6, y: y + number(0.2..<1), width: width - 1.2, height: height - 1.2),
          pick(greys))
        x += width
      }
      y += height
    }
    for _ in 0..<12 {
      let at = place()
      fill(.circle(at.x, at.y, number(0.3..<0.7)), joint.opacity(0.5))
    }
  }

  /// One stone, lit from above.
  private mutating func drawCobble(_ frame: Rectangle, _ color: Color) {
    fill(rounded(frame), color.darker(0.14))
    let lit = Rectangle(
      x: frame.origin.x + 0.2, y: frame.origin.y, width: frame.size.width - 0.6,
      height: frame.size.height - 1.1)
    fill(rounded(lit), color)
    let glint = Path.ellipse(
      frame.origin.x + frame.size.width * 0.4, frame.origin.y + frame.size.height * 0.3,
      frame.size.width * 0.25, frame.size.height * 0.14)
    fill(glint, color.lighter(0.12))
  }

  /// A rectangle with corners as round as they can be on the short side.
  private func rounded(_ frame: Rectangle) -> Path {
    let (left, top) = (frame.origin.x, frame.origin.y)
    let (right, bottom) = (left + frame.size.width, top + frame.size.height)
    let radius = min(frame.size.width, frame.size.height) * 0.4
    let handle = radius * 0.45
    let corner = Point(right - radius, bottom)
    return Path([
      .move(Point(left + radius, top)), .line(Point(right - radius, top)),
      .curve(Point(right - handle, top), Point(right, top + handle), Point(right, top + radius)),
      .line(Point(right, bottom - radius)),
      .curve(
        Point(right, bottom - handle), Point(right - handle, bottom), corner),
      .line(Point(left + radius, bottom)),
      .curve(
        Point(left + handle, bottom), Point(left, bottom - handle), Point(left, bottom - radius)),
      .line(Point(left, top + radius)),
      .curve(Point(left, top + handle), Point(left + handle, top), Point(left + radius, top)),
      .close,
    ])
  }
}
