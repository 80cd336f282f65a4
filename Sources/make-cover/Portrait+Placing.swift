import Datasets
import Graphics

extension Portrait.Shape {
  /// A line around the shape, which shows where the shape itself does not cover it.
  func rim(_ color: Color, width: Double) -> Portrait.Shape {
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
  func placed(by place: Transform, scale: Double) -> Drawing.Command {
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
