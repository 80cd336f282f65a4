extension Kernels {
  /// The largest value in each window of each plane, and its index in `values`.
  ///
  /// Of equal values the first wins, row by row; not-a-number wins over every number.
  static func maxima(
    _ values: ContiguousArray<Float>, planes: Int, height: Int, width: Int,
    windowHeight: Int, windowWidth: Int, stride: Int
  ) -> (values: ContiguousArray<Float>, indices: ContiguousArray<Int32>) {
    let outputHeight = (height - windowHeight) / stride + 1
    let outputWidth = (width - windowWidth) / stride + 1
    let total = planes * outputHeight * outputWidth
    let isPairwise = windowHeight == 2 && windowWidth == 2 && stride == 2 && outputWidth >= 8
    var indices = ContiguousArray<Int32>()
    let maxima = values.withUnsafeBufferPointer { values in
      ContiguousArray<Float>(unsafeUninitializedCapacity: total) { maxima, maximaCount in
        indices = ContiguousArray(unsafeUninitializedCapacity: total) { places, placesCount in
          (maximaCount, placesCount) = (total, total)
          guard let values = values.baseAddress, var largest = maxima.baseAddress,
            var place = places.baseAddress
          else { return }
          for row in 0..<(planes * outputHeight) {
            let top = (row / outputHeight * height + row % outputHeight * stride) * width
            if isPairwise {
              pairwiseMaxima(
                values, from: top, width: width, count: outputWidth, into: largest, place)
            } else {
              rowOfMaxima(
                values, from: top, width: width, count: outputWidth, windowHeight: windowHeight,
                windowWidth: windowWidth, stride: stride, into: largest, place)
            }
            largest += outputWidth
            place += outputWidth
          }
        }
      }
    }
    return (maxima, indices)
  }

  /// One row of windows of any kind.
  private static func rowOfMaxima(
    _ values: UnsafePointer<Float>, from top: Int, width: Int, count: Int,
    windowHeight: Int, windowWidth: Int, stride: Int, into largest: UnsafeMutablePointer<Float>,
    _ places: UnsafeMutablePointer<Int32>
  ) {
    for x in 0..<count {
      var best = top + x * stride
      for i in 0..<windowHeight {
        for candidate
          in (top + i * width + x * stride)..<(top + i * width + x * stride + windowWidth)
        {
          let value = values[candidate]
          if value > values[best] || (value.isNaN && !values[best].isNaN) { best = candidate }
        }
      }
      largest[x] = values[best]
      places[x] = Int32(truncatingIfNeeded: best)
    }
  }

  /// One row of at least eight windows of 2 x 2 that do not overlap, eight windows at a time and
  /// without a branch: which value wins cannot be foreseen.
  private static func pairwiseMaxima(
    _ values: UnsafePointer<Float>, from top: Int, width: Int, count: Int,
    into largest: UnsafeMutablePointer<Float>, _ places: UnsafeMutablePointer<Int32>
  ) {
    for block in stride(from: 0, to: count, by: 8) {
      // The last eight may have been computed in part already; they come out the same.
      let x = min(block, count - 8)
      let corner = top + 2 * x
      let upper = UnsafeRawPointer(values + corner).loadUnaligned(as: SIMD16<Float>.self)
      let lower = UnsafeRawPointer(values + corner + width).loadUnaligned(as: SIMD16<Float>.self)
      let start = Int32(truncatingIfNeeded: corner) &+ SIMD8<Int32>(0, 2, 4, 6, 8, 10, 12, 14)
      let next = Int32(truncatingIfNeeded: width)
      var (best, step) = (upper.evenHalf, SIMD8<Int32>.zero)
      keepLarger(upper.oddHalf, at: 1, &best, &step)
      keepLarger(lower.evenHalf, at: next, &best, &step)
      keepLarger(lower.oddHalf, at: next &+ 1, &best, &step)
      UnsafeMutableRawPointer(largest + x).storeBytes(of: best, as: SIMD8<Float>.self)
      UnsafeMutableRawPointer(places + x).storeBytes(of: start &+ step, as: SIMD8<Int32>.self)
    }
  }

  /// Puts `value` where it is larger than `best`, and how far it is from the window's corner.
  @inline(__always)
  private static func keepLarger(
    _ value: SIMD8<Float>, at candidate: Int32, _ best: inout SIMD8<Float>,
    _ step: inout SIMD8<Int32>
  ) {
    // Not "larger", so that what is not a number wins too.
    let wins = .!(value .<= best) .& (best .== best)
    best.replace(with: value, where: wins)
    step.replace(with: candidate, where: wins)
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
