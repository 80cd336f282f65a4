import Numerics

/// The parts of one instance that a model is known to use: what an explanation ought to find.
///
/// *Question.* Does an explanation name what the model really looks at?
///
/// *Formula.* A model that is made to use few features (a sparse linear model, a small tree) tells
/// by itself which ones; gold are those of them that the instance has. Recall is the share of the
/// gold ones among the first K of the explanation's ranking.
///
/// *Undefined cases.* An instance without a gold part has no recall: nil. With fewer than K parts
/// every ranking finds all.
///
/// *Reference.* Ribeiro, Singh and Guestrin (2016), section 5.2, with K = 10.
///
/// *Limits.* It tells whether what is used is found, not what else is named beside it, and nothing
/// of the size or sign of the weights.
public struct GoldFeatures: Hashable, Sendable {
  /// The gold parts, rising.
  public let gold: [Int]
  /// How many parts the instance has.
  public let parts: Int

  /// The gold parts of an instance of `parts` parts; those named twice count once.
  ///
  /// - Precondition: they are parts.
  public init(_ gold: some Sequence<Int>, of parts: Int) {
    self.gold = Set(gold).sorted()
    self.parts = parts
    for part in self.gold {
      precondition(0..<parts ~= part, "GoldFeatures: no part \(part) among \(parts)")
    }
  }

  /// How many gold parts are among the first `count` of a ranking.
  ///
  /// - Precondition: the ranking names parts, each at most once, the best first; it may be short.
  ///   `count` is 0 or more.
  public func hits(of ranking: [Int], first count: Int) -> Int {
    precondition(count >= 0, "GoldFeatures: the first \(count) of a ranking")
    precondition(
      Set(ranking).count == ranking.count && ranking.allSatisfy { 0..<parts ~= $0 },
      "GoldFeatures: the ranking \(ranking) has to name parts below \(parts), each once")
    return Set(ranking.prefix(count)).intersection(gold).count
  }

  // [recall]
  /// The share of the gold parts that are among the first `count` of a ranking; nil if none is gold.
  ///
  /// - Precondition: as for ``hits(of:first:)``.
  public func recall(of ranking: [Int], first count: Int) -> Double? {
    let hits = hits(of: ranking, first: count)
    return gold.isEmpty ? nil : Double(hits) / Double(gold.count)
  }

  /// The recall to be expected of `count` parts that are drawn blindly, exactly: count / parts.
  ///
  /// - Precondition: `count` is 0 or more.
  public func randomRecall(first count: Int) -> Double? {
    gold.isEmpty ? nil : blind(first: count).mean / Double(gold.count)
  }
  // [/recall]

  /// How many gold parts are found by drawing `count` parts blindly: ``Hypergeometric``.
  ///
  /// - Precondition: `count` is 0 or more.
  public func blind(first count: Int) -> Hypergeometric {
    precondition(count >= 0, "GoldFeatures: the first \(count) of a ranking")
    return Hypergeometric(population: parts, marked: gold.count, drawn: min(count, parts))
  }
}
