import Datasets
import Graphics
import Plotting
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
    return [
      .group(
        portrait.shapes.map { $0.placed(by: place, scale: size) }, transform: Transform(),
        clip: .rectangle(half), opacity: 1)
    ]
  }

  /// The cells that stay within the cube.
  var settled: [Drawing.Command] { cells.filter { $0.flight <= 0.1 }.map(\.command) }
  /// The cells that fly out of it.
  var flying: [Drawing.Command] { cells.filter { $0.flight > 0.1 }.map(\.command) }

  /// All cells of the right half, from the seam outwards.
  private var cells: [FlyingCell] {
    let silhouette = Silhouette(portrait, margin: cell * 0.3)
    var random = Random(seed: 7)
    return (0..<18).flatMap { column in
      (-17..<17).compactMap { row in
        let place = Point((Double(column) + 0.5) * cell, (Double(row) + 0.5) * cell)
        let draws = (random.normal(), random.uniform(), random.normal(), random.normal())
        guard let part = silhouette.part(at: Point(-place.y, place.x)) else { return nil }
        // The farther from the seam, the likelier a cell is to have left.
        let readiness = (place.x - 0.02) / 0.4 - draws.1
        let flight = max(0, min(1, readiness * 0.8))
        return FlyingCell(
          center: Point(center.x + size * place.x, center.y + size * place.y),
          side: size * cell * 0.9, importance: importance(of: part) + 0.07 * draws.0,
          flight: flight, drift: Point(0.5 + 0.16 * draws.2, -0.3 + 0.2 * draws.3), turn: draws.2)
      }
    }
  }

  /// What a part would say for the class: its dots most of all; legs and rim speak against.
  private func importance(of part: Part) -> Double {
    switch part {
    case .dots: 0.7
    case .head: 0.36
    case .shell: 0.12
    default: -0.45
    }
  }
}

/// A pixel of the explanation, at rest or on its way out of the cube.
private struct FlyingCell {
  /// Where it belongs.
  var center: Point
  var side: Double
  /// In -1...1.
  var importance: Double
  /// How far it has flown, 0...1.
  var flight: Double
  /// Where it flies.
  var drift: Point
  /// How it tumbles.
  var turn: Double

  var command: Drawing.Command {
    let way = flight * flight * 420
    let side = side * (1 - 0.55 * flight)
    let square = Path.rectangle(
      Rectangle(x: -side / 2, y: -side / 2, width: side, height: side)
    ).transformed(
      by: Transform.translation(center.x + way * drift.x, center.y + way * drift.y)
        .after(.rotation(degrees: 40 * flight * turn)))
    let color = ColorMap.diverging.color((importance + 1) / 2)
    return .fill(square, .solid(color.opacity(0.96 - 0.5 * flight)))
  }
}

extension Portrait.Shape {
  /// The shape on the page, moved and turned by `place`, which enlarges by `scale`.
  ///
  /// Coordinates are in points then, of which a file keeps two decimals.
  fileprivate func placed(by place: Transform, scale: Double) -> Drawing.Command {
    var shape = self
    shape.outline = outline.transformed(by: place)
    shape.clip = clip?.transformed(by: place)
    switch ink {
    case .fill(.linear(let from, let to, let stops)):
      shape.ink = .fill(
        .linear(from: place.apply(to: from), to: place.apply(to: to), stops: stops))
    case .fill(.radial(let center, let radius, let stops)):
      shape.ink = .fill(
        .radial(center: place.apply(to: center), radius: radius * scale, stops: stops))
    case .fill(.solid): break
    case .line(var stroke):
      stroke.width *= scale
      shape.ink = .line(stroke)
    }
    return shape.command
  }
}
