import Numerics
public import Tensors

extension Tensor {
  /// The tensor with its last two axes stretched to `height` and `width`, values in between laid
  /// out in straight lines (bilinear).
  ///
  /// The middle of a pixel is at its half: the output pixel i of n lies at (i + 1/2) · m / n − 1/2
  /// of m input pixels, and beyond the middle of the outermost one it repeats that. This is
  /// PyTorch's `interpolate` with `align_corners=False` and without a filter, so that it is made
  /// for enlarging: a smaller size skips pixels.
  ///
  /// Equal values stay exactly equal. The highest value may fall and the lowest rise: the middle
  /// of an input pixel need not be the middle of any output pixel.
  ///
  /// - Precondition: There are two axes or more, neither of the last two empty; the new lengths
  ///   are positive.
  /// - Complexity: O(new elements).
  public func resized(height: Int, width: Int) -> Tensor {
    precondition(
      shape.count >= 2 && shape.suffix(2).allSatisfy { $0 > 0 } && height > 0 && width > 0,
      "Tensor: the shape \(shape) cannot be resized to \(height) x \(width)")
    let (rows, columns) = (shape[shape.count - 2], shape[shape.count - 1])
    let down = Tensor.neighbours(of: height, in: rows)
    let across = Tensor.neighbours(of: width, in: columns)
    var result = ContiguousArray<Float>()
    result.reserveCapacity(count / (rows * columns) * height * width)
    for plane in stride(from: 0, to: count, by: rows * columns) {
      for (upper, lower, share) in down {
        let (top, bottom) = (plane + upper * columns, plane + lower * columns)
        for (left, right, part) in across {
          let high = Tensor.between(elements[top + left], elements[top + right], at: part)
          let low = Tensor.between(elements[bottom + left], elements[bottom + right], at: part)
          result.append(Tensor.between(high, low, at: share))
        }
      }
    }
    return Tensor(result, shape: Array(shape.dropLast(2)) + [height, width])
  }

  /// The value at `share` of the way from `first` to `second`; theirs if they are equal.
  private static func between(_ first: Float, _ second: Float, at share: Float) -> Float {
    first + (second - first) * share
  }

  /// For each of `count` output pixels the two input pixels around it, and how far it is from
  /// the first to the second.
  private static func neighbours(
    of count: Int, in length: Int
  ) -> [(first: Int, second: Int, share: Float)] {
    let ratio = Double(length) / Double(count)
    return (0..<count).map { index in
      let place = max((Double(index) + 0.5) * ratio - 0.5, 0)
      let first = min(Int(place), length - 1)
      return (first, min(first + 1, length - 1), Float(place - Double(first)))
    }
  }
}
