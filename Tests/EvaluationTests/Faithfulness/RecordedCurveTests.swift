import Evaluation
import Explainers
import Images
import Numerics
import Tensors
import TestSupport
import Testing

/// Curves by NumPy, SciPy and PyTorch; where pixels are equal, over every order of them.
@Suite struct RecordedCurveTests {
  private struct Case: Decodable {
    let height, width, label, steps, orders: Int
    let model: RecordedModel
    let image, map, values: [Float]
    let direction, substrate: String
    let shares, scores: [Double]
    let area, areaBySorting: Double

    func curve(draws: Int) throws -> ScoreCurve {
      let shape = [3, height, width]
      return PixelCurve(
        try #require(PixelCurve.Direction(rawValue: direction)),
        Substrate(recorded: substrate, values, shape: shape), steps: steps, draws: draws
      ).curve(
        Tensor(ContiguousArray(map), shape: [height, width]), model.blackBox,
        Tensor(ContiguousArray(image), shape: shape), class: label, using: Random(seed: 1))
    }
  }

  private let cases: [Case]

  init() throws { cases = try Fixture.decode([Case].self, from: "faithfulness/curves.json") }

  @Test func `curves and areas are those of NumPy`() throws {
    let sorted = cases.filter { $0.orders == 1 }
    #expect(sorted.count == 14)
    for example in sorted {
      let curve = try example.curve(draws: 5)
      #expect(curve.shares == example.shares)
      #expect(zip(curve.scores, example.scores).allSatisfy { abs($0 - $1) < 1e-6 })
      #expect(curve.area.passes == example.scores.count && curve.area.standardError == 0)
      #expect(abs(curve.area.value - example.area) < 1e-6)
    }
  }

  @Test func `equal pixels get the mean over all of their orders, not what sorting makes of them`()
    throws
  {
    let tied = cases.filter { $0.orders > 1 }
    #expect(tied.count == 4)
    for example in tied {
      let area = try example.curve(draws: 4000).area
      let error = try #require(area.standardError)
      #expect(error > 0 && error < 0.004)
      #expect(abs(area.value - example.area) < 4 * error)
      // The order of `argsort`, turned around, as in RISE's evaluation.
      #expect(abs(area.value - example.areaBySorting) > 4 * error)
    }
  }
}
