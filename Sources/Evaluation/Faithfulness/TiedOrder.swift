import Numerics

/// Values in an order that chance completes where they are equal.
///
/// Sorting alone puts equal values in the order in which they lie in memory, so that a constant map
/// would be scored for a picture that is revealed row by row. Here equal values stand in each of
/// their orders equally often.
enum TiedOrder {
  /// The places of `values`, the highest first; equal ones in a random order.
  ///
  /// The random part depends on `random` and the number of values alone.
  static func descending<Value: Comparable>(
    _ values: some RandomAccessCollection<Value>, using random: Random
  ) -> [Int] {
    var random = random
    let values = Array(values)
    let luck = random.permutation(of: values.count)
    return luck.indices.sorted { one, other in
      values[one] == values[other] ? luck[one] < luck[other] : values[one] > values[other]
    }
  }
}
