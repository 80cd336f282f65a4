/// The loops that take the time: the only files with SIMD types and unsafe pointers.
///
/// A kernel runs on one thread. The order of every sum depends on shapes alone, and every
/// multiplication that is added to something is fused (`addingProduct`), so the bits are the same
/// on every machine. Callers have checked the shapes.
package enum Kernels {
  /// The values of `body` over two equally long arrays, element by element.
  @inline(__always)
  static func zipped(
    _ left: ContiguousArray<Float>, _ right: ContiguousArray<Float>,
    _ body: (Float, Float) -> Float
  ) -> ContiguousArray<Float> {
    left.withUnsafeBufferPointer { left in
      right.withUnsafeBufferPointer { right in
        ContiguousArray(unsafeUninitializedCapacity: left.count) { result, count in
          count = left.count
          for index in 0..<count { result[index] = body(left[index], right[index]) }
        }
      }
    }
  }

  /// The values of `body` over one array.
  @inline(__always)
  static func mapped(
    _ values: ContiguousArray<Float>, _ body: (Float) -> Float
  ) -> ContiguousArray<Float> {
    values.withUnsafeBufferPointer { values in
      ContiguousArray(unsafeUninitializedCapacity: values.count) { result, count in
        count = values.count
        for index in 0..<count { result[index] = body(values[index]) }
      }
    }
  }

  static func add(
    _ left: ContiguousArray<Float>, _ right: ContiguousArray<Float>
  ) -> ContiguousArray<Float> { zipped(left, right) { $0 + $1 } }

  static func subtract(
    _ left: ContiguousArray<Float>, _ right: ContiguousArray<Float>
  ) -> ContiguousArray<Float> { zipped(left, right) { $0 - $1 } }

  static func multiply(
    _ left: ContiguousArray<Float>, _ right: ContiguousArray<Float>
  ) -> ContiguousArray<Float> { zipped(left, right) { $0 * $1 } }

  static func divide(
    _ left: ContiguousArray<Float>, _ right: ContiguousArray<Float>
  ) -> ContiguousArray<Float> { zipped(left, right) { $0 / $1 } }

  static func squareRoots(_ values: ContiguousArray<Float>) -> ContiguousArray<Float> {
    mapped(values) { $0.squareRoot() }
  }

  static func scale(
    _ values: ContiguousArray<Float>, by factor: Float
  ) -> ContiguousArray<Float> { mapped(values) { $0 * factor } }

  static func shift(
    _ values: ContiguousArray<Float>, by term: Float
  ) -> ContiguousArray<Float> { mapped(values) { $0 + term } }

  /// max(0, x); not-a-number stays what it is.
  static func relu(_ values: ContiguousArray<Float>) -> ContiguousArray<Float> {
    mapped(values) { $0 < 0 ? 0 : $0 }
  }

  /// Each of `values` where `gate` is positive, 0 elsewhere.
  static func masked(
    _ values: ContiguousArray<Float>, wherePositive gate: ContiguousArray<Float>
  ) -> ContiguousArray<Float> { zipped(values, gate) { $1 > 0 ? $0 : 0 } }

  /// Adds `factor` times `values` to `target`, in place.
  static func accumulate(
    _ values: ContiguousArray<Float>, times factor: Float, into target: inout ContiguousArray<Float>
  ) {
    values.withUnsafeBufferPointer { values in
      target.withUnsafeMutableBufferPointer { target in
        for index in 0..<values.count {
          target[index].addProduct(factor, values[index])
        }
      }
    }
  }

  /// The sum of `count` numbers: lane l adds numbers l, l + 16, …; then the lanes are halved.
  static func sum(_ values: UnsafePointer<Float>, count: Int) -> Float {
    let whole = count / 16 * 16
    var lanes = SIMD16<Float>.zero
    for index in stride(from: 0, to: whole, by: 16) {
      lanes += UnsafeRawPointer(values + index).loadUnaligned(as: SIMD16<Float>.self)
    }
    let eight = lanes.lowHalf + lanes.highHalf
    let four = eight.lowHalf + eight.highHalf
    let two = four.lowHalf + four.highHalf
    var total = two.x + two.y
    for index in whole..<count { total += values[index] }
    return total
  }

  /// The sum of all `values`, in the order of ``sum(_:count:)``.
  static func sum(_ values: ContiguousArray<Float>) -> Float {
    values.withUnsafeBufferPointer { values in
      values.baseAddress.map { sum($0, count: values.count) } ?? 0
    }
  }

  /// Whether every value is a finite number: x − x is 0 for those, and not a number for others.
  static func areFinite(_ values: ContiguousArray<Float>) -> Bool {
    values.withUnsafeBufferPointer { values in
      guard let start = values.baseAddress else { return true }
      let whole = values.count / 16 * 16
      var lanes = SIMD16<Float>.zero
      for index in stride(from: 0, to: whole, by: 16) {
        let some = UnsafeRawPointer(start + index).loadUnaligned(as: SIMD16<Float>.self)
        lanes += some - some
      }
      return lanes == .zero && values[whole...].allSatisfy(\.isFinite)
    }
  }

  /// Sums over the first and the last of three axes: `[outer, middle, inner]` to `[middle]`.
  static func sum(
    _ values: ContiguousArray<Float>, outer: Int, middle: Int, inner: Int
  ) -> ContiguousArray<Float> {
    var result = ContiguousArray<Float>(repeating: 0, count: middle)
    values.withUnsafeBufferPointer { values in
      guard let start = values.baseAddress else { return }
      for block in 0..<outer {
        for index in 0..<middle {
          let run = start + (block * middle + index) * inner
          result[index] += inner == 1 ? run[0] : sum(run, count: inner)
        }
      }
    }
    return result
  }

  /// Repeats along the first and the last of three axes: `[middle]` to `[outer, middle, inner]`.
  static func spread(
    _ values: ContiguousArray<Float>, outer: Int, middle: Int, inner: Int
  ) -> ContiguousArray<Float> {
    ContiguousArray(unsafeUninitializedCapacity: outer * middle * inner) { result, count in
      count = outer * middle * inner
      for row in 0..<(outer * middle) {
        let value = values[row % middle]
        for index in (row * inner)..<((row + 1) * inner) { result[index] = value }
      }
    }
  }
}
