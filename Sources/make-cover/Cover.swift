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
    let camera = Camera(center: Point(283.5, 440), scale: 262)
    let cube = GlassCube(camera: camera)
    let creature = HalfCreature(center: camera.center, size: 236)
    return Drawing(
      size: size,
      commands: ground(camera) + Neighbourhood(camera: camera).commands + cube.back
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
}
