import Evaluation
import Numerics
import TestSupport
import Testing

@Suite struct PermutationTestTests {
  @Test func `with few values p is SciPy's, to the last way`() throws {
    let cases = try StatisticsFixture.all().permutations
    #expect(cases.count == 5)
    for sample in cases {
      var random = Random(seed: 1)
      let test = PermutationTest(sample.first, sample.second, using: &random)
      #expect(test.isExact && test.standardError == 0)
      #expect(abs(test.p - sample.p) < 1e-12, "\(test.p), not \(sample.p)")
      #expect(random == Random(seed: 1), "nothing is drawn")
    }
  }

  @Test func `draws come near the exact p, by their standard error`() throws {
    let sample = try #require(try StatisticsFixture.all().permutations.last)
    for seed in 1...10 as ClosedRange<UInt64> {
      var random = Random(seed: seed)
      let test = PermutationTest(sample.first, sample.second, draws: 900, using: &random)
      #expect(!test.isExact && test.ways == 901 && test.standardError > 0)
      #expect(abs(test.p - sample.p) < 4 * test.standardError + 1.0 / 900, "seed \(seed)")
    }
  }

  @Test func `p is never 0, and 1 where values are all equal`() {
    var random = Random(seed: 2)
    let (low, high) = ((0..<20).map(Double.init), (100..<120).map(Double.init))
    let apart = PermutationTest(low, high, draws: 99, using: &random)
    #expect(apart.p == 0.01 && apart.difference == -100)
    #expect(PermutationTest([0.1, 0.1, 0.1], [0.1, 0.1], using: &random).p == 1)
    let many = [Double](repeating: 0.7, count: 40)
    #expect(PermutationTest(many, many, draws: 99, using: &random).p == 1)
    // one way in six is as far apart in each direction
    #expect(abs(PermutationTest([1, 2], [3, 4], using: &random).p - 1.0 / 3) < 1e-15)
  }

  @Test func `with no difference p is spread evenly`() {
    var random = Random(seed: 3)
    let below = (0..<1000).count { _ in
      let first = (0..<12).map { _ in random.uniform() }
      let second = (0..<15).map { _ in random.uniform() }
      return PermutationTest(first, second, draws: 99, using: &random).p <= 0.1
    }
    // 100 are expected, with a standard deviation of 9.5
    #expect(abs(below - 100) < 38)
  }

  @Test func `what cannot be dealt out is refused`() async {
    await expectStop(
      saying: "samples of 0 and 1 values; each needs one",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var random = Random(seed: 1)
        _ = PermutationTest([], [1], using: &random)
      })
    await expectStop(
      saying: "PermutationTest: second value 0 is inf",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var random = Random(seed: 1)
        _ = PermutationTest([1], [.infinity], using: &random)
      })
  }
}
