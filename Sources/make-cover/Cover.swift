import Datasets
import Graphics

/// The cover: a ladybird in a cube of glass, half as we see it, half as importance.
///
/// The front edge of the cube divides the two. On the floor lie the samples around it, larger the
/// nearer they are, in the colours of two classes. The upper part stays calm for the title.
enum Cover {
  /// 200 by 254 millimetres.
  static let size = Size(566.93, 720)
  /// The ground of the page.
  static let night = Color(hex: 0x0e_2237)

  /// The whole page, without words.
  static var drawing: Drawing {
    let camera = Camera(center: Point(283.5, 424), scale: 298)
    let cube = GlassCube(camera: camera)
    let creature = HalfCreature(center: camera.center.lower(by: 12), size: 268)
    return Drawing(
      size: size,
      commands: ground(camera) + [pool(camera)] + Neighbourhood(camera: camera).commands + cube.back
        + creature.natural + creature.settled + cube.front + creature.flying)
  }

  /// The night, and the light that the cube sheds on it.
  private static func ground(_ camera: Camera) -> [Drawing.Command] {
    let page = Path.rectangle(Rectangle(x: 0, y: 0, width: size.width, height: size.height))
    let glow = Color(hex: 0x2c_5f8f)
    return [
      .fill(page, .solid(night)),
      .fill(
        page,
        .radial(
          center: camera.center, radius: 400,
          stops: [
            Paint.Stop(0, glow.opacity(0.75)), Paint.Stop(0.35, glow.opacity(0.36)),
            Paint.Stop(0.7, glow.opacity(0.09)), Paint.Stop(1, glow.opacity(0)),
          ])),
    ]
  }

  /// The light that gathers on the floor below the cube.
  private static func pool(_ camera: Camera) -> Drawing.Command {
    let middle = camera.project(Place(0, -0.5, 0.1))
    let radius = camera.scale * 1.05
    let light = Color(hex: 0x8f_c8ff)
    let circle = Path.ellipse(center: Point(0, 0), radiusX: radius, radiusY: radius)
    let shine = Paint.radial(
      center: Point(0, 0), radius: radius,
      stops: [
        Paint.Stop(0, light.opacity(0.34)), Paint.Stop(0.45, light.opacity(0.16)),
        Paint.Stop(1, light.opacity(0)),
      ])
    return .group(
      [.fill(circle, shine)],
      transform: Transform.translation(middle.x, middle.y).after(.scale(1, 0.3)), clip: nil,
      opacity: 1)
  }
}
