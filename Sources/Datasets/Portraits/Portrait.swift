public import Graphics

/// A creature as a list of shapes, each of which knows the part it belongs to.
///
/// The frame has its origin in the middle of the creature and the creature's longest side as
/// unit; the creature looks to the right. The images of Toy Garden and their masks are both
/// drawn from it, and so is a large creature on a page.
public struct Portrait: Figure, Hashable, Sendable {
  /// Something drawn: an outline, filled or traced.
  public struct Shape: Hashable, Sendable {
    /// How an outline becomes visible.
    public enum Ink: Hashable, Sendable {
      /// Filled.
      case fill(Paint)
      /// Traced with a pen.
      case line(Stroke)
    }

    /// The part it belongs to; none for light and shade, which masks leave out.
    public var part: Part?
    /// Its outline.
    public var outline: Path
    /// Its colour or line.
    public var ink: Ink
    /// Where it may be seen; everywhere if nothing is said.
    public var clip: Path?

    /// The shape as something to draw.
    public var command: Drawing.Command {
      let command: Drawing.Command =
        switch ink {
        case .fill(let paint): .fill(outline, paint)
        case .line(let stroke): .stroke(outline, stroke)
        }
      guard let clip else { return command }
      return .group([command], transform: Transform(), clip: clip, opacity: 1)
    }

    /// The shape in a single opaque colour, for masks.
    public func colored(_ color: Color) -> Shape {
      var copy = self
      switch ink {
      case .fill: copy.ink = .fill(.solid(color))
      case .line(var stroke):
        stroke.color = color
        copy.ink = .line(stroke)
      }
      return copy
    }
  }

  /// The creature shown.
  public let creature: Creature
  /// What to draw, from back to front.
  public private(set) var shapes: [Shape] = []

  /// The portrait of `creature` in the main colour `color`; what is not coloured, such as the
  /// stem of a mushroom, has the colour `pale`.
  public init(
    of creature: Creature, color: Color, pale: Color = Color(hex: 0xf1_e4c8)
  ) {
    self.creature = creature
    switch creature {
    case .bee: drawBee(color, pale)
    case .ladybird: drawLadybird(color)
    case .fish: drawFish(color)
    case .mushroom: drawMushroom(color, pale)
    case .snail: drawSnail(color, pale)
    }
  }

  /// The portrait on a transparent square with sides of `width`.
  public func drawing(width: Double) -> Drawing {
    let place = Transform(a: width, d: width, tx: width / 2, ty: width / 2)
    return Drawing(
      size: Size(width, width),
      commands: [.group(shapes.map(\.command), transform: place, clip: nil, opacity: 1)])
  }
}

// MARK: Drawing

extension Portrait {
  /// Adds a filled outline.
  mutating func fill(_ part: Part?, _ outline: Path, _ paint: Paint, clip: Path? = nil) {
    shapes.append(Shape(part: part, outline: outline, ink: .fill(paint), clip: clip))
  }

  /// Adds a line with round ends.
  mutating func line(
    _ part: Part?, _ outline: Path, _ color: Color, width: Double, clip: Path? = nil
  ) {
    let stroke = Stroke(color, width: width, isRound: true)
    shapes.append(Shape(part: part, outline: outline, ink: .line(stroke), clip: clip))
  }
}

/// The colour of outlines, stripes and dots.
let ink = Color(hex: 0x2b_211d)

/// The width of outlines, a bit more than half a pixel on the smallest creatures.
let outlineWidth = 0.035

extension Path {
  /// The circle around `x`, `y`.
  package static func circle(_ x: Double, _ y: Double, _ radius: Double) -> Path {
    .ellipse(center: Point(x, y), radiusX: radius, radiusY: radius)
  }

  /// An ellipse around `x`, `y`, turned by `degrees` clockwise.
  package static func ellipse(
    _ x: Double, _ y: Double, _ radiusX: Double, _ radiusY: Double, turnedBy degrees: Double = 0
  ) -> Path {
    Path.ellipse(center: Point(0, 0), radiusX: radiusX, radiusY: radiusY)
      .transformed(by: .translation(x, y).after(.rotation(degrees: degrees)))
  }

  /// A curve from one point to another with two control points.
  package static func curve(
    _ from: Point, _ first: Point, _ second: Point, _ to: Point
  ) -> Path {
    Path([.move(from), .curve(first, second, to)])
  }
}
