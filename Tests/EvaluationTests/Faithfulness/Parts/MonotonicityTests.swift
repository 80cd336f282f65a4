import Evaluation
import Explainers
import Images
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct MonotonicityTests {
  private let random = Random(seed: 1)

  private func paths(of example: RecordedParts, draws: Int) -> MonotonePaths {
    Monotonicity(over: example.blocks, draws: draws).paths(
      example.attribution, example.model.blackBox, example.picture, class: example.label,
      using: random)
  }

  @Test func `paths and their readings are those of NumPy`() throws {
    let cases = try RecordedParts.all().filter { $0.orders == 1 }
    #expect(cases.count == 7)
    for example in cases {
      let paths = paths(of: example, draws: 5)
      #expect(paths.scores.count == 1 && !paths.isTied)
      #expect(paths.scores[0].count == example.path.scores.count)
      #expect(zip(paths.scores[0], example.path.scores).allSatisfy { abs($0 - $1) < 1e-6 })
      #expect(paths.isMonotone == example.path.monotone)
      #expect(abs(paths.violationRate.value - example.path.rate) < 1e-12)
      #expect(paths.violationRate.standardError == 0)
      #expect(paths.violationRate.passes == example.importances.count + 1)
    }
  }

  @Test func `equal parts get the mean over all of their orders`() throws {
    let cases = try RecordedParts.all().filter { $0.orders > 1 }
    #expect(cases.count == 2)
    for example in cases {
      let paths = paths(of: example, draws: 2000)
      #expect(paths.isTied && paths.passes == 2000 * 7)
      let rate = paths.violationRate
      let error = try #require(rate.standardError)
      #expect(error > 0 && error < 0.01 && abs(rate.value - example.rate) < 4 * error)
      #expect(self.paths(of: example, draws: 1).violationRate.standardError == nil)
    }
  }

  @Test func `the base comes first, then the least important part, and last the input`() {
    let paths = Monotonicity.paths(
      Sum.worths, of: Sum.parts, Sum.model, class: 0, using: random)
    #expect(paths.orders == [[1, 2, 3, 0]])
    #expect(paths.scores == [[0, -1, -0.5, 1.5, 4.5]])
    // The step from the base falls, and is not counted.
    #expect(paths.isMonotone && paths.violationRate.value == 0)
    let reversed = Monotonicity.paths(
      Sum.worths.map { -$0 }, of: Sum.parts, Sum.model, class: 0, using: random)
    #expect(!reversed.isMonotone && reversed.violationRate.value == 1.0 / 3)
  }

  @Test func `a model that adds up has one rate for all maps, but for the first part`() {
    let all = Rules.noise(3, shape: [24]).elements
    for importances in [0, 4, 8, 12, 16, 20].map({ all[$0..<($0 + 4)].map(Double.init) }) {
      let paths = Monotonicity.paths(
        importances, of: Sum.parts, Sum.model, class: 0, using: random)
      let bad = paths.orders[0].first == 1 ? 0.0 : 1
      #expect(abs(paths.violationRate.value - bad / 3) < 1e-12)
    }
  }

  @Test func `the score of a map is its violation rate`() {
    let metric = Monotonicity(
      over: PictureBlocks(rows: 4, columns: 4, hiddenBy: .black), draws: 3)
    let map = Rules.method.map { ($0 * 2).rounded() }
    let paths = metric.paths(map, Rules.model, Rules.picture, class: 0, using: random)
    #expect(
      metric.score(map, Rules.model, Rules.picture, class: 0, using: random)
        == paths.violationRate)
    #expect(paths.violationRate.value > 0 && !metric.isBetterHigher)
  }

  @Test func `what cannot be scored stops with words`() async {
    await expectStop(
      saying: "Monotonicity: 0 draws; 1 is the least",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Monotonicity(over: PictureBlocks(hiddenBy: .black), draws: 0)
      })
    await expectStop(
      saying: "Monotonicity: 1 importances of 4 parts, 1 draws",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Monotonicity.paths(
          [1], of: Sum.parts, Sum.model, class: 0, using: Random(seed: 1))
      })
    await expectStop(
      saying: "Monotonicity: importance 1 is nan",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Monotonicity.paths(
          [1, .nan, 2, 3], of: Sum.parts, Sum.model, class: 0, using: Random(seed: 1))
      })
  }
}
