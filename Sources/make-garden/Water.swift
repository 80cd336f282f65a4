import Datasets
import Graphics

extension Brush {
  /// Water with short scalloped waves and a few glints.
  mutating func drawWater() {
    let shade = number(-0.12..<0.15)
    let top = toned(Color(hex: 0x8c_c6dd), shade)
    let bottom = toned(Color(hex: 0x4a_90bd), shade)
    cover(top, bottom)
    patches(6, [top.lighter(0.3).opacity(0.25), bottom.darker(0.2).opacity(0.2)])
    var y = number(1..<6)
    while y < side + 3 {
      var x = number(-12..<2)
      while x < side {
        let crests = 2 + integer(below: 3)
        let (length, height) = (number(4.5..<6.5), number(1.2..<2.2))
        let color = pick([top.lighter(0.35), top.lighter(0.25), bottom.darker(0.1)])
        line(
          wave(from: Point(x, y), crests: crests, length: length, height: height),
          color.opacity(0.85), width: 1)
        x += Double(crests) * length + number(3..<14)
      }
      y += number(5..<8)
    }
  }

  /// Arcs side by side, open to the top.
  private func wave(from start: Point, crests: Int, length: Double, height: Double) -> Path {
    var elements: [Path.Element] = [.move(start)]
    for crest in 0..<crests {
      let left = start.x + Double(crest) * length
      elements.append(
        .curve(
          Point(left + length * 0.25, start.y + height),
          Point(left + length * 0.75, start.y + height), Point(left + length, start.y)))
    }
    return Path(elements)
  }
}
