import Numerics

/// What many tests at once do to their p values: one of twenty is below 0.05 by luck alone.
public enum MultipleTests {
  /// Holm's correction: with the adjusted values below 0.05, a false alarm *anywhere* among the
  /// tests comes in at most one of twenty families, however the tests depend on each other.
  ///
  /// The smallest of m values counts m times, the next one m − 1 times, and so on; none is let
  /// below one that was smaller, and none above 1. Equal values stay equal.
  ///
  /// *Source.* Holm (1979), "A simple sequentially rejective multiple test procedure".
  ///
  /// - Returns: The adjusted values, in the order of `values`.
  /// - Precondition: all values lie in 0...1, here and below.
  public static func holm(_ values: [Double]) -> [Double] {
    require(values)
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    var adjusted = values
    var floor = 0.0
    for (rank, index) in order.enumerated() {
      floor = max(floor, min(1, values[index] * Double(values.count - rank)))
      adjusted[index] = floor
    }
    return adjusted
  }

  /// Bonferroni's correction: each value counts as often as there are tests, at most 1.
  ///
  /// Never smaller than Holm's, and promises nothing more.
  public static func bonferroni(_ values: [Double]) -> [Double] {
    require(values)
    return values.map { min(1, $0 * Double(values.count)) }
  }

  private static func require(_ values: [Double]) {
    for (index, value) in values.enumerated() {
      precondition(
        0...1 ~= value, "MultipleTests: p value \(index) is \(value); it has to lie in 0...1")
    }
  }
}
