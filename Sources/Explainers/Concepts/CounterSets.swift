public import Numerics

/// Sets of random pictures, which concepts are held against, and each other.
public enum CounterSets {
  /// Which random sets are held against each other, to see what a score is worth that means
  /// nothing.
  public enum Pairing: String, Hashable, Sendable, CaseIterable {
    /// Each set in one pair: independent scores, half as many as sets.
    case disjoint
    /// Each pair once: a set is in many pairs, so their scores hang together.
    case unordered
    /// Each pair twice, turned over the second time, as in the reference: a score x comes with
    /// 1 − x, so that their mean is ½ whatever the sets are, and they seem to be twice as many.
    case ordered

    /// The pairs among `count` sets, in ascending order.
    public func pairs(of count: Int) -> [(first: Int, second: Int)] {
      switch self {
      case .disjoint: (0..<(count / 2)).map { (2 * $0, 2 * $0 + 1) }
      case .unordered:
        (0..<count).flatMap { first in ((first + 1)..<max(count, first + 1)).map { (first, $0) } }
      case .ordered:
        (0..<count).flatMap { first in
          (0..<count).filter { $0 != first }.map { (first, $0) }
        }
      }
    }
  }

  /// `count` sets of `size` pictures each, no picture in two of them.
  ///
  /// - Parameters:
  ///   - count: How many sets.
  ///   - size: How many pictures each has.
  ///   - pictures: The numbers of the pictures to draw from.
  ///   - random: Where the draw comes from.
  /// - Returns: The numbers of each set's pictures.
  /// - Precondition: there are enough pictures, and neither number is negative.
  public static func draw(
    _ count: Int, of size: Int, from pictures: [Int], using random: inout Random
  ) -> [[Int]] {
    precondition(
      count >= 0 && size >= 0 && count * size <= pictures.count,
      "CounterSets: \(count) sets of \(size) pictures from \(pictures.count); there have to be "
        + "\(count * size)")
    let order = random.permutation(of: pictures.count)
    return (0..<count).map { set in
      order[(set * size)..<((set + 1) * size)].map { pictures[$0] }
    }
  }
}
