import Evaluation
import Explainers
import Images
import Models
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct FaithfulnessCorrelationTests {
  private let random = Random(seed: 1)

  @Test func `drops and their correlation are those of NumPy`() throws {
    let cases = try RecordedParts.all()
    #expect(cases.count == 9)
    for example in cases {
      let parts = example.blocks.parts(of: example.picture)
      let drops = FaithfulnessCorrelation.drops(
        of: parts, example.model.blackBox, class: example.label)
      #expect(drops.count == example.drops.count)
      #expect(zip(drops, example.drops).allSatisfy { abs($0 - $1) < 1e-6 })
      let score = FaithfulnessCorrelation(over: example.blocks).score(
        example.attribution, example.model.blackBox, example.picture, class: example.label,
        using: random)
      #expect(abs(score.value - example.faithfulness) < 1e-5)
      #expect(score.standardError == 0 && score.passes == example.drops.count + 1)
    }
  }

  @Test func `what adds up has its worths as drops, and a correlation of 1 with them`() {
    #expect(FaithfulnessCorrelation.drops(of: Sum.parts, Sum.model, class: 0) == Sum.worths)
    func score(_ importances: [Double]) -> Double {
      FaithfulnessCorrelation.score(importances, of: Sum.parts, Sum.model, class: 0).value
    }
    #expect(abs(score(Sum.worths) - 1) < 1e-12)
    #expect(abs(score(Sum.worths.map { 7 * $0 - 2 }) - 1) < 1e-12)
    #expect(abs(score(Sum.worths.map { -$0 }) + 1) < 1e-12)
  }

  @Test func `a score that is not defined is 0`() {
    let flat = FaithfulnessCorrelation.score([4, 4, 4, 4], of: Sum.parts, Sum.model, class: 0)
    #expect(flat == MetricResult(value: 0, passes: 5))
    let deaf = BlackBox<[Double]> { $0.map { _ in [0.5] } }
    #expect(
      FaithfulnessCorrelation.score(Sum.worths, of: Sum.parts, deaf, class: 0)
        == MetricResult(value: 0, passes: 5))
    let single = InputInParts([2.0], background: [0])
    #expect(
      FaithfulnessCorrelation.score([1], of: single, Sum.model, class: 0)
        == MetricResult(value: 0, passes: 2))
  }

  @Test func `an explainer is scored by its map`() {
    var weights = Random(seed: 1)
    let network = Network.garden(classes: 5, using: &weights)
    let image = Rules.noise(2, shape: [3, 16, 12])
    let metrics: [any MapMetric] = [
      FaithfulnessCorrelation(over: PictureBlocks(rows: 4, columns: 3, hiddenBy: .black)),
      SubsetFaithfulness(
        over: PictureBlocks(rows: 4, columns: 3, hiddenBy: .blurred(2)), subsets: 9),
      Monotonicity(over: PictureBlocks(rows: 4, columns: 3, hiddenBy: .color([0.5, 0.5, 0.5]))),
      GainCorrelation(over: PictureBlocks(rows: 4, columns: 3, hiddenBy: .blurred(3))),
    ]
    let map = CAM().explain(network, image, class: 3).values.resized(height: 16, width: 12)
    for metric in metrics {
      let score = metric.score(CAM(), network, image, class: 3, using: random)
      #expect(
        score == metric.score(map, network.blackBox(), image, class: 3, using: random))
      for threads in [1, 5] {
        #expect(
          score
            == Parallel.$threads.withValue(threads) {
              metric.score(CAM(), network, image, class: 3, using: random)
            })
      }
    }
  }

  @Test func `what cannot be scored stops with words`() async {
    await expectStop(
      saying: "FaithfulnessCorrelation: 2 importances of 4 parts",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = FaithfulnessCorrelation.score([1, 2], of: Sum.parts, Sum.model, class: 0)
      })
    await expectStop(
      saying: "faithfulness: the map [2, 2] does not fit the picture [3, 12, 12]",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = FaithfulnessCorrelation(over: PictureBlocks(hiddenBy: .black)).score(
          Tensor(shape: [2, 2]), Rules.model, Rules.picture, class: 0, using: Random(seed: 1))
      })
    await expectStop(
      saying: "no class 1 among 1",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = FaithfulnessCorrelation.drops(of: Sum.parts, Sum.model, class: 1)
      })
  }
}
