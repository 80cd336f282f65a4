import Numerics

/// What LIME found out about one row of a table and one class.
public struct TableExplanation: Hashable, Sendable {
  /// The row that was explained.
  public let row: [Double]

  /// What each variable of the surrogate means: `soil = clay`, `10 < water ≤ 25`.
  public let conditions: [String]

  /// The surrogate and how far to trust it: R², the gap, the effective sample size.
  public let fit: LIMEExplanation

  /// One column's part in an explanation.
  public struct Reason: Hashable, Sendable {
    /// Which column it is, from 0.
    public let column: Int
    /// What its variable means for the row: `10 < water ≤ 25`.
    public let condition: String
    /// What it adds to the score that the condition holds; for a number, what a standard deviation
    /// more of it adds.
    public let coefficient: Double
    /// How far the coefficient would move with other samples, as a standard deviation; not a
    /// number where the samples are too few to tell.
    public let standardError: Double
  }

  // [top]
  /// The `count` selected columns that add or take away most, the largest first.
  ///
  /// - Precondition: `count` is 0 or more.
  public func reasons(_ count: Int = .max) -> [Reason] {
    precondition(count >= 0, "TableExplanation: the first \(count) reasons")
    return fit.rankingBySize.filter(Set(fit.fit.selected).contains).prefix(count).map {
      Reason(
        column: $0, condition: conditions[$0], coefficient: fit.coefficients[$0],
        standardError: fit.standardErrors[$0])
    }
  }
  // [/top]
}
