import Datasets
import Graphics
import Numerics
import Tensors

/// What one image shows: a ground and one or two creatures on it.
struct Scene: Sendable {
  /// What is behind everything.
  let ground: Ground
  /// The creatures, from back to front, as the table of truth tells them.
  private(set) var placements: [Placement] = []
  /// The creatures as they are drawn, in the same order.
  private(set) var figures: [Figure] = []
  private var brush: Brush

  /// A creature as it stands in the image.
  struct Figure: Sendable {
    /// Its shapes.
    let portrait: Portrait
    /// Where they go.
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
