import Numerics
public import Tensors

extension Tensor {
  /// The tensor cut down to some rows and columns, its last two axes.
  ///
  /// - Precondition: There are two axes or more, and those rows and columns.
  public func cropped(rows: Range<Int>, columns: Range<Int>) -> Tensor {
    precondition(
      shape.count >= 2 && rows.lowerBound >= 0 && columns.lowerBound >= 0
        && rows.upperBound <= shape[shape.count - 2]
        && columns.upperBound <= shape[shape.count - 1],
      "Tensor: no rows \(rows) and columns \(columns) in the shape \(shape)")
    let (height, width) = (shape[shape.count - 2], shape[shape.count - 1])
    var result = ContiguousArray<Float>()
    let planes = shape.dropLast(2).reduce(1, *)
    result.reserveCapacity(planes * rows.count * columns.count)
    for plane in 0..<planes {
      for row in rows {
        let start = (plane * height + row) * width
        result.append(
          contentsOf: elements[(start + columns.lowerBound)..<(start + columns.upperBound)])
      }
    }
    return Tensor(result, shape: Array(shape.dropLast(2)) + [rows.count, columns.count])
  }
}
