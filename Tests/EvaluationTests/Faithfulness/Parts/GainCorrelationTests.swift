import Evaluation
import Explainers
import Images
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct GainCorrelationTests {
  private let random = Random(seed: 1)

  @Test func `gains and their rank correlation are those of SciPy`() throws {
    let cases = try RecordedParts.all()
    #expect(cases.count == 9)
    for example in cases {
      let parts = example.blocks.parts(of: example.picture)
      let gains = GainCorrelation.gains(of: parts, example.model.blackBox, class: example.label)
      #expect(gains.count == example.gains.count)
      #expect(zip(gains, example.gains).allSatisfy { abs($0 - $1) < 1e-6 })
      let score = GainCorrelation(over: example.blocks).score(
        example.attribution, example.model.blackBox, example.picture, class: example.label,
        using: random)
      #expect(abs(score.value - example.gainCorrelation) < 1e-12)
      #expect(score.standardError == 0 && score.passes == example.gains.count + 1)
    }
  }

  @Test func `what adds up has its worths as gains, and only their ranks count`() {
    #expect(GainCorrelation.gains(of: Sum.parts, Sum.model, class: 0) == Sum.worths)
    func score(_ importances: [Double]) -> Double {
      GainCorrelation.score(importances, of: Sum.parts, Sum.model, class: 0).value
    }
    #expect(abs(score(Sum.worths.map { $0 * $0 * $0 }) - 1) < 1e-12)
    #expect(abs(score(Sum.worths.map { -$0 }) + 1) < 1e-12)
    #expect(score([4, 4, 4, 4]) == 0)
  }

  @Test func `a random map gets 0, and along a path it would not`() {
    let blocks = PictureBlocks(rows: 4, columns: 4, hiddenBy: .black)
    var (alone, along) = ([Double](), [Double]())
    for seed in UInt64(0)..<60 {
      let map = Rules.noise(200 + seed)
      alone.append(
        GainCorrelation(over: blocks).score(
          map, Rules.model, Rules.picture, class: 0, using: random
        ).value)
      let scores = Monotonicity(over: blocks).paths(
        map, Rules.model, Rules.picture, class: 0, using: random
      ).scores[0]
      along.append(
        RankStability.spearman(
          scores.indices.dropFirst().map(Double.init),
          zip(scores.dropFirst(), scores).map { $0 - $1 }))
    }
    let (chance, order) = (Estimate(alone), Estimate(along))
    #expect(abs(chance.mean) < 3 * chance.standardError && chance.standardError < 0.05)
    // Scores saturate: late parts cost less, whatever they are.
    #expect(order.mean > 10 * order.standardError)
  }

  @Test func `what cannot be scored stops with words`() async {
    await expectStop(
      saying: "GainCorrelation: 3 importances of 4 parts",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = GainCorrelation.score([1, 2, 3], of: Sum.parts, Sum.model, class: 0)
      })
    await expectStop(
      saying: "gains: the map [2, 2] does not fit the picture [3, 12, 12]",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = GainCorrelation(over: PictureBlocks(hiddenBy: .black)).score(
          Tensor(shape: [2, 2]), Rules.model, Rules.picture, class: 0, using: Random(seed: 1))
      })
  }
}
