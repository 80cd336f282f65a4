import Datasets
import Graphics

extension Brush {
  /// Earth with crumbs, holes and a few small stones.
  mutating func drawSoil() {
    let base = toned(Color(hex: 0x8a_6444), number(-0.15..<0.15))
    cover(base.lighter(0.08), base.darker(0.12))
    patches(8, [base.darker(0.3).opacity(0.35), base.lighter(0.2).opacity(0.3)])
    for _ in 0..<42 {
      let at = place()
      let (width, height) = (number(0.6..<2), number(0.5..<1.4))
      fill(.ellipse(at.x + 0.3, at.y + 0.5, width, height), base.darker(0.35).opacity(0.7))
      fill(
        .ellipse(at.x, at.y, width, height, turnedBy: number(-40..<40)),
        pick([base.lighter(0.22), base.lighter(0.08), base.darker(0.22)]))
    }
    for _ in 0..<integer(below: 3) { drawPebble(at: place(), radius: number(1.2..<2.2)) }
  }
}
