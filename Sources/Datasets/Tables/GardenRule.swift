import Numerics
import Tensors

// The truth about the garden table: the generator draws the labels from it, and a chapter may
// compare any model with it.

extension GardenTable {
  /// What speaks for the seed, as the logarithm of the odds: 0 is a toss-up.
  ///
  /// Warm and light is good, deep and old is bad. Water is good in sand, where it
  /// runs off, and bad in clay, where it stands: its sign depends on the soil,
  /// and that is an interaction. Moon and bed play no part.
  public static func score(of row: TableRow) -> Double {
    // [rule]
    let water = row["water"].number
    var score =
      switch row["soil"] {
      case "sand": 0.3 * (water - 25)
      case "loam": 0.1 * (water - 10)
      default: 0.3 * (20 - water)
      }
    score += 0.2 * (row["temperature"].number - 16)
    score += 0.1 * (row["light"].number - 11)
    score -= 0.06 * (row["depth"].number - 30)
    score -= 0.25 * (row["age"].number - 4)
    return score
    // [/rule]
  }

  /// The probability that a seed sprouts, 1 / (1 + e^−score), from which its
  /// label was drawn.
  public static func chance(of row: TableRow) -> Double {
    1 / (1 + Elementary.exp(-score(of: row)))
  }

  /// The share of right answers that nobody can beat on `rows` on average: the mean of the larger
  /// of chance and 1 − chance.
  ///
  /// - Precondition: there is a row.
  public static func bayesAccuracy(on rows: [TableRow]) -> Double {
    precondition(!rows.isEmpty, "GardenTable.bayesAccuracy: no rows")
    return rows.reduce(0) { $0 + max(chance(of: $1), 1 - chance(of: $1)) } / Double(rows.count)
  }
}
