extension Kernels {
  /// For each index of `range` the sum of all `lists`, added in their order.
  ///
  /// A block of sums stays in registers while the lists go by, so each list is read once and
  /// nothing is written but the result.
  static func sums(
    of lists: [ContiguousArray<Float>], in range: Range<Int>
  ) -> ContiguousArray<Float> {
    ContiguousArray(unsafeUninitializedCapacity: range.count) { result, count in
      count = range.count
      lists[0].withUnsafeBufferPointer { first in
        for index in 0..<count { result[index] = first[range.lowerBound + index] }
      }
      // The piece of the result is small enough for the nearest cache.
      for list in lists.dropFirst() {
        list.withUnsafeBufferPointer { list in
          for index in 0..<count { result[index] += list[range.lowerBound + index] }
        }
      }
    }
  }

  /// Adam for the elements of `range`: what `AdamStep` says, in one walk over the numbers.
  static func adam(
    _ parameter: ContiguousArray<Float>, _ gradient: ContiguousArray<Float>,
    _ state: AdamStep.State, _ step: AdamStep, in range: Range<Int>
  ) -> (
    parameter: ContiguousArray<Float>, mean: ContiguousArray<Float>,
    square: ContiguousArray<Float>
  ) {
    var (parameter, mean) = (
      ContiguousArray(parameter[range]), ContiguousArray(state.mean.elements[range])
    )
    var square = ContiguousArray(state.square.elements[range])
    gradient.withUnsafeBufferPointer { gradient in
      parameter.withUnsafeMutableBufferPointer { parameter in
        mean.withUnsafeMutableBufferPointer { mean in
          square.withUnsafeMutableBufferPointer { square in
            for index in 0..<range.count {
              let slope = gradient[range.lowerBound + index]
              let newMean = mean[index].addingProduct(step.meanShare, slope - mean[index])
              let newSquare = (square[index] * step.squareDecay)
                .addingProduct(step.squareShare, slope * slope)
              let size = newSquare.squareRoot() * step.scale + step.epsilon
              parameter[index] = parameter[index].addingProduct(-step.stride, newMean / size)
              (mean[index], square[index]) = (newMean, newSquare)
            }
          }
        }
      }
    }
    return (parameter, mean, square)
  }
}
