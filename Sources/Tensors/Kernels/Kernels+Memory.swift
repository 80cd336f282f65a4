extension Kernels {
  /// Asks the C library, once, to keep freed memory for the next tensors.
  ///
  /// Otherwise it gives large blocks back to the system each time, and a third of a training
  /// would go by with the system clearing pages. GNU's library raises its limit to the size of the
  /// largest block that was freed (at most 32 MB); other libraries do not mind.
  static let keepsFreedMemory: Void = {
    UnsafeMutableRawPointer.allocate(byteCount: 31 << 20, alignment: 16).deallocate()
  }()

  /// A piece of memory for the length of a call, not initialised, aligned to a cache line.
  static func withScratch<Result>(
    _ count: Int, _ body: (UnsafeMutablePointer<Float>) -> Result
  ) -> Result {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: 4 * count, alignment: 64)
    defer { memory.deallocate() }
    return body(memory.bindMemory(to: Float.self, capacity: count))
  }

  /// The places of arrays' values for the length of a call; an empty one's is not to be read.
  static func withPointers<Result>(
    _ arrays: [ContiguousArray<Float>], _ body: ([UnsafePointer<Float>]) -> Result
  ) -> Result {
    withScratch(1) { nowhere in
      withPointers(arrays[...], empty: UnsafePointer(nowhere), after: [], body)
    }
  }

  private static func withPointers<Result>(
    _ arrays: ArraySlice<ContiguousArray<Float>>, empty: UnsafePointer<Float>,
    after found: [UnsafePointer<Float>], _ body: ([UnsafePointer<Float>]) -> Result
  ) -> Result {
    guard let first = arrays.first else { return body(found) }
    return first.withUnsafeBufferPointer { first in
      withPointers(
        arrays.dropFirst(), empty: empty, after: found + [first.baseAddress ?? empty], body)
    }
  }
}
