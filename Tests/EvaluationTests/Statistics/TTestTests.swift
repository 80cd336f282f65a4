import Evaluation
import Numerics
import TestSupport
import Testing

@Suite struct TTestTests {
  private func complaint(_ test: TTest, _ expected: StatisticsFixture.Result) -> String? {
    let pairs = [
      (test.t, expected.t), (test.degreesOfFreedom, expected.df), (test.p, expected.p),
      (test.difference - test.halfWidth, expected.low),
      (test.difference + test.halfWidth, expected.high),
    ]
    // sums of 70 values: rounding stays below 1e-13, and p follows t with its exponent
    let isClose = pairs.allSatisfy { abs($0 - $1) <= 1e-10 * max(1e-3, abs($1)) }
    let p = abs(test.p - expected.p) <= 1e-10 * expected.p
    return isClose && p ? nil : "\(pairs)"
  }

  @Test func `t, degrees of freedom, p and interval are SciPy's`() throws {
    let cases = try StatisticsFixture.all().tTests
    #expect(cases.count == 7)
    for sample in cases {
      let (first, second) = (sample.first, sample.second)
      #expect(complaint(.welch(first, second), sample.welch) == nil)
      #expect(complaint(.equalVariances(first, second), sample.equalVariances) == nil)
      let shorter = min(first.count, second.count)
      let paired = TTest.paired(Array(first.prefix(shorter)), Array(second.prefix(shorter)))
      #expect(complaint(paired, sample.paired) == nil)
    }
  }

  @Test func `exchanged samples exchange the sign`() {
    let (first, second) = ([0.3, 1.1, 0.2, 0.9], [2.0, 1.4, 1.7])
    let (one, other) = (TTest.welch(first, second), TTest.welch(second, first))
    #expect(one.t == -other.t && one.p == other.p && one.t < 0)
    #expect(one.degreesOfFreedom == other.degreesOfFreedom)
  }

  @Test func `samples without a spread are told apart or not at all`() {
    let same = TTest.welch([0.7, 0.7, 0.7], [0.7, 0.7])
    #expect(same.t == 0 && same.p == 1 && same.difference == 0 && same.halfWidth == 0)
    let apart = TTest.welch([1, 1, 1], [0.5, 0.5])
    #expect(apart.t == .infinity && apart.p == 0)
    #expect(TTest.equalVariances([0, 0], [0.5, 0.5]).t == -.infinity)
    #expect(TTest.paired([1, 2, 3], [0, 1, 2]).p == 0)
    #expect(TTest.paired([0.1, 0.2], [0.1, 0.2]).p == 1)
    // one of two may be constant
    let half = TTest.welch([1, 1, 1, 1], [0.5, 1, 0.5, 0.75])
    #expect(half.degreesOfFreedom == 3 && half.p > 0.01 && half.p < 0.1)
  }

  @Test func `with no difference one p in twenty is below 0.05`() {
    var random = Random(seed: 5)
    let below = (0..<4000).count { _ in
      let first = (0..<8).map { _ in random.normal() }
      let second = (0..<12).map { _ in 3 * random.normal() }
      return TTest.welch(first, second).p < 0.05
    }
    // 200 are expected, with a standard deviation of 14
    #expect(abs(below - 200) < 56)
  }

  @Test func `samples that have no spread to tell are refused`() async {
    await expectStop(
      saying: "1 values in the second sample; a spread needs at least 2",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = TTest.welch([1, 2], [1])
      })
    await expectStop(
      saying: "TTest: first value 1 is nan",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = TTest.equalVariances([1, .nan], [1, 2])
      })
    await expectStop(
      saying: "2 and 3 values cannot be paired",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = TTest.paired([1, 2], [1, 2, 3])
      })
  }
}
