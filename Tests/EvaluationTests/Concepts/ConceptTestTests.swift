import Evaluation
import Numerics
import TestSupport
import Testing

@Suite struct ConceptTestTests {
  private let chance = Random(seed: 4)

  private func scores(_ mean: Double, _ count: Int, seed: UInt64) -> [Double] {
    var random = Random(seed: seed)
    return (0..<count).map { _ in
      (min(1, max(0, mean + 0.15 * random.normal())) * 50).rounded() / 50
    }
  }

  private func test(_ concept: String, _ layer: String, _ mean: Double) -> ConceptTest {
    ConceptTest(
      concept, at: layer, scores: scores(mean, 30, seed: 1), random: scores(0.5, 15, seed: 2),
      using: chance)
  }

  @Test func `a concept is told from random sets, and random sets are not`() {
    let (striped, none) = (test("striped", "relu3", 0.9), test("none", "relu3", 0.5))
    #expect(striped.welch.p < 1e-6 && striped.permutation.p == 1e-4)
    #expect(none.welch.p > 0.05 && none.permutation.p > 0.05)
    #expect(striped.welch == TTest.welch(striped.scores, striped.random))
    #expect(striped.welch.difference > 0)
  }

  @Test func `each test draws from a stream of its own`() {
    let (one, other) = (test("none", "relu2", 0.5), test("none", "relu3", 0.5))
    #expect(one.permutation.p != other.permutation.p)
    #expect(one.permutation == test("none", "relu2", 0.5).permutation)
  }

  @Test func `a family is corrected by Holm, and found by name`() async {
    let tests = [
      test("striped", "relu2", 0.62), test("striped", "relu3", 0.9), test("red", "relu3", 0.55),
    ]
    let family = ConceptTests(tests)
    #expect(family.entries.map(\.holm) == MultipleTests.holm(tests.map(\.welch.p)))
    #expect(
      family.entries.map(\.permutationHolm) == MultipleTests.holm(tests.map(\.permutation.p)))
    #expect(family["red", at: "relu3"].test == tests[2])
    await expectStop(
      saying: "no blue at relu3 among",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = ConceptTests([])["blue", at: "relu3"]
      })
    await expectStop(
      saying: "a concept twice at a layer",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let test = ConceptTest(
          "red", at: "relu1", scores: [0, 1], random: [0, 1], using: Random(seed: 1))
        _ = ConceptTests([test, test])
      })
  }

  @Test func `alarms are counted by test and by family`() {
    let alarms = FalseAlarms([[0.01, 0.5, 0.9], [0.04, 0.03, 0.2], [0.3, 0.4, 0.06]])
    #expect(alarms.tests == Proportion(3, of: 9))
    #expect(alarms.families == Proportion(2, of: 3))
    // 0.01 · 3 is below 0.05, 0.03 · 3 is not
    #expect(alarms.familiesByHolm == Proportion(1, of: 3))
    #expect(FalseAlarms([[0.01]], level: 0.01).tests == Proportion(0, of: 1))
  }
}
