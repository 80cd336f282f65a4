/// Whether contributions add up to the change that they explain.
public struct Completeness: Hashable, Sendable {
  /// The score of the baseline and of the input.
  public let start, end: Double
  /// What the contributions add up to.
  public let sum: Double

  /// An account of one's own.
  public init(start: Double, end: Double, sum: Double) {
    (self.start, self.end, self.sum) = (start, end, sum)
  }

  /// The change of the score.
  public var change: Double { end - start }
  /// What is missing from the sum, or too much in it: sum − change.
  public var gap: Double { sum - change }
  /// The size of the gap as a share of the change; 0 where both are 0, infinite where only the
  /// change is.
  public var relativeGap: Double { gap == 0 ? 0 : abs(gap) / abs(change) }
}
