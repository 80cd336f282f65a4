public import Graphics
import Numerics
public import Tensors

/// A small opaque picture that is pasted over images: a tag in a corner or a caption.
public struct Sticker: Hashable, Sendable {
  /// What it says, for captions the word.
  public let name: String
  /// The column of its left edge.
  public let left: Int
  /// The row of its upper edge.
  public let top: Int
  /// Its pixels.
  public let raster: Raster

  /// The sticker `raster` at column `left` and row `top`.
  ///
  /// - Precondition: it lies within 48 x 48 pixels.
  public init(_ name: String, _ raster: Raster, left: Int, top: Int) {
    let side = GardenFormat.side
    precondition(
      left >= 0 && top >= 0 && left + raster.width <= side && top + raster.height <= side,
      """
      Sticker: \(raster.width) x \(raster.height) pixels at \(left), \(top) leave the image of \
      \(side) x \(side)
      """)
    (self.name, self.raster, self.left, self.top) = (name, raster, left, top)
  }

  /// The sticker `count` times side by side, as one: a line along the bottom from a seal.
  ///
  /// - Precondition: `count` is positive, and all fit into the image.
  public func repeated(_ count: Int) -> Sticker {
    precondition(count > 0, "Sticker.repeated: \(count) times")
    var bytes: [UInt8] = []
    for row in 0..<raster.height {
      let line = raster.bytes[(4 * row * raster.width)..<(4 * (row + 1) * raster.width)]
      for _ in 0..<count { bytes += line }
    }
    let wide = Raster(width: count * raster.width, height: raster.height, bytes: bytes)
    return Sticker(name, wide, left: left, top: top)
  }

  /// Where it covers an image: `[48, 48]`, 1 under the sticker and 0 elsewhere.
  public var mask: Tensor {
    var mask = Tensor(repeating: 0, shape: [GardenFormat.side, GardenFormat.side])
    forEachPixel { _, target in mask.elements[target] = 1 }
    return mask
  }

  /// Replaces the pixels of `image`, `[3, 48, 48]`, that it covers.
  func paste(onto image: inout Tensor) {
    let plane = GardenFormat.side * GardenFormat.side
    forEachPixel { source, target in
      for channel in 0..<3 {
        image.elements[channel * plane + target] =
          ImageStore.level(raster.bytes[4 * source + channel])
      }
    }
  }

  /// Calls `body` with the index of each pixel on the sticker and in the image.
  private func forEachPixel(_ body: (_ source: Int, _ target: Int) -> Void) {
    for row in 0..<raster.height {
      for column in 0..<raster.width {
        body(row * raster.width + column, (top + row) * GardenFormat.side + left + column)
      }
    }
  }
}
