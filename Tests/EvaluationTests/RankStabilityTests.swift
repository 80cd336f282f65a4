import Evaluation
import Numerics
import Tensors
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
}
