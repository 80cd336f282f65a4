public import Explainers
public import Images
import Numerics
public import Tensors

/// A picture cut into equal rectangles that can be hidden: the parts that scores of parts ask about.
///
/// Any picture has them, and no method chose them. A rectangle is worth the sum of its pixels in a
/// map, as for an attribution that adds up; rectangles of equal size rank as by their means.
public struct PictureBlocks: Hashable, Sendable {
  /// How many rectangles there are from top to bottom, and at most a row of pixels each.
  public let rows: Int
  /// How many there are from left to right.
  public let columns: Int
  /// What stands where a rectangle is hidden.
  public let substrate: Substrate

  /// Rectangles that `substrate` hides; those of 8 × 8 have 36 pixels in a picture of 48 × 48.
  ///
  /// - Precondition: there is a row and a column.
  public init(rows: Int = 8, columns: Int = 8, hiddenBy substrate: Substrate) {
    precondition(
      rows >= 1 && columns >= 1, "PictureBlocks: \(rows) × \(columns) blocks; 1 × 1 is the least")
    (self.rows, self.columns, self.substrate) = (rows, columns, substrate)
  }

  /// The rectangles of a picture of so many pixels; a picture with fewer has one for each.
  ///
  /// - Precondition: there is a pixel.
  public func cut(height: Int, width: Int) -> Superpixels {
    precondition(height > 0 && width > 0, "PictureBlocks: a picture of \(height) × \(width) pixels")
    return .grid(
      height: height, width: width, rows: min(rows, height), columns: min(columns, width))
  }

  /// The picture in parts that can be hidden.
  ///
  /// - Precondition: `image` is `[channels, height, width]`, fits the substrate and is finite.
  public func parts(of image: Tensor) -> InputInParts<Tensor> {
    let background = substrate.background(of: image)
    let labels = cut(height: image.shape[1], width: image.shape[2]).labels
    return InputInParts(
      image, background: background,
      parts: Array((0..<image.shape[0]).map { _ in labels }.joined()))
  }

  /// What `map`, `[height, width]`, gives each part: the sum over its pixels.
  ///
  /// - Precondition: the map has that shape, and finite values.
  public func importances(in map: Tensor) -> [Double] {
    precondition(map.shape.count == 2, "PictureBlocks: the map \(map.shape) is no [height, width]")
    map.requireFinite("PictureBlocks: the map")
    let cut = cut(height: map.shape[0], width: map.shape[1])
    var sums = [Double](repeating: 0, count: cut.count)
    for (label, value) in zip(cut.labels, map.elements) { sums[label] += Double(value) }
    return sums
  }
}
