import Datasets
import Graphics

extension Creature {
  /// The most it is turned to either side, in degrees.
  var steadiness: Double {
    switch self {
    case .bee: 25
    case .ladybird: 40
    case .fish: 22
    case .mushroom: 9
    case .snail: 14
    }
  }

  /// A family of colours, those that it has in nature more often.
  func tint(using brush: inout Brush) -> Tint {
    let shares: [(Tint, Int)] =
      switch self {
      case .bee: [(.yellow, 4), (.orange, 3), (.brown, 2), (.red, 1)]
      case .ladybird: [(.red, 4), (.orange, 3), (.yellow, 2), (.brown, 1)]
      case .fish: [(.blue, 3), (.orange, 3), (.red, 2), (.yellow, 1), (.brown, 1)]
      case .mushroom: [(.red, 4), (.brown, 3), (.orange, 2), (.yellow, 1)]
      case .snail: [(.brown, 4), (.yellow, 3), (.orange, 2), (.red, 1)]
      }
    return brush.pick(shares.flatMap { Array(repeating: $0.0, count: $0.1) })
  }
}

extension Placement {
  /// A soft shadow, close to those that stand and farther below those that hover.
  var shadow: Drawing.Command {
    let (drop, width, height) =
      switch creature {
      case .bee: (0.62, 0.36, 0.1)
      case .ladybird: (0.1, 0.5, 0.44)
      case .fish: (0.34, 0.46, 0.12)
      case .mushroom: (0.46, 0.34, 0.11)
      case .snail: (0.39, 0.54, 0.1)
      }
    let dark = Color(hex: 0x10_1418)
    let blot = Drawing.Command.fill(
      .circle(0, 0, 1),
      .radial(
        center: Point(0, 0), radius: 1,
        stops: [
          Paint.Stop(0, dark.opacity(0.45)), Paint.Stop(0.6, dark.opacity(0.28)),
          Paint.Stop(1, dark.opacity(0)),
        ]))
    let place = Transform.translation(center.x, center.y + drop * size)
      .after(.scale(width * size, height * size))
    return .group([blot], transform: place, clip: nil, opacity: 1)
  }
}
