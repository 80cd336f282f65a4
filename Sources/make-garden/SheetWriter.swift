import Datasets
import Graphics

/// Lays images side by side and turns them into PNG files.
enum SheetWriter {
  /// The sheets of `set` as named files.
  static func files(of set: String, _ tiles: [Raster]) throws -> [File] {
    try GardenFormat.sheets(of: set, count: tiles.count).enumerated().map { number, name in
      let first = number * GardenFormat.sheetCapacity
      let last = min(first + GardenFormat.sheetCapacity, tiles.count)
      return File(name: name, bytes: try sheet(tiles[first..<last]).png())
    }
  }

  /// Tiles row by row; places that stay empty are black.
  private static func sheet(_ tiles: ArraySlice<Raster>) -> Raster {
    let (side, columns) = (GardenFormat.side, GardenFormat.columns)
    let (width, height) = (columns * side, ((tiles.count - 1) / columns + 1) * side)
    let black: [UInt8] = [0, 0, 0, 255]
    var bytes = Array(repeatElement(black, count: width * height).joined())
    for (number, tile) in tiles.enumerated() {
      let corner = number / columns * side * width + number % columns * side
      for row in 0..<side {
        let (source, target) = (4 * row * side, 4 * (corner + row * width))
        for byte in 0..<(4 * side) {
          bytes[target + byte] = tile.bytes[source + byte]
        }
      }
    }
    return Raster(width: width, height: height, bytes: bytes)
  }

  /// A tile whose red and green tell the parts of the first and the second creature; with one
  /// creature the tile is grey.
  static func tile(of parts: [[UInt8]]) -> Raster {
    let side = GardenFormat.side
    var bytes: [UInt8] = []
    for pixel in 0..<(side * side) {
      let levels = parts.map { $0[pixel] * UInt8(GardenFormat.partStep) }
      bytes += levels.count == 1 ? Array(repeating: levels[0], count: 3) : levels + [0]
      bytes.append(255)
    }
    return Raster(width: side, height: side, bytes: bytes)
  }
}

extension Drawing {
  /// The picture as a tile with 32 levels a colour: no eye sees the difference, and sheets
  /// become half as large.
  func tile() throws -> Raster {
    var tile = try raster(scale: 1)
    for index in tile.bytes.indices {
      let level = (Int(tile.bytes[index]) * 31 + 127) / 255
      tile.bytes[index] = UInt8((level * 255 + 15) / 31)
    }
    return tile
  }
}

/// A file to be written.
struct File: Sendable {
  /// Its name in the folder.
  let name: String
  /// What it holds.
  let bytes: [UInt8]
}
