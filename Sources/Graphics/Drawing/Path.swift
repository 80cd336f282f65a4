/// An outline made of straight lines and cubic curves.
public struct Path: Hashable, Sendable {
  /// One stroke of the pen.
  public enum Element: Hashable, Sendable {
    /// Lifts the pen and puts it down at a point.
    case move(Point)
    /// A straight line to a point.
    case line(Point)
    /// A cubic Bezier curve with two control points, to a point.
    case curve(Point, Point, Point)
    /// A straight line back to where the pen was put down.
    case close
  }

  /// The strokes, in order.
  public var elements: [Element]

  /// An outline of `elements`.
  public init(_ elements: [Element] = []) { self.elements = elements }

  /// Straight lines through `points`, closed if asked.
  public static func lines(_ points: [Point], closed: Bool = false) -> Path {
    var elements = points.enumerated().map {
      $0.offset == 0 ? Element.move($0.element) : .line($0.element)
    }
    if closed { elements.append(.close) }
    return Path(elements)
  }

  /// The outline of `rectangle`.
  public static func rectangle(_ rectangle: Rectangle) -> Path {
    let (left, top) = (rectangle.origin.x, rectangle.origin.y)
    let (right, bottom) = (left + rectangle.size.width, top + rectangle.size.height)
    return lines(
      [Point(left, top), Point(right, top), Point(right, bottom), Point(left, bottom)], closed: true
    )
  }

  /// The ellipse around `center`, four curves within 0.03 % of the true radius.
  public static func ellipse(center: Point, radiusX: Double, radiusY: Double) -> Path {
    let (x, y) = (center.x, center.y)
    let (handleX, handleY) = (radiusX * 0.552_284_749_8, radiusY * 0.552_284_749_8)
    return Path([
      .move(Point(x + radiusX, y)),
      .curve(
        Point(x + radiusX, y + handleY), Point(x + handleX, y + radiusY), Point(x, y + radiusY)),
      .curve(
        Point(x - handleX, y + radiusY), Point(x - radiusX, y + handleY), Point(x - radiusX, y)),
      .curve(
        Point(x - radiusX, y - handleY), Point(x - handleX, y - radiusY), Point(x, y - radiusY)),
      .curve(
        Point(x + handleX, y - radiusY), Point(x + radiusX, y - handleY), Point(x + radiusX, y)),
      .close,
    ])
  }

  /// The outline moved, turned or stretched by `transform`.
  public func transformed(by transform: Transform) -> Path {
    Path(
      elements.map { element in
        switch element {
        case .move(let to): .move(transform.apply(to: to))
        case .line(let to): .line(transform.apply(to: to))
        case .curve(let first, let second, let to):
          .curve(
            transform.apply(to: first), transform.apply(to: second), transform.apply(to: to))
        case .close: .close
        }
      })
  }
}
