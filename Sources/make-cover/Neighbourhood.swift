import Datasets
import Graphics
import Numerics
import Tensors

/// The samples around the cube: dots on the floor in the colours of two classes.
struct Neighbourhood {
  let camera: Camera

  private static let (warm, cool) = (Color(hex: 0xf2_a33a), Color(hex: 0x6f_b4f0))
  private let step = 0.13
  /// The width of the kernel that weighs the samples, in edges of the cube.
  private let reach = 0.66

  /// The dots, from far to near.
  var commands: [Drawing.Command] {
    (-26...17).flatMap { row in
      (-20...20).compactMap { column in
        dot(at: Place((Double(column) + 0.5) * step, -0.5, Double(row) * step))
      }
    }
  }

  /// A sample, sized by its weight exp(-d²/2r²); none if it would be too small to see.
  private func dot(at place: Place) -> Drawing.Command? {
    let squared = place.x * place.x + place.z * place.z
    let weight = Elementary.exp(-squared / (2 * reach * reach))
    let radius = 5.2 * weight.squareRoot() * camera.magnification(at: place)
    guard radius > 0.35 else { return nil }
    let boundary = 0.22 * Elementary.sin(place.z * 2.6)
    let color = place.x < boundary ? Self.warm : Self.cool
    let center = camera.project(place)
    // The lowest part of the page is the authors'.
    let fade = min(1, max(0, (Cover.size.height - 66 - center.y) / 60))
    guard fade > 0 else { return nil }
    return .fill(
      .ellipse(center: center, radiusX: radius, radiusY: radius * 0.5),
      .solid(color.opacity(fade * (0.12 + 0.83 * weight.squareRoot()))))
  }
}
