import Numerics
public import Tensors

/// An upright rectangle of whole pixels.
public struct PixelBox: Hashable, Sendable {
  /// Its rows; the first is the top one.
  public let rows: Range<Int>

  /// Its columns; the first is the left one.
  public let columns: Range<Int>

  /// The box of these rows and columns.
  ///
  /// - Precondition: neither is empty.
  public init(rows: Range<Int>, columns: Range<Int>) {
    precondition(
      !rows.isEmpty && !columns.isEmpty, "PixelBox: no pixels in rows \(rows), columns \(columns)")
    (self.rows, self.columns) = (rows, columns)
  }

  /// The smallest box around a `mask` (`[height, width]`, above one half on the object); nothing
  /// if the mask is empty.
  public init?(around mask: Tensor) {
    precondition(mask.shape.count == 2, "PixelBox: \(mask.shape) is not [height, width]")
    let width = mask.shape[1]
    let object = mask.elements.indices.filter { mask.elements[$0] > 0.5 }
    let columns = object.map { $0 % width }
    guard
      let first = object.first, let last = object.last, let left = columns.min(),
      let right = columns.max()
    else { return nil }
    self.init(rows: (first / width)..<(last / width + 1), columns: left..<(right + 1))
  }

  /// The box of `height` x `width` pixels in the middle of an image, of which as many are left
  /// above as below, one less where they are odd.
  ///
  /// - Precondition: it fits.
  public static func centered(
    height: Int, width: Int, inHeight imageHeight: Int, width imageWidth: Int
  ) -> PixelBox {
    precondition(
      1...imageHeight ~= height && 1...imageWidth ~= width,
      "PixelBox: \(height) x \(width) pixels in an image of \(imageHeight) x \(imageWidth)")
    let (top, left) = ((imageHeight - height) / 2, (imageWidth - width) / 2)
    return PixelBox(rows: top..<(top + height), columns: left..<(left + width))
  }

  /// How many pixels it has.
  public var area: Int { rows.count * columns.count }

  /// 1 in the box and 0 elsewhere, `[height, width]`.
  ///
  /// - Precondition: the box lies in the image.
  public func mask(height: Int, width: Int) -> Tensor {
    precondition(
      rows.lowerBound >= 0 && rows.upperBound <= height && columns.lowerBound >= 0
        && columns.upperBound <= width, "PixelBox: \(self) leaves an image of \(height) x \(width)")
    var mask = Tensor(shape: [height, width])
    for row in rows {
      for column in columns { mask.elements[row * width + column] = 1 }
    }
    return mask
  }
}
