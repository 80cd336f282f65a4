import Numerics
public import Tensors

/// What lies beyond the middle of the outermost pixels when a picture is stretched.
public enum ResizingEdge: String, CaseIterable, Hashable, Sendable {
  /// The outermost pixel again: PyTorch's `interpolate` with `align_corners=False`.
  case repeated

  /// The picture mirrored at the middle of its outermost pixels, 2 1 | 0 1 2 | 1 0: `resize` of
  /// scikit-image with `mode='reflect'`.
  case mirrored

  /// Where among `length` pixels lies what is `place` pixels from the middle of the first one.
  fileprivate func inside(_ place: Double, of length: Int) -> Double {
    switch self {
    case .repeated: return max(place, 0)
    case .mirrored:
      let last = Double(length - 1)
      return max(last - abs(last - abs(place)), 0)
    }
  }
}

extension Tensor {
  /// The tensor with its last two axes stretched to `height` and `width`, values in between laid
  /// out in straight lines (bilinear).
  ///
  /// The middle of a pixel is at its half: the output pixel i of n lies at (i + 1/2) · m / n − 1/2
  /// of m input pixels, and `edge` says what lies beyond the middle of the outermost one. There is
  /// no filter, so that it is made for enlarging: a smaller size skips pixels.
  ///
  /// Equal values stay exactly equal. The highest value may fall and the lowest rise: the middle
  /// of an input pixel need not be the middle of any output pixel.
  ///
  /// - Precondition: There are two axes or more, neither of the last two empty; the new lengths
  ///   are positive.
  /// - Complexity: O(new elements) when both lengths grow.
  public func resized(height: Int, width: Int, edge: ResizingEdge = .repeated) -> Tensor {
    precondition(
      shape.count >= 2 && shape.suffix(2).allSatisfy { $0 > 0 } && height > 0 && width > 0,
      "Tensor: the shape \(shape) cannot be resized to \(height) x \(width)")
    let (rows, columns) = (shape[shape.count - 2], shape[shape.count - 1])
    let down = Tensor.neighbours(of: height, in: rows, edge)
    let across = Tensor.neighbours(of: width, in: columns, edge)
    let planes = count / (rows * columns)
    let result = ContiguousArray<Float>(unsafeUninitializedCapacity: planes * height * width) {
      result, initialized in
      for plane in 0..<planes {
        let wide = stretched(across, from: plane * rows * columns, rows: rows, columns: columns)
        for (row, (upper, lower, share)) in down.enumerated() {
          let start = (plane * height + row) * width
          wide.withUnsafeBufferPointer { wide in
            for column in 0..<width {
              result[start &+ column] = Tensor.between(
                wide[upper &* width &+ column], wide[lower &* width &+ column], at: share)
            }
          }
        }
      }
      initialized = planes * height * width
    }
    return Tensor(result, shape: Array(shape.dropLast(2)) + [height, width])
  }

  /// The rows of a plane, each stretched to as many columns as there are `neighbours`.
  private func stretched(
    _ neighbours: [(first: Int, second: Int, share: Float)], from start: Int, rows: Int,
    columns: Int
  ) -> ContiguousArray<Float> {
    var wide = ContiguousArray<Float>()
    wide.reserveCapacity(rows * neighbours.count)
    for row in stride(from: start, to: start + rows * columns, by: columns) {
      for (left, right, part) in neighbours {
        wide.append(Tensor.between(elements[row + left], elements[row + right], at: part))
      }
    }
    return wide
  }

  /// The value at `share` of the way from `first` to `second`; theirs if they are equal.
  @inline(__always)
  private static func between(_ first: Float, _ second: Float, at share: Float) -> Float {
    first + (second - first) * share
  }

  /// For each of `count` output pixels the two input pixels around it, and how far it is from
  /// the first to the second.
  private static func neighbours(
    of count: Int, in length: Int, _ edge: ResizingEdge
  ) -> [(first: Int, second: Int, share: Float)] {
    let ratio = Double(length) / Double(count)
    return (0..<count).map { index in
      let place = edge.inside((Double(index) + 0.5) * ratio - 0.5, of: length)
      let first = min(Int(place), length - 1)
      return (first, min(first + 1, length - 1), Float(place - Double(first)))
    }
  }
}
