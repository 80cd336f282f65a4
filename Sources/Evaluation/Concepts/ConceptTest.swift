public import Numerics

/// Whether a concept's TCAV scores are other than those of pictures that mean nothing.
///
/// The scores of one concept against many random sets are held against those of random sets against
/// each other, by a test that assumes a distribution and by one that does not.
///
/// *Reference.* Kim et al. (2018), section 3.4. The reference code has Student's test with equal
/// variances, p > 0.05 as the only cut, and no correction for many tests; see ``ConceptTests``.
///
/// *Limits.* Both tests take the scores for independent draws. They are not: all of a concept's
/// scores share its pictures. So they tell whether *these pictures* are other than random ones, and
/// a handful of random pictures may well be; see ``RandomConcepts`` for how often.
public struct ConceptTest: Hashable, Sendable {
  /// The concept's name.
  public let concept: String
  /// Where it was sought.
  public let layer: String
  /// Its score against each random set.
  public let scores: [Double]
  /// The scores of random sets against each other.
  public let random: [Double]
  /// Welch's test of the two.
  public let welch: TTest
  /// The permutation test of the two.
  public let permutation: PermutationTest

  /// The tests of `scores` against `random`.
  ///
  /// - Parameters:
  ///   - concept: What the concept is called.
  ///   - layer: Where it was sought.
  ///   - scores: Its score against each random set.
  ///   - random: The scores of random sets against each other.
  ///   - draws: How many ways the permutation test draws.
  ///   - chance: What they begin from; left as it is.
  /// - Precondition: two scores or more on each side, all of them finite.
  public init(
    _ concept: String, at layer: String, scores: [Double], random: [Double], draws: Int = 9_999,
    using chance: Random
  ) {
    (self.concept, self.layer, self.scores, self.random) = (concept, layer, scores, random)
    welch = .welch(scores, random)
    var chance = chance.stream(named: "\(concept) at \(layer)")
    permutation = PermutationTest(scores, random, draws: draws, using: &chance)
  }
}

/// All tests of a chapter or a table, corrected for being so many.
///
/// `tests["striped", at: "relu3"].holm` is what counts.
public struct ConceptTests: Hashable, Sendable {
  /// One test of the family.
  public struct Entry: Hashable, Sendable {
    /// The test.
    public let test: ConceptTest
    /// p of Welch's test, by Holm's correction over the family.
    public let holm: Double
    /// p of the permutation test, by Holm's correction over the family.
    public let permutationHolm: Double
  }

  /// In the order in which they were given.
  public let entries: [Entry]

  /// The family of `tests`: concepts times layers.
  ///
  /// - Precondition: no concept is tested twice at a layer.
  public init(_ tests: [ConceptTest]) {
    let names = tests.map { [$0.concept, $0.layer] }
    precondition(
      Set(names).count == names.count, "ConceptTests: a concept twice at a layer among \(names)")
    let welch = MultipleTests.holm(tests.map(\.welch.p))
    let permutation = MultipleTests.holm(tests.map(\.permutation.p))
    entries = tests.indices.map {
      Entry(test: tests[$0], holm: welch[$0], permutationHolm: permutation[$0])
    }
  }

  /// The entry of a concept at a layer.
  ///
  /// - Precondition: there is one.
  public subscript(concept: String, at layer: String) -> Entry {
    guard let entry = entries.first(where: { $0.test.concept == concept && $0.test.layer == layer })
    else {
      preconditionFailure(
        "ConceptTests: no \(concept) at \(layer) among "
          + "\(entries.map { [$0.test.concept, $0.test.layer] })")
    }
    return entry
  }
}
