import Datasets
import Graphics

extension Brush {
  /// Grass with tufts of blades and a few flowers.
  mutating func drawMeadow() {
    let shade = number(-0.12..<0.12)
    let top = toned(Color(hex: 0x92_bd5c), shade)
    let bottom = toned(Color(hex: 0x62_993f), shade)
    cover(top, bottom)
    patches(7, [top.lighter(0.2).opacity(0.35), bottom.darker(0.25).opacity(0.3)])
    let blades = [bottom.darker(0.15), bottom, top.lighter(0.15), Color(hex: 0x7a_b04a)]
    for _ in 0..<38 {
      let root = place()
      let (height, lean) = (number(3.5..<8), number(-2.5..<2.5))
      line(
        .curve(
          root, Point(root.x, root.y - height / 2), Point(root.x + lean / 3, root.y - height),
          Point(root.x + lean, root.y - height)), pick(blades), width: 0.9)
    }
    for _ in 0..<integer(below: 4) { drawFlower(at: place()) }
  }

  /// A small flower with five petals.
  mutating func drawFlower(at center: Point) {
    let petal = pick([
      Color(hex: 0xff_ffff), Color(hex: 0xf6_d44a), Color(hex: 0xe8_7fa0), Color(hex: 0xd8_4a3a),
    ])
    for step in 0..<5 {
      let offset = Transform.rotation(degrees: Double(step) * 72).apply(to: Point(0, -1.5))
      fill(.circle(center.x + offset.x, center.y + offset.y, 1.05), petal)
    }
    fill(.circle(center.x, center.y, 0.9), Color(hex: 0xc9_8a1e))
  }

  /// The colour made lighter by a positive `shade`, darker by a negative one.
  func toned(_ color: Color, _ shade: Double) -> Color {
    shade > 0 ? color.lighter(shade) : color.darker(-shade)
  }
}
