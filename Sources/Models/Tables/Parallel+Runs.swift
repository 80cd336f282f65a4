import Tensors

extension Parallel {
  /// The results of `body` for runs of at most `size` of the indices 0..<`count`, one after the other.
  static func map<Result: Sendable>(
    inRunsOf size: Int, _ count: Int, _ body: @Sendable (_ run: Range<Int>) -> [Result]
  ) -> [Result] {
    Parallel.map((count + size - 1) / size) { number in
      body((number * size)..<min(count, (number + 1) * size))
    }.flatMap(\.self)
  }
}
