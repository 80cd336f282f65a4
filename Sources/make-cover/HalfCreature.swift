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
    var shapes = portrait.shapes.map { $0.placed(by: place, scale: size) }
    shapes.insert(gloss, at: portrait.shapes.firstIndex { $0.part == .dots } ?? shapes.count)
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
    var random = Random(seed: 7)
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
          drift: Point(0.68 + 0.16 * draws.2, -0.72 + 0.3 * draws.3), turn: draws.2)
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

  /// The empty place that it left.
  var trace: Drawing.Command { square(at: center, side: side, degrees: 0, opacity: 0.2) }

  /// The pixel where it is now; some come towards the reader and look larger.
  var command: Drawing.Command {
    let way = flight * 345
    return square(
      at: Point(center.x + way * drift.x, center.y + way * flight * drift.y),
      side: side * (1 + flight * (0.9 * turn - 0.3)).clamped(to: 0.35...1.7),
      degrees: 50 * flight * turn, opacity: 0.97 - 0.4 * flight)
  }

  private func square(
    at center: Point, side: Double, degrees: Double, opacity: Double
  ) -> Drawing.Command {
    let square = Path.rectangle(
      Rectangle(x: -side / 2, y: -side / 2, width: side, height: side)
    ).transformed(
      by: Transform.translation(center.x, center.y).after(.rotation(degrees: degrees)))
    let color = ColorMap.diverging.color((importance + 1) / 2)
    return .fill(square, .solid(color.opacity(opacity)))
  }
}

extension Portrait.Shape {
  /// A line around the shape, which shows where the shape itself does not cover it.
  fileprivate func rim(_ color: Color, width: Double) -> Portrait.Shape {
    var shape = self
    let own =
      switch ink {
      case .fill: 0.0
      case .line(let stroke): stroke.width
      }
    shape.ink = .line(Stroke(color, width: own + width, isRound: true))
    return shape
  }

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

extension Double {
  /// The nearest number in `range`.
  fileprivate func clamped(to range: ClosedRange<Double>) -> Double {
    min(range.upperBound, max(range.lowerBound, self))
  }
}
