import Datasets
import Graphics
import Numerics
import Tensors

/// A ladybird with its head up: on the left as it is, on the right as the importance of its
/// pixels, some of which fly away.
struct HalfCreature {
  let center: Point
  /// The length of the creature in points.
  let size: Double

  private let portrait = Portrait(of: .ladybird, color: Color(hex: 0xe2_3f2b))
  /// The width of a cell, as a share of the creature's length.
  private let cell = 1.0 / 30

  /// The left half, cut along the seam of its wings.
  var natural: [Drawing.Command] {
    // Head up: x of the portrait points up on the page, and y to the right.
    let place = Transform(a: 0, b: -size, c: size, d: 0, tx: center.x, ty: center.y)
    let half = Rectangle(
      x: center.x - size, y: center.y - size, width: size, height: 2 * size)
    var shapes = portrait.shapes.map { $0.placed(by: place, scale: size) }
    shapes.insert(gloss, at: portrait.shapes.firstIndex { $0.part == .dots } ?? shapes.count)
    // Light from behind parts the dark legs from the night.
    let rim = Color(hex: 0xbf_e0ff)
    let lit = [(7.0, 0.10), (3.6, 0.5)].flatMap { width, opacity in
      portrait.shapes.filter { $0.part != .dots && $0.clip == nil }
        .map { $0.rim(rim.opacity(opacity), width: width / size) }
        .map { $0.placed(by: place, scale: size) }
    }
    return [
      .group(lit + shapes, transform: Transform(), clip: .rectangle(half), opacity: 1)
    ]
  }

  /// Light on the wing.
  private var gloss: Drawing.Command {
    let middle = Point(center.x - 0.16 * size, center.y - 0.06 * size)
    let white = Color(hex: 0xff_ffff)
    return .fill(
      .ellipse(center: middle, radiusX: 0.17 * size, radiusY: 0.17 * size),
      .radial(
        center: middle, radius: 0.17 * size,
        stops: [Paint.Stop(0, white.opacity(0.5)), Paint.Stop(1, white.opacity(0))]))
  }

  /// The cells that stay, and what those that left leave behind.
  var settled: [Drawing.Command] {
    cells.map { $0.flight == 0 ? $0.command : $0.trace }
  }
  /// The cells that fly out of the cube.
  var flying: [Drawing.Command] { cells.filter { $0.flight > 0 }.map(\.command) }

  /// All cells of the right half, from the seam outwards.
  private var cells: [FlyingCell] {
    let silhouette = Silhouette(portrait, margin: cell * 0.5)
    var random = Random(seed: 31)
    return (0..<18).flatMap { column in
      (-17..<17).compactMap { row in
        let place = Point((Double(column) + 0.5) * cell, (Double(row) + 0.5) * cell)
        let draws = (random.normal(), random.uniform(), random.normal(), random.normal())
        guard let part = silhouette.part(at: Point(-place.y, place.x)) else { return nil }
        // The farther from the seam, the likelier a cell is to have left.
        let pull = ((place.x - 0.08) / 0.3).clamped(to: 0...1)
        return FlyingCell(
          center: Point(center.x + size * place.x, center.y + size * place.y),
          side: size * cell * 0.9, importance: importance(of: part) + 0.05 * draws.0,
          flight: max(0, 0.95 * pull - 1.4 * draws.1),
          drift: Point(0.62 + 0.16 * draws.2, -0.8 + 0.32 * draws.3), turn: draws.2)
      }
    }
  }

  /// What a part would say for the class: its dots most of all; legs speak against it.
  private func importance(of part: Part) -> Double {
    switch part {
    case .dots: 0.7
    case .head: 0.36
    case .shell: 0.12
    default: -0.45
    }
  }
}
