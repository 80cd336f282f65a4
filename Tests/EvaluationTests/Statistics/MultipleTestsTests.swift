import Evaluation
import Numerics
import TestSupport
import Testing

@Suite struct MultipleTestsTests {
  @Test func `corrections are those of statsmodels`() throws {
    let cases = try StatisticsFixture.all().corrections
    #expect(cases.count == 6)
    for family in cases {
      for (found, expected) in [
        (MultipleTests.holm(family.values), family.holm),
        (MultipleTests.bonferroni(family.values), family.bonferroni),
      ] {
        #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 1e-15 }, "\(found)")
        #expect(found.count == expected.count)
      }
    }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `Holm keeps the order, and lies between p and Bonferroni`(seed: UInt64) {
    var random = Random(seed: seed)
    let values = (0..<9).map { _ in (random.uniform() * 20).rounded() / 20 }
    let (holm, bonferroni) = (MultipleTests.holm(values), MultipleTests.bonferroni(values))
    for one in values.indices {
      #expect(values[one] <= holm[one] && holm[one] <= bonferroni[one])
      for other in values.indices where values[one] <= values[other] {
        #expect(holm[one] <= holm[other])
      }
    }
  }

  @Test func `of families without a difference at most one in twenty has a false alarm`() {
    var random = Random(seed: 4)
    var (bare, corrected) = (0, 0)
    for _ in 0..<2000 {
      let values = (0..<18).map { _ in random.uniform() }
      if values.contains(where: { $0 < 0.05 }) { bare += 1 }
      if MultipleTests.holm(values).contains(where: { $0 < 0.05 }) { corrected += 1 }
    }
    // 1 − 0.95^18 = 0.603 of them without a correction; with one 0.049, both ± 4 deviations
    #expect(abs(bare - 1206) < 88)
    #expect(abs(corrected - 98) < 40)
  }

  @Test func `no tests need no correction, and p outside of 0...1 is refused`() async {
    #expect(MultipleTests.holm([]) == [])
    await expectStop(
      saying: "p value 1 is nan",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = MultipleTests.holm([0.5, .nan])
      })
  }
}
