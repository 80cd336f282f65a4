import Evaluation
import Numerics
import TestSupport
import Testing

@Suite struct GoldFeaturesTests {
  @Test func `recall is the share of the gold parts that are named early`() {
    let truth = GoldFeatures([4, 1, 4], of: 6)
    #expect(truth.gold == [1, 4])
    #expect(truth.recall(of: [4, 0, 1, 2], first: 2) == 0.5)
    #expect(truth.recall(of: [4, 0, 1, 2], first: 3) == 1)
    #expect(truth.recall(of: [4, 0, 1, 2], first: 100) == 1)
    #expect(truth.recall(of: [], first: 3) == 0)
    #expect(truth.recall(of: [1, 4], first: 0) == 0)
    #expect(truth.hits(of: [0, 4, 1], first: 2) == 1)
  }

  @Test func `an instance without gold has no recall`() {
    let truth = GoldFeatures([], of: 3)
    #expect(truth.recall(of: [0, 1, 2], first: 2) == nil && truth.randomRecall(first: 2) == nil)
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func `blind choice finds what is expected of it`(seed: UInt64) throws {
    let truth = GoldFeatures([0, 3, 5], of: 12)
    var random = Random(seed: seed)
    let recalls = try (0..<4000).map { _ in
      try #require(truth.recall(of: random.permutation(of: 12), first: 5))
    }
    let found = Estimate(recalls)
    let expected = try #require(truth.randomRecall(first: 5))
    #expect(abs(expected - 5.0 / 12) < 1e-15)
    #expect(abs(found.mean - expected) < 4 * found.standardError)
    let blind = truth.blind(first: 5)
    #expect(abs(found.standardDeviation - blind.standardDeviation / 3) < 0.02)
    for hits in 0...3 {
      let share = Double(recalls.count { $0 == Double(hits) / 3 }) / 4000
      #expect(abs(share - blind.probabilities[hits]) < 0.04)
    }
  }

  @Test func `more than there is finds all`() {
    #expect(GoldFeatures([1], of: 3).randomRecall(first: 10) == 1)
    #expect(GoldFeatures([1], of: 3).randomRecall(first: 0) == 0)
  }

  @Test func `what does not fit traps`() async {
    await expectStop(
      saying: "GoldFeatures: no part 3 among 3",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = GoldFeatures([3], of: 3)
      })
    await expectStop(
      saying: "the ranking [0, 0] has to name parts below 3, each once",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = GoldFeatures([1], of: 3).recall(of: [0, 0], first: 1)
      })
    await expectStop(
      saying: "GoldFeatures: the first -1 of a ranking",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = GoldFeatures([1], of: 3).randomRecall(first: -1)
      })
  }
}
