import Graphics
import Numerics
import Tensors

/// A place in the room: x to the right, y upwards, z towards the reader, in edges of the cube of
/// glass, whose middle is the origin.
struct Place {
  var x, y, z: Double

  init(_ x: Double, _ y: Double, _ z: Double) { (self.x, self.y, self.z) = (x, y, z) }
}

/// Where the reader stands and how the room falls onto the page.
struct Camera {
  /// Where the middle of the cube lies on the page.
  let center: Point
  /// The length of the cube's edges on the page, in points, at the distance of its middle.
  let scale: Double
  /// How far the reader looks down, in degrees.
  let pitch = 13.0
  /// How far away the reader stands, in edges of the cube.
  let distance = 5.5

  /// How much larger than in the middle of the cube things are at `place`.
  func magnification(at place: Place) -> Double { distance / (distance - viewed(place).z) }

  /// Where `place` falls on the page.
  func project(_ place: Place) -> Point {
    let (seen, grown) = (viewed(place), scale * magnification(at: place))
    return Point(center.x + seen.x * grown, center.y - seen.y * grown)
  }

  private func viewed(_ place: Place) -> Place {
    let angle = pitch * .pi / 180
    let (sine, cosine) = (Elementary.sin(angle), Elementary.cos(angle))
    return Place(
      place.x, place.y * cosine - place.z * sine, place.y * sine + place.z * cosine)
  }
}
