import Numerics

extension DecisionTree {
  /// What is made small by a question: how mixed the classes of its two groups are.
  ///
  /// *Source.* Gini: Breiman, Friedman, Olshen and Stone (1984), "Classification and Regression
  /// Trees", chapter 4. Entropy: Quinlan (1986), "Induction of decision trees".
  public enum Criterion: String, CaseIterable, Hashable, Sendable {
    /// 1 − Σ p²: the chance that two rows, drawn with replacement, differ in class.
    case gini

    /// − Σ p log₂ p: how many bits the class of a row is worth.
    case entropy

    /// The impurity of a group with `counts` rows of each class; 0 where all are of one.
    ///
    /// - Precondition: there is a row.
    public func impurity(of counts: [Int]) -> Double {
      let count = counts.reduce(0, +)
      precondition(count > 0, "DecisionTree.Criterion: no rows")
      let shares = counts.map { Double($0) / Double(count) }
      switch self {
      case .gini: return 1 - shares.reduce(0) { $0 + $1 * $1 }
      case .entropy:
        let bits = shares.filter { $0 > 0 }.map { $0 * Elementary.log($0) / Elementary.log(2) }
        return -bits.reduce(0, +)
      }
    }
  }
}

/// A criterion in whole numbers, so that sums do not depend on their order and questions that are
/// equally good are equal to the last bit.
struct SplitScore {
  private let criterion: DecisionTree.Criterion
  /// What n rows of one class count: n² for Gini; n ln n for entropy, in steps of 2^-32.
  private let powers: [Int]

  /// Prepares the scores of groups of at most `count` rows.
  init(_ criterion: DecisionTree.Criterion, rows count: Int) {
    self.criterion = criterion
    powers = (0...count).map { number in
      switch criterion {
      case .gini: number * number
      case .entropy:
        number == 0
          ? 0 : Int((Double(number) * Elementary.log(Double(number)) * 0x1p32).rounded())
      }
    }
  }

  /// How much the sum of a group's powers grows if `added` rows join `count` of one class.
  func growth(from count: Int, adding added: Int) -> Int { powers[count + added] - powers[count] }

  /// The sum of the powers of a group with `counts` rows of each class.
  func sum(_ counts: [Int]) -> Int { counts.reduce(0) { $0 + powers[$1] } }

  /// How pure two groups are, which is large where their weighted impurity is small, from the sums
  /// of their powers and their sizes.
  ///
  /// Gini: Σ b²/lower + Σ a²/upper, in one division. Entropy: Σ b ln b − lower ln lower, and the
  /// same of the other.
  func purity(_ below: Int, of lower: Int, _ above: Int, of upper: Int) -> Double {
    switch criterion {
    case .gini: Double(below * upper + above * lower) / Double(lower * upper)
    case .entropy: Double(below - powers[lower] + (above - powers[upper]))
    }
  }
}
