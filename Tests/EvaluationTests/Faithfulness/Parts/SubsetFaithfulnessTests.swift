import Evaluation
import Explainers
import Images
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct SubsetFaithfulnessTests {
  private let random = Random(seed: 1)

  @Test func `correlations and jackknives are those of NumPy`() throws {
    let cases = try RecordedParts.all()
    #expect(cases.count == 9)
    for example in cases {
      let score = SubsetFaithfulness.score(
        example.blocks.importances(in: example.attribution),
        of: example.blocks.parts(of: example.picture), hiding: example.subsets,
        example.model.blackBox, class: example.label)
      #expect(abs(score.value - example.subsetFaithfulness) < 1e-5)
      #expect(abs((score.standardError ?? -1) - example.jackknife) < 1e-5)
      #expect(score.passes == 13)
    }
  }

  @Test func `what adds up is 1 for every set of subsets`() {
    let score = SubsetFaithfulness.score(
      Sum.worths, of: Sum.parts, hiding: [[0, 1], [1, 2], [3], [0, 2, 3]], Sum.model, class: 0)
    #expect(abs(score.value - 1) < 1e-12 && (score.standardError ?? 1) < 1e-12)
  }

  @Test func `subsets have one size, and each part comes as often`() {
    let metric = SubsetFaithfulness(
      over: PictureBlocks(hiddenBy: .black), share: 0.25, subsets: 4000)
    let subsets = metric.hidden(of: 10, using: random)
    // A quarter of ten is rounded to three, and without repetition.
    #expect(subsets.count == 4000 && subsets.allSatisfy { Set($0).count == 3 })
    for part in 0..<10 {
      // Binomial: a standard deviation of √(4000 · 0.3 · 0.7) ≈ 29.
      #expect(abs(subsets.count { $0.contains(part) } - 1200) < 4 * 29)
    }
    #expect(metric.hidden(of: 1, using: random)[0] == [0])
    let all = SubsetFaithfulness(over: PictureBlocks(hiddenBy: .black), share: 1, subsets: 3)
    #expect(all.hidden(of: 4, using: random) == [[0, 1, 2, 3], [0, 1, 2, 3], [0, 1, 2, 3]])
  }

  @Test func `the score of a map is that of its subsets, and random decides which`() {
    let metric = SubsetFaithfulness(
      over: PictureBlocks(rows: 4, columns: 4, hiddenBy: .black), subsets: 20)
    let score = metric.score(Rules.method, Rules.model, Rules.picture, class: 0, using: random)
    #expect(
      score
        == SubsetFaithfulness.score(
          metric.blocks.importances(in: Rules.method), of: metric.blocks.parts(of: Rules.picture),
          hiding: metric.hidden(of: 16, using: random), Rules.model, class: 0))
    #expect(score.passes == 21 && (score.standardError ?? 0) > 0)
    let other = metric.score(
      Rules.method, Rules.model, Rules.picture, class: 0, using: Random(seed: 2))
    #expect(other != score)
  }

  @Test func `the error is how far chance moves the score`() throws {
    let metric = SubsetFaithfulness(
      over: PictureBlocks(rows: 4, columns: 4, hiddenBy: .black), subsets: 40)
    let scores = (0..<100).map { seed in
      metric.score(Rules.noise(9), Rules.model, Rules.picture, class: 0, using: Random(seed: seed))
    }
    let scatter = Estimate(scores.map(\.value)).standardDeviation
    let told = Estimate(try scores.map { try #require($0.standardError) }).mean
    // A standard deviation of 100 values is known to 7 %, a jackknife leans upwards a little.
    #expect(scatter > 0.01 && told > 0.75 * scatter && told < 1.35 * scatter)
  }

  @Test func `what cannot be scored stops with words`() async {
    await expectStop(
      saying: "SubsetFaithfulness: 100 subsets of a share of 0.0",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = SubsetFaithfulness(over: PictureBlocks(hiddenBy: .black), share: 0)
      })
    await expectStop(
      saying: "SubsetFaithfulness: 4 importances of 4 parts, 2 subsets",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = SubsetFaithfulness.score(
          Sum.worths, of: Sum.parts, hiding: [[0], [1]], Sum.model, class: 0)
      })
  }
}
