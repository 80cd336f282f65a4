import Datasets
import Graphics

/// Tells which part of a creature lies at a point of its portrait.
struct Silhouette {
  private struct Layer {
    var part: Part
    var outline: [Point]
    /// Half the width of a line; nothing for what is filled.
    var reach: Double?
  }
  private let layers: [Layer]

  /// The parts of `portrait`; its lines are `margin` thicker, so that cells of that size meet
  /// them.
  init(_ portrait: Portrait, margin: Double) {
    layers = portrait.shapes.compactMap { shape in
      guard let part = shape.part else { return nil }
      return switch shape.ink {
      case .fill: Layer(part: part, outline: shape.outline.flattened, reach: nil)
      case .line(let stroke):
        Layer(part: part, outline: shape.outline.flattened, reach: stroke.width / 2 + margin)
      }
    }
  }

  /// The part in front at `point`; nothing beside the creature.
  func part(at point: Point) -> Part? {
    layers.last { layer in
      if let reach = layer.reach {
        return zip(layer.outline, layer.outline.dropFirst()).contains {
          point.distance(to: $0, $1) < reach
        }
      }
      return point.isInside(layer.outline)
    }?.part
  }
}

extension Path {
  /// Corners along the outline, twelve a curve.
  fileprivate var flattened: [Point] {
    elements.reduce(into: [Point]()) { corners, element in
      switch element {
      case .move(let to), .line(let to): corners.append(to)
      case .curve(let first, let second, let to):
        let start = corners.last ?? to
        corners += (1...12).map { step in
          let share = Double(step) / 12
          let middle = first.toward(second, share)
          return start.toward(first, share).toward(middle, share)
            .toward(middle.toward(second.toward(to, share), share), share)
        }
      case .close: if let start = corners.first { corners.append(start) }
      }
    }
  }
}

extension Point {
  /// Whether a ray from the point crosses the closed outline an odd number of times.
  fileprivate func isInside(_ outline: [Point]) -> Bool {
    zip(outline, outline.dropFirst() + outline.prefix(1)).count { start, end in
      (start.y > y) != (end.y > y)
        && x < start.x + (y - start.y) / (end.y - start.y) * (end.x - start.x)
    } % 2 == 1
  }

  /// The distance to the line from `start` to `end`.
  fileprivate func distance(to start: Point, _ end: Point) -> Double {
    let (x, y) = (end.x - start.x, end.y - start.y)
    let squared = x * x + y * y
    let share = squared == 0 ? 0 : ((self.x - start.x) * x + (self.y - start.y) * y) / squared
    let nearest = start.toward(end, min(1, max(0, share)))
    let (right, down) = (self.x - nearest.x, self.y - nearest.y)
    return (right * right + down * down).squareRoot()
  }
}
