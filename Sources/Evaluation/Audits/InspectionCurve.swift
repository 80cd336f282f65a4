import Numerics

/// How soon someone who looks at examples in a given order finds those that are wrong.
public struct InspectionCurve: Hashable, Sendable {
  /// The share of wrong examples that is found after none, the first, the first two, … examples.
  public let found: [Double]

  /// The curve of an order of examples, of which those at `wrong` are to be found.
  ///
  /// - Precondition: `order` names each example once, and `wrong` at least one of them, each once.
  public init(order: [Int], wrong: [Int]) {
    precondition(
      order.sorted() == Array(order.indices),
      "InspectionCurve: an order of \(order.count) examples has to name each of them once")
    let sought = Set(wrong)
    precondition(
      !wrong.isEmpty && sought.count == wrong.count && wrong.allSatisfy { order.indices ~= $0 },
      "InspectionCurve: \(wrong.count) wrong examples among \(order.count), each named once")
    var count = 0
    found =
      [0]
      + order.map { index in
        count += sought.contains(index) ? 1 : 0
        return Double(count) / Double(wrong.count)
      }
  }

  /// The examples with the largest values first, and their curve.
  ///
  /// Of equal values the first comes first.
  ///
  /// - Precondition: no value is not a number; `wrong` as above.
  public init(largestFirst values: [Double], wrong: [Int]) {
    precondition(!values.contains { $0.isNaN }, "InspectionCurve: a value is not a number")
    self.init(order: descendingOrder(of: values), wrong: wrong)
  }

  /// The share that is found when this share of all examples has been looked at, in whole examples.
  ///
  /// - Precondition: the share lies in 0...1.
  public func found(inspecting share: Double) -> Double {
    precondition(0...1 ~= share, "InspectionCurve: a share of \(share)")
    return found[Int((share * Double(found.count - 1) + 1e-9).rounded(.down))]
  }

  /// The mean of the curve from its first to its last example: about one half for a random order,
  /// and 1 less half of the share of wrong ones for the best.
  public var area: Double {
    let pairs = zip(found, found.dropFirst())
    return pairs.reduce(0) { $0 + ($1.0 + $1.1) / 2 } / Double(found.count - 1)
  }
}
