import Datasets
import Graphics

extension Scene {
  /// The part shown by each pixel, 0 on the ground, for the creature at `index`.
  ///
  /// A pixel belongs to the creature if at least half of it is covered, and to the part that
  /// covers most of it. Creatures in front hide those behind.
  func parts(of index: Int) throws -> [UInt8] {
    var best = [UInt8](repeating: 0, count: Int(side * side))
    var label = best
    var covered = best
    for part in figures[index].portrait.creature.parts {
      let raster = try coverage(of: part, in: index)
      for pixel in best.indices {
        let share = raster.bytes[4 * pixel]
        covered[pixel] = raster.bytes[4 * pixel + 1]
        if share > best[pixel] {
          best[pixel] = share
          label[pixel] = UInt8(part.rawValue)
        }
      }
    }
    return zip(label, covered).map { $1 >= 128 ? $0 : 0 }
  }

  /// Red where `part` is seen, green where any part of the same creature is.
  private func coverage(of part: Part, in index: Int) throws -> Raster {
    let nothing = Color(hex: 0x00_0000)
    var commands: [Drawing.Command] = [
      .fill(.rectangle(Rectangle(x: 0, y: 0, width: side, height: side)), .solid(nothing))
    ]
    for (number, figure) in figures.enumerated() where number >= index {
      let shapes = figure.portrait.shapes.compactMap { shape in
        shape.part.map { other in
          shape.colored(
            number > index ? nothing : Color(hex: other == part ? 0xff_ff00 : 0x00_ff00))
        }
      }
      commands.append(
        .group(shapes.map(\.command), transform: figure.place, clip: nil, opacity: 1))
    }
    return try Drawing(size: Size(side, side), commands: commands).raster(scale: 1)
  }
}
