import Datasets
import Graphics

/// A cube of glass with an edge towards the reader: what lies behind its content and what before.
struct GlassCube {
  let camera: Camera

  private static let light = Color(hex: 0xcf_e6fb)
  private static let glint = Color(hex: 0xff_ffff)

  /// A corner: half a diagonal to the right and towards the reader; up is the lid.
  private func corner(_ x: Double, _ z: Double, up: Bool) -> Point {
    let half = 0.5.squareRoot()
    return camera.project(Place(x * half, up ? 0.5 : -0.5, z * half))
  }
  private func front(up: Bool) -> Point { corner(0, 1, up: up) }
  private func right(up: Bool) -> Point { corner(1, 0, up: up) }
  private func back(up: Bool) -> Point { corner(0, -1, up: up) }
  private func left(up: Bool) -> Point { corner(-1, 0, up: up) }

  /// The floor, the walls behind and their edges.
  var back: [Drawing.Command] {
    let light = Self.light
    return [
      face(
        [left(up: false), front(up: false), right(up: false), back(up: false)],
        light.opacity(0.02), light.opacity(0.10)),
      face(
        [left(up: true), back(up: true), back(up: false), left(up: false)], light.opacity(0.10),
        light.opacity(0.01)),
      face(
        [back(up: true), right(up: true), right(up: false), back(up: false)],
        light.opacity(0.05), light.opacity(0.01)),
      edge(back(up: true), back(up: false), 0.8, light.opacity(0.45), light.opacity(0.15)),
      edge(left(up: false), back(up: false), 0.8, light.opacity(0.45), light.opacity(0.15)),
      edge(right(up: false), back(up: false), 0.8, light.opacity(0.45), light.opacity(0.15)),
    ]
  }

  /// The lid, the walls in front, what they reflect, and their edges.
  var front: [Drawing.Command] {
    let light = Self.light
    let walls = [
      face(
        [left(up: true), front(up: true), front(up: false), left(up: false)],
        light.opacity(0.14), light.opacity(0.02)),
      face(
        [front(up: true), right(up: true), right(up: false), front(up: false)],
        light.opacity(0.03), light.opacity(0.10)),
      face(
        [left(up: true), back(up: true), right(up: true), front(up: true)],
        light.opacity(0.22), light.opacity(0.05)),
    ]
    let glints = [
      reflection(left(up:), front(up:), 0.10, 0.26), reflection(left(up:), front(up:), 0.31, 0.36),
      reflection(front(up:), right(up:), 0.62, 0.80),
    ]
    let faint = light.opacity(0.6)
    let edges = [
      (left(up: true), back(up: true)), (back(up: true), right(up: true)),
      (left(up: true), left(up: false)), (right(up: true), right(up: false)),
      (left(up: false), front(up: false)), (right(up: false), front(up: false)),
    ].flatMap {
      [
        edge($0, $1, 4.5, light.opacity(0.12), light.opacity(0.05)),
        edge($0, $1, 1.3, Self.glint.opacity(0.9), faint),
      ]
    }
    let near = [
      (front(up: true), left(up: true)), (front(up: true), right(up: true)),
      (front(up: true), front(up: false)),
    ].flatMap {
      [
        edge($0, $1, 6, light.opacity(0.2), light.opacity(0.05)),
        edge($0, $1, 1.7, Self.glint, faint),
      ]
    }
    return walls + glints + edges + near
      + [
        spark(at: front(up: true), 26), spark(at: left(up: true), 17),
        spark(at: front(up: false), 15),
      ]
  }

  /// A wall whose colour changes from its first corner to the opposite one.
  private func face(_ corners: [Point], _ start: Color, _ end: Color) -> Drawing.Command {
    .fill(
      .lines(corners, closed: true),
      .linear(
        from: corners[0], to: corners[2], stops: [Paint.Stop(0, start), Paint.Stop(1, end)]))
  }

  /// A slanting strip of light on a wall, between two shares of its width.
  private func reflection(
    _ first: (Bool) -> Point, _ second: (Bool) -> Point, _ start: Double, _ end: Double
  ) -> Drawing.Command {
    func point(_ share: Double, up: Bool) -> Point { first(up).toward(second(up), share) }
    let slant = 0.16
    return face(
      [
        point(start + slant, up: true), point(end + slant, up: true), point(end, up: false),
        point(start, up: false),
      ], Self.glint.opacity(0.16), Self.glint.opacity(0.01))
  }

  /// Light caught in a corner.
  private func spark(at corner: Point, _ radius: Double) -> Drawing.Command {
    .fill(
      .ellipse(center: corner, radiusX: radius, radiusY: radius),
      .radial(
        center: corner, radius: radius,
        stops: [
          Paint.Stop(0, Self.glint.opacity(0.7)), Paint.Stop(0.1, Self.light.opacity(0.28)),
          Paint.Stop(0.4, Self.light.opacity(0.07)), Paint.Stop(1, Self.light.opacity(0)),
        ]))
  }

  /// An edge as a thin beam that fades towards its end.
  private func edge(
    _ start: Point, _ end: Point, _ width: Double, _ first: Color, _ last: Color
  ) -> Drawing.Command {
    let (x, y) = (end.x - start.x, end.y - start.y)
    let length = (x * x + y * y).squareRoot()
    let (across, down) = (-y / length * width / 2, x / length * width / 2)
    return .fill(
      .lines(
        [
          Point(start.x + across, start.y + down), Point(end.x + across, end.y + down),
          Point(end.x - across, end.y - down), Point(start.x - across, start.y - down),
        ], closed: true),
      .linear(from: start, to: end, stops: [Paint.Stop(0, first), Paint.Stop(1, last)]))
  }
}

extension Point {
  /// The point `distance` further down the page.
  func lower(by distance: Double) -> Point { Point(x, y + distance) }

  /// The point `share` of the way to `other`.
  func toward(_ other: Point, _ share: Double) -> Point {
    Point(x + share * (other.x - x), y + share * (other.y - y))
  }
}
