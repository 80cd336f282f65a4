import Datasets
import Graphics
import Tensors

/// What one image shows: a ground and one or two creatures on it.
struct Scene: Sendable {
  /// What is behind everything.
  let ground: Ground
  /// The creatures, from back to front, as the table of truth tells them.
  private(set) var placements: [Placement] = []
  private var figures: [Figure] = []
  private var brush: Brush

  /// A creature as it stands in the image.
  private struct Figure: Sendable {
    let portrait: Portrait
    let place: Transform
  }

  /// An empty scene on `ground`; all its chance comes from `random`.
  init(on ground: Ground, random: Random) {
    self.ground = ground
    brush = Brush(random)
    brush.draw(ground)
  }

  /// Puts a creature somewhere into `frame`, `sizes` pixels long.
  mutating func add(_ creature: Creature, in frame: Rectangle, sizes: Range<Double>) {
    let tint = creature.tint(using: &brush)
    let color = brush.toned(tint.color, brush.number(-0.3..<0.3))
    let cream = Color(hex: 0xf1_e4c8).mixed(with: Color(hex: 0x8a_7460), brush.number(0..<0.8))
    let portrait = Portrait(of: creature, color: color, pale: cream)
    var placement = Placement(
      creature: creature, tint: tint, center: Point(0, 0), size: brush.number(sizes).tenths,
      turn: brush.number(-creature.steadiness..<creature.steadiness).tenths,
      isFlipped: brush.integer(below: 2) == 1)
    let stretch = Transform.scale(brush.number(0.9..<1), brush.number(0.9..<1))
    let (low, high) = portrait.bounds(under: placement.transform.after(stretch))
    let (left, top) = (frame.origin.x - low.x + 0.5, frame.origin.y - low.y + 0.5)
    let (right, bottom) = (
      frame.origin.x + frame.size.width - high.x - 0.5,
      frame.origin.y + frame.size.height - high.y - 0.5
    )
    precondition(left < right && top < bottom, "Scene: a \(creature) does not fit into \(frame)")
    placement.center = Point(
      brush.number(left..<right).tenths, brush.number(top..<bottom).tenths)
    placements.append(placement)
    figures.append(Figure(portrait: portrait, place: placement.transform.after(stretch)))
  }

  /// The image.
  func raster() throws -> Raster {
    var commands = brush.commands
    for (placement, figure) in zip(placements, figures) {
      commands.append(placement.shadow)
      commands.append(
        .group(
          figure.portrait.shapes.map(\.command), transform: figure.place, clip: nil, opacity: 1))
    }
    return try Drawing(size: Size(side, side), commands: commands).tile()
  }

  /// The part shown by each pixel, 0 on the ground, for the creature at `index`.
  ///
  /// A pixel belongs to the creature if at least half of it is covered, and to the part that
  /// covers most of it. Creatures in front hide those behind.
  func parts(of index: Int) throws -> [UInt8] {
    var best = [UInt8](repeating: 0, count: Int(side * side))
    var label = best
    var covered = best
    for part in figures[index].portrait.creature.parts {
      let raster = try coverage(of: part, in: index)
      for pixel in best.indices {
        let share = raster.bytes[4 * pixel + 3] == 0 ? 0 : raster.bytes[4 * pixel]
        covered[pixel] = raster.bytes[4 * pixel + 1]
        if share > best[pixel] {
          best[pixel] = share
          label[pixel] = UInt8(part.rawValue)
        }
      }
    }
    return zip(label, covered).map { $1 >= 128 ? $0 : 0 }
  }

  /// Red where `part` is seen, green where any part of the same creature is.
  private func coverage(of part: Part, in index: Int) throws -> Raster {
    let nothing = Color(hex: 0x00_0000)
    var commands: [Drawing.Command] = [
      .fill(.rectangle(Rectangle(x: 0, y: 0, width: side, height: side)), .solid(nothing))
    ]
    for (number, figure) in figures.enumerated() where number >= index {
      let shapes = figure.portrait.shapes.compactMap { shape in
        shape.part.map { other in
          shape.colored(
            number > index ? nothing : Color(hex: other == part ? 0xff_ff00 : 0x00_ff00))
        }
      }
      commands.append(
        .group(shapes.map(\.command), transform: figure.place, clip: nil, opacity: 1))
    }
    return try Drawing(size: Size(side, side), commands: commands).raster(scale: 1)
  }
}

extension Creature {
  /// The most it is turned to either side, in degrees.
  fileprivate var steadiness: Double {
    switch self {
    case .bee: 25
    case .ladybird: 40
    case .fish: 22
    case .mushroom: 9
    case .snail: 14
    }
  }

  /// A family of colours, those that it has in nature more often.
  fileprivate func tint(using brush: inout Brush) -> Tint {
    let shares: [(Tint, Int)] =
      switch self {
      case .bee: [(.yellow, 4), (.orange, 3), (.brown, 2), (.red, 1)]
      case .ladybird: [(.red, 4), (.orange, 3), (.yellow, 2), (.brown, 1)]
      case .fish: [(.blue, 3), (.orange, 3), (.red, 2), (.yellow, 1), (.brown, 1)]
      case .mushroom: [(.red, 4), (.brown, 3), (.orange, 2), (.yellow, 1)]
      case .snail: [(.brown, 4), (.yellow, 3), (.orange, 2), (.red, 1)]
      }
    return brush.pick(shares.flatMap { Array(repeating: $0.0, count: $0.1) })
  }
}

extension Placement {
  /// A soft shadow, close to those that stand and farther below those that hover.
  fileprivate var shadow: Drawing.Command {
    let (drop, width, height) =
      switch creature {
      case .bee: (0.62, 0.36, 0.1)
      case .ladybird: (0.1, 0.5, 0.44)
      case .fish: (0.34, 0.46, 0.12)
      case .mushroom: (0.46, 0.34, 0.11)
      case .snail: (0.39, 0.54, 0.1)
      }
    let dark = Color(hex: 0x10_1418)
    let blot = Drawing.Command.fill(
      .circle(0, 0, 1),
      .radial(
        center: Point(0, 0), radius: 1,
        stops: [
          Paint.Stop(0, dark.opacity(0.45)), Paint.Stop(0.6, dark.opacity(0.28)),
          Paint.Stop(1, dark.opacity(0)),
        ]))
    let place = Transform.translation(center.x, center.y + drop * size)
      .after(.scale(width * size, height * size))
    return .group([blot], transform: place, clip: nil, opacity: 1)
  }
}

extension Portrait {
  /// The upright rectangle around the creature moved by `transform`, pen width included.
  fileprivate func bounds(under transform: Transform) -> (low: Point, high: Point) {
    var elements: [Path.Element] = []
    for shape in shapes {
      elements += (shape.clip ?? shape.outline).transformed(by: transform).elements
    }
    let (low, high) = Path(elements).bounds
    return (Point(low.x - 0.5, low.y - 0.5), Point(high.x + 0.5, high.y + 0.5))
  }
}

extension Double {
  /// The nearest tenth: what the table says is exactly what was drawn.
  fileprivate var tenths: Double { (self * 10).rounded() / 10 }
}
