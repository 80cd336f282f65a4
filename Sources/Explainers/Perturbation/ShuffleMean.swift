import Numerics

/// A mean over rows that took a value from another row, with how far chance may have moved it.
///
/// Each number hangs on two rows: the one that is asked about, and its donor. Other rows in either
/// place would have given other numbers, so the error counts both.
public struct ShuffleMean: Hashable, Sendable {
  /// The number of each row, for each shuffle.
  public let values: [[Double]]
  /// Which row lent its value, for each shuffle and row.
  public let donors: [[Int]]
  /// The mean of all numbers.
  public let mean: Double
  /// The standard error of the mean over rows, in both places, and over shuffles.
  ///
  ///     √((s²_asked + s²_lent) / n),
  ///
  /// with s²_asked the variance, with n − 1, of the rows' means over shuffles, and s²_lent that of
  /// the donors' means. Both hold the luck of the shuffles, so it is a little large where there are
  /// few. (A mean over pairs of rows is a U-statistic: Hoeffding 1948.)
  public let standardError: Double

  /// The mean of `values`, one a row for each shuffle, to which `donors` lent.
  ///
  /// - Precondition: there is a shuffle; each has two rows or more, all of them equally many; in
  ///   each every row lends once.
  public init(_ values: [[Double]], _ donors: [[Int]]) {
    let count = values.first?.count ?? 0
    precondition(count > 1, "ShuffleMean: \(count) rows")
    precondition(
      values.count == donors.count && values.allSatisfy { $0.count == count }
        && donors.allSatisfy { $0.sorted() == Array(0..<count) },
      "ShuffleMean: \(values.map(\.count)) values from \(donors.map(\.count)) donors, each of "
        + "which has to lend once a shuffle")
    var (asked, lent) = ([Double](repeating: 0, count: count), [Double](repeating: 0, count: count))
    for (row, donors) in zip(values, donors) {
      for (place, value) in row.enumerated() {
        asked[place] += value / Double(values.count)
        lent[donors[place]] += value / Double(values.count)
      }
    }
    (self.values, self.donors) = (values, donors)
    mean = asked.reduce(0, +) / Double(count)
    let squares = [asked, lent].map { [mean] means in
      means.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    }
    standardError = (squares.reduce(0, +) / Double(count - 1) / Double(count)).squareRoot()
  }

  /// The difference of two means over the same pairs of rows, whose common luck cancels.
  ///
  /// - Precondition: the same rows lent to the same rows.
  public static func - (first: ShuffleMean, second: ShuffleMean) -> ShuffleMean {
    precondition(
      first.donors == second.donors, "ShuffleMean: a difference of two different shuffles")
    return ShuffleMean(
      zip(first.values, second.values).map { zip($0, $1).map { $0 - $1 } }, first.donors)
  }
}
