public import Explainers
public import Numerics
import Tensors

/// Concepts that mean nothing: random pictures, put through the same experiment as a concept.
///
/// *Question.* How often does the test find something where there is nothing?
///
/// Each is tested for several classes, which are its family. The lines are drawn once for all
/// classes, from what the layer said once: a hundred concepts against thirty sets take some seconds.
///
/// What they get is also the fair measure of a concept: ``p(of:class:)`` asks how many of them have
/// a mean score as far from the middle. It takes a concept for one draw, where a t test takes its
/// scores, which share its pictures, for thirty.
public struct RandomConcepts: Sendable {
  /// For each class and each concept the score against each counter-set.
  public let scores: [[[Double]]]

  /// Draws concepts and scores them.
  ///
  /// - Parameters:
  ///   - count: How many concepts.
  ///   - size: How many pictures each has.
  ///   - pictures: What they are drawn from, each concept anew; none of them in a counter-set.
  ///   - counterSets: What they are held against.
  ///   - space: What a layer says of all these pictures.
  ///   - slopes: The classes, at the same layer.
  ///   - classifier: How lines are drawn.
  ///   - random: What the draws begin from, a stream for each concept.
  /// - Throws: an error if sets are too small, or if pictures are in counter-sets.
  /// - Precondition: there are as many pictures as a concept needs, a class and a counter-set.
  public init(
    _ count: Int = 100, of size: Int, from pictures: [Int], against counterSets: [[Int]],
    in space: ConceptSpace, slopes: [ClassScoreSlopes],
    by classifier: ConceptClassifier = .logistic(), using random: Random
  ) throws(ConceptError) {
    precondition(
      count > 0 && !slopes.isEmpty && !counterSets.isEmpty,
      "RandomConcepts: \(count) concepts, \(slopes.count) classes, \(counterSets.count) sets")
    let results = Parallel.map(count) { number in
      Result { () throws(ConceptError) in
        let own = random.stream(UInt64(number))
        var draw = own.stream(named: "pictures")
        let concept = CounterSets.draw(1, of: size, from: pictures, using: &draw)[0]
        let vectors = try space.vectors(
          of: concept, against: counterSets, by: classifier, using: own)
        return slopes.map { $0.along(vectors).map(TCAV.score) }
      }
    }
    var concepts: [[[Double]]] = []
    for result in results { concepts.append(try result.get()) }
    scores = slopes.indices.map { label in concepts.map { $0[label] } }
  }

  /// The concepts of several draws, one after the other.
  ///
  /// - Precondition: there is a draw, and all are about as many classes.
  public init(_ draws: [RandomConcepts]) {
    precondition(!draws.isEmpty, "RandomConcepts: no draws")
    for draw in draws {
      precondition(
        draw.scores.count == draws[0].scores.count,
        "RandomConcepts: draws of \(draws[0].scores.count) and \(draw.scores.count) classes")
    }
    scores = draws[0].scores.indices.map { place in draws.flatMap { $0.scores[place] } }
  }

  /// p of Welch's test of each concept for each class, against the scores of random sets among
  /// each other for that class.
  ///
  /// - Parameter random: One list a class.
  /// - Returns: One list a concept, with one p a class.
  /// - Precondition: a list for each class, each of two scores or more.
  public func welch(against random: [[Double]]) -> [[Double]] {
    precondition(
      random.count == scores.count,
      "RandomConcepts: \(random.count) lists of scores for \(scores.count) classes")
    return scores[0].indices.map { concept in
      scores.indices.map { TTest.welch(scores[$0][concept], random[$0]).p }
    }
  }

  /// The share of random concepts whose mean score lies as far from their middle as `score`, the
  /// mean score of a concept, and that concept itself: (1 + as far) / (1 + concepts), two-sided.
  ///
  /// - Precondition: there is such a class, and `score` is finite.
  public func p(of score: Double, class place: Int) -> Double {
    precondition(
      scores.indices ~= place, "RandomConcepts: no class \(place) among \(scores.count)")
    precondition(score.isFinite, "RandomConcepts: a score of \(score)")
    let means = scores[place].map { Estimate($0).mean }
    let middle = Estimate(means).mean
    let far = abs(score - middle) * (1 - 0x1p-40)
    return Double(1 + means.count { abs($0 - middle) >= far }) / Double(1 + means.count)
  }
}

/// How often tests of nothing find something.
public struct FalseAlarms: Hashable, Sendable {
  /// Of all tests, those with p below the level.
  public let tests: Proportion
  /// Of all families, those in which a test has p below the level.
  public let families: Proportion
  /// Of all families, those in which one has so by Holm's correction.
  public let familiesByHolm: Proportion

  /// The alarms among families of p values, below `level`.
  ///
  /// - Precondition: there is a family, none is empty, and all values lie in 0...1.
  public init(_ families: [[Double]], level: Double = 0.05) {
    precondition(
      !families.isEmpty && families.allSatisfy { !$0.isEmpty },
      "FalseAlarms: families of \(families.map(\.count)) tests")
    func alarms(_ families: [[Double]]) -> Proportion {
      Proportion(families.count { $0.contains { $0 < level } }, of: families.count)
    }
    self.families = alarms(families)
    familiesByHolm = alarms(families.map(MultipleTests.holm))
    tests = alarms(families.flatMap { $0.map { [$0] } })
  }
}
