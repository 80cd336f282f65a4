package import Graphics
import Numerics
import Tensors

extension Transform {
  /// Turns by `degrees` clockwise about the origin.
  package static func rotation(degrees: Double) -> Transform {
    let (sine, cosine) = (
      Elementary.sin(degrees * .pi / 180), Elementary.cos(degrees * .pi / 180)
    )
    return Transform(a: cosine, b: sine, c: -sine, d: cosine)
  }
}

extension Path {
  /// The upright rectangle around all points of the outline, control points included.
  package var bounds: (low: Point, high: Point) {
    var low = Point(.infinity, .infinity)
    var high = Point(-.infinity, -.infinity)
    func take(_ point: Point) {
      low = Point(min(low.x, point.x), min(low.y, point.y))
      high = Point(max(high.x, point.x), max(high.y, point.y))
    }
    for element in elements {
      switch element {
      case .move(let point), .line(let point): take(point)
      case .curve(let first, let second, let point):
        take(first)
        take(second)
        take(point)
      case .close: break
      }
    }
    return (low, high)
  }
}
