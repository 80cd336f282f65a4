import Evaluation
import Numerics
import Tensors
import TestSupport
import Testing

/// Values of scipy.stats.spearmanr 1.17.1, made by Tests/Fixtures/evaluation.py.
private let scipyCorrelations: [([Double], [Double], Double)] = [
  ([1, 2, 3, 4, 5], [5, 6, 7, 8, 7], 0.820_782_681_668_123_3),
  ([0.3, -1, 2.5, 2.5, 0], [1, 4, 2, 2, 8], -0.578_947_368_421_052_8),
  ([1, 2, 3], [3, 2, 1], -1),
]

@Suite struct RankStabilityTests {
  @Test func `the Jaccard index is the share in common`() {
    #expect(RankStability.jaccard([1, 2, 3], [2, 3, 4]) == 0.5)
    #expect(RankStability.jaccard([1, 2], [2, 1]) == 1)
    #expect(RankStability.jaccard([1], [2]) == 0)
    #expect(RankStability.jaccard([], []) == 1)
  }

  @Test func `the mean runs over every pair once`() {
    // Pairs of tops: {0,1} {0,1} -> 1, {0,1} {0,2} -> 1/3 twice.
    let rankings = [[0, 1, 2], [1, 0, 2], [2, 0, 1]]
    let mean = RankStability.meanJaccard(ofTop: 2, in: rankings)
    #expect(abs(mean - 5 / 9) < 1e-12)
  }

  @Test func `the scatter is the mean standard deviation`() {
    // The first value has deviation 1, the second does not move.
    #expect(abs(RankStability.scatter(of: [[1, 5], [2, 5], [3, 5]]) - 0.5) < 1e-12)
  }

  @Test func `random rankings agree as far as chance says`() {
    // Two random subsets of k of d share a hypergeometric number of members.
    var random = Random(seed: 3)
    let rankings = (0..<300).map { _ in random.permutation(of: 10) }
    let mean = RankStability.meanJaccard(ofTop: 1, in: rankings)
    // For k = 1 the expectation is 1/10; 45,000 dependent pairs stay within 0.01.
    #expect(abs(mean - 0.1) < 0.01)
  }

  @Test func `equal values share their mean rank`() {
    #expect(RankStability.ranks(of: [3, 1, 3, 2]) == [3.5, 1, 3.5, 2])
  }

  @Test(arguments: scipyCorrelations) func `the rank correlation is scipy's`(
    first: [Double], second: [Double], expected: Double
  ) {
    // Five values: rounding stays far below 1e-12.
    #expect(abs(RankStability.spearman(first, second) - expected) < 1e-12)
  }

  @Test func `a constant list correlates with nothing`() {
    #expect(RankStability.spearman([1, 1, 1], [1, 2, 3]) == 0)
  }

  @Test func `an increasing map leaves the rank correlation as it is`() {
    let values = [0.1, 2, -3, 0.7, 5]
    #expect(RankStability.spearman(values, values.map { $0 * $0 * $0 }) == 1)
  }

  @Test func `a list that is constant but for rounding correlates with nothing`() {
    // a third of 0.1 + 0.1 + 0.1 is not 0.1
    #expect(RankStability.correlation([0.1, 0.1, 0.1], [1, 2, 3]) == 0)
    #expect(RankStability.correlation([1, 2, 3], [0.7, 0.7, 0.7]) == 0)
    var wavering = [Double](repeating: 0.1, count: 5000)
    for index in stride(from: 0, to: 5000, by: 3) { wavering[index] = 0.1.nextUp }
    #expect(RankStability.correlation(wavering, (0..<5000).map(Double.init)) == 0)
    #expect(RankStability.correlation([], []) == 0)
  }

  @Test(arguments: [1e-300, 1e-12, 1, 1e12, 1e300])
  func `the size of the values is of no account`(size: Double) {
    let (first, second) = ([1.0, 4, 2, 8], [2.0, 3, 1, 9])
    let expected = RankStability.correlation(first, second)
    let found = RankStability.correlation(first.map { $0 * size }, second.map { $0 / size })
    #expect(abs(found - expected) < 1e-14)
    #expect(RankStability.correlation(first, first.map { -$0 * size }) == -1)
  }

  @Test func `numbers that are none are not ranked`() async {
    await expectStop(
      saying: "first value 1 is nan",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = RankStability.spearman([1, .nan, 2], [1, 2, 3])
      })
    await expectStop(
      saying: "second value 0 is inf",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = RankStability.correlation([1, 2], [.infinity, 3])
      })
  }

  @Test func `runs and tops that make no sense trap`() async {
    await expectStop(
      saying: "runs of [2, 1] values",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = RankStability.scatter(of: [[1, 2], [1]])
      })
    await expectStop(
      saying: "the first -1 of a ranking",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = RankStability.meanJaccard(ofTop: -1, in: [[1], [2]])
      })
    await expectStop(
      saying: "1 ranking has no pair",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = RankStability.meanJaccard(ofTop: 1, in: [[1]])
      })
  }
}
