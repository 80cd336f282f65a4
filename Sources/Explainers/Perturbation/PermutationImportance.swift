public import Numerics

/// How much worse a model gets when one column of a table means nothing any more.
///
/// *Question.* What does the model as a whole lose without what this column says?
///
/// *Formula.* Let every row keep all its values but one, which it takes from another row, its donor.
/// With x the row, x′ the row with the donor's value in column j, and y the label,
///
///     I_j = mean over rows and shuffles of 1[f(x) = y] − 1[f(x′) = y],
///
/// the accuracy that is lost; and beside it how often the answer changes, f(x) ≠ f(x′). The first
/// is about the model and the world, the second about the model alone: a column that has nothing to
/// do with the labels costs nothing on average, however much the model heeds it.
///
/// *Reference.* Breiman (2001), "Random forests", section 10; Fisher, Rudin and Dominici (2019),
/// "All models are wrong, but many are useful".
///
/// *Limits.* It makes rows that do not occur where columns go together, and shares nothing between
/// them: what two columns both say seems dispensable in each. On rows that the model learned from it
/// also counts what was learned by heart.
public struct PermutationImportance: Hashable, Sendable {
  /// How often the columns are shuffled.
  public let shuffles: Int

  /// Importance by that many shuffles.
  ///
  /// - Precondition: there is a shuffle.
  public init(shuffles: Int = 10) {
    precondition(shuffles > 0, "PermutationImportance: \(shuffles) shuffles")
    self.shuffles = shuffles
  }

  /// What the shuffling of one column did.
  public struct Column: Hashable, Sendable {
    /// The accuracy that was lost.
    public let lost: ShuffleMean
    /// The share of answers that changed.
    public let changed: ShuffleMean
  }

  /// Shuffles each of `columns`, one at a time, and asks `model` about the rows.
  ///
  /// `lending` gives a row with another row's value in a column. All columns are
  /// shuffled in the same orders, so that they can be compared in pairs.
  public func explain<Row>(
    _ model: BlackBox<Row>, _ rows: [Row], labels: [Int], columns: [String],
    using random: Random,
    lending: (_ row: Row, _ column: String, _ donor: Row) -> Row
  ) -> [Column] {
    // [ask]
    let donors = orders(of: rows.count, using: random)
    let before = answers(of: model, to: rows, labels)
    return columns.map { column in
      let after = donors.map { order in
        let mixed = zip(rows, order).map { lending($0, column, rows[$1]) }
        return answers(of: model, to: mixed, labels)
      }
      return Column(
        lost: ShuffleMean(
          after.map { zip(before, $0).map { $0.right - $1.right } }, donors),
        changed: ShuffleMean(
          after.map { zip(before, $0).map { $0.class == $1.class ? 0 : 1 } },
          donors))
    }
    // [/ask]
  }

  /// The orders in which `rows` rows lend each other their values, one for each shuffle, the first
  /// of them the same however many there are.
  ///
  /// - Precondition: there are two rows or more.
  public func orders(of rows: Int, using random: Random) -> [[Int]] {
    precondition(rows > 1, "PermutationImportance: \(rows) rows cannot be shuffled")
    return (0..<shuffles).map { number in
      var own = random.stream(UInt64(number))
      return own.permutation(of: rows)
    }
  }

  /// The class that the model answers, the first of equally likely ones, and 1 where it is right.
  private func answers<Row>(
    of model: BlackBox<Row>, to rows: [Row], _ labels: [Int]
  ) -> [(class: Int, right: Double)] {
    precondition(
      rows.count == labels.count,
      "PermutationImportance: \(rows.count) rows, \(labels.count) labels")
    return zip(model.scores(of: rows), labels).map { scores, label in
      let best = scores.indices.reduce(0) { scores[$1] > scores[$0] ? $1 : $0 }
      return (best, best == label ? 1 : 0)
    }
  }
}
