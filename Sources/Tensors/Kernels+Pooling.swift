extension Kernels {
  /// The place of the largest value in each window of each plane, as an index into `values`.
  ///
  /// Of equal values the first wins, and so does the first not-a-number, as in PyTorch.
  static func maximumIndices(
    _ values: ContiguousArray<Float>, planes: Int, height: Int, width: Int,
    windowHeight: Int, windowWidth: Int, stride: Int
  ) -> ContiguousArray<Int32> {
    let outputHeight = (height - windowHeight) / stride + 1
    let outputWidth = (width - windowWidth) / stride + 1
    return values.withUnsafeBufferPointer { values in
      let total = planes * outputHeight * outputWidth
      return ContiguousArray(unsafeUninitializedCapacity: total) { result, count in
        count = total
        var place = 0
        for plane in 0..<planes {
          for y in 0..<outputHeight {
            for x in 0..<outputWidth {
              let corner = (plane * height + y * stride) * width + x * stride
              var best = corner
              for i in 0..<windowHeight {
                for candidate in (corner + i * width)..<(corner + i * width + windowWidth) {
                  best = isLarger(values[candidate], than: values[best]) ? candidate : best
                }
              }
              result[place] = Int32(truncatingIfNeeded: best)
              place += 1
            }
          }
        }
      }
    }
  }

  /// Whether `value` replaces `best` as the maximum; not-a-number beats every number.
  @inline(__always)
  private static func isLarger(_ value: Float, than best: Float) -> Bool {
    value > best || (value.isNaN && !best.isNaN)
  }

  /// The values at `indices`.
  static func gather(
    _ values: ContiguousArray<Float>, at indices: ContiguousArray<Int32>
  ) -> ContiguousArray<Float> {
    values.withUnsafeBufferPointer { values in
      indices.withUnsafeBufferPointer { indices in
        ContiguousArray(unsafeUninitializedCapacity: indices.count) { result, count in
          count = indices.count
          for place in 0..<count { result[place] = values[Int(indices[place])] }
        }
      }
    }
  }

  /// Zeros of `count`, to which each of `values` is added at its index, in order.
  static func scatter(
    _ values: ContiguousArray<Float>, to indices: ContiguousArray<Int32>, count: Int
  ) -> ContiguousArray<Float> {
    var result = ContiguousArray<Float>(repeating: 0, count: count)
    values.withUnsafeBufferPointer { values in
      indices.withUnsafeBufferPointer { indices in
        result.withUnsafeMutableBufferPointer { result in
          for place in 0..<values.count { result[Int(indices[place])] += values[place] }
        }
      }
    }
    return result
  }
}
