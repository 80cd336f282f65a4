package import Foundation
import Graphics
import Tensors

/// The folder that holds the files of a data set.
package struct Archive: Sendable {
  /// Where the files are.
  package let folder: URL

  /// The files in `folder`.
  package init(_ folder: URL) { self.folder = folder }

  /// The bytes of the file `name`.
  func bytes(_ name: String) throws(DatasetError) -> [UInt8] {
    let file = folder.appending(path: name)
    if let data = try? Data(contentsOf: file) { return [UInt8](data) }
    let reason = file.readingFailure
    guard reason != ENOENT, reason != ENOTDIR else {
      throw DatasetError(name, "the file is missing in \(folder.path)")
    }
    throw DatasetError(name, "the file cannot be read: \(String(cString: strerror(reason)))")
  }

  /// The table `name`, whose columns `separator` divides.
  package func table(
    _ name: String, header: [String], count: Int? = nil, separator: Character = ","
  ) throws(DatasetError) -> CSVTable {
    try CSVTable(
      bytes(name), file: name, header: header, count: count, separator: separator)
  }

  /// The picture `name`, which must be `width` x `height` pixels.
  func picture(_ name: String, width: Int, height: Int) throws(DatasetError) -> Raster {
    let raster: Raster
    let file = try bytes(name)
    do {
      raster = try Raster(png: file)
    } catch {
      throw DatasetError(name, error.problem)
    }
    guard raster.width == width, raster.height == height else {
      throw DatasetError(
        name,
        "the picture has \(raster.width) x \(raster.height) pixels; expected \(width) x \(height)")
    }
    guard raster.isOpaque else {
      throw DatasetError(name, "the picture has pixels that are not opaque; expected none")
    }
    return raster
  }

  /// The `count` images on the sheets of `set`, one after the other: of each the first
  /// `channels` colours as whole planes, `channels` x 48 x 48 bytes.
  func tiles(of set: String, count: Int, channels: Int) throws(DatasetError) -> [UInt8] {
    let names = GardenFormat.sheets(of: set, count: count)
    let sheets = Parallel.map(names.count) { number in
      Result { () throws(DatasetError) in
        let first = number * GardenFormat.sheetCapacity
        return try tiles(
          on: names[number], count: min(GardenFormat.sheetCapacity, count - first),
          channels: channels)
      }
    }
    var pixels: [UInt8] = []
    pixels.reserveCapacity(count * channels * GardenFormat.side * GardenFormat.side)
    for sheet in sheets { pixels += try sheet.get() }
    return pixels
  }

  private func tiles(on name: String, count: Int, channels: Int) throws(DatasetError) -> [UInt8] {
    let (side, columns) = (GardenFormat.side, GardenFormat.columns)
    let rows = (count - 1) / columns + 1
    let sheet = try picture(name, width: columns * side, height: rows * side)
    if channels == 1, let pixel = sheet.firstColored {
      throw DatasetError(
        name, "the pixel at column \(pixel % sheet.width), row \(pixel / sheet.width) is not grey")
    }
    var pixels = [UInt8](repeating: 0, count: count * channels * side * side)
    var target = 0
    for tile in 0..<count {
      let corner = tile / columns * side * sheet.width + tile % columns * side
      for channel in 0..<channels {
        for row in 0..<side {
          var source = 4 * (corner + row * sheet.width) + channel
          for _ in 0..<side {
            pixels[target] = sheet.bytes[source]
            target += 1
            source += 4
          }
        }
      }
    }
    return pixels
  }
}

extension URL {
  /// The system's number for why the file cannot be read; Foundation's errors often hide it.
  var readingFailure: Int32 {
    let file = open(path, O_RDONLY)
    guard file >= 0 else { return errno }
    defer { close(file) }
    var byte: UInt8 = 0
    return read(file, &byte, 1) < 0 ? errno : EIO
  }
}

extension Raster {
  /// The number of the first pixel that is not grey; nil if all are.
  fileprivate var firstColored: Int? {
    (0..<(width * height)).first {
      bytes[4 * $0] != bytes[4 * $0 + 1] || bytes[4 * $0] != bytes[4 * $0 + 2]
    }
  }
}

extension GraphicsError {
  /// What is wrong with a PNG file, without advice.
  fileprivate var problem: String {
    guard case .damagedPNG(let byte, let count, let reason) = self else { return description }
    return "damaged near byte \(byte) of \(count): \(reason); expected a PNG file"
  }
}
