import Evaluation
import Explainers
import Images
import Models
import Numerics
import Tensors
import TestSupport
import Testing

/// A row of `count` pixels of one channel, whose score is the sum of what is seen.
private enum Row {
  static func picture(_ values: [Float]) -> Tensor {
    Tensor(ContiguousArray(values), shape: [1, 1, values.count])
  }

  static func map(_ values: [Float]) -> Tensor {
    Tensor(ContiguousArray(values), shape: [1, values.count])
  }

  static var sum: BlackBox<Tensor> { BlackBox { $0.map { [$0.sum()] } } }
}

@Suite struct PixelCurveTests {
  private let random = Random(seed: 7)

  @Test func `a curve that can be counted by hand`() {
    let picture = Row.picture([1, 2, 4, 8])
    let insertion = PixelCurve(.insertion, .black, steps: 4)
      .curve(Row.map([4, 3, 2, 1]), Row.sum, picture, class: 0, using: random)
    #expect(insertion.shares == [0, 0.25, 0.5, 0.75, 1])
    #expect(insertion.scores == [0, 1, 3, 7, 15])
    #expect(insertion.area == MetricResult(value: (0.5 + 2 + 5 + 11) / 4, passes: 5))
    #expect(!insertion.isTied)
    let deletion = PixelCurve(.deletion, .color([0.5]), steps: 2)
      .curve(Row.map([-1, 7, 7, -2]), Row.sum, picture, class: 0, using: random)
    #expect(deletion.scores == [15, 10, 2])
    #expect(deletion.area.value == 9.25)
    // Equal pixels that come together are no tie that matters.
    #expect(!deletion.isTied && deletion.area.standardError == 0)
  }

  @Test func `shares that do not divide the pixels have their own widths`() {
    let curve = PixelCurve(.insertion, .black, steps: 2)
      .curve(Row.map([3, 2, 1]), Row.sum, Row.picture([1, 1, 1]), class: 0, using: random)
    #expect(curve.shares == [0, 1.0 / 3, 1])
    // On a straight line the trapezoid rule is exact, whatever the widths.
    #expect(abs(curve.area.value - 1.5) < 1e-15)
  }

  @Test func `more steps than pixels are a step a pixel, and one pixel is one step`() {
    let picture = Row.picture([1, 2, 4])
    let all = PixelCurve(.insertion, .black, steps: 3)
      .curve(Row.map([1, 3, 2]), Row.sum, picture, class: 0, using: random)
    let more = PixelCurve(.insertion, .black, steps: 100)
      .curve(Row.map([1, 3, 2]), Row.sum, picture, class: 0, using: random)
    #expect(more == all && all.passes == 4)
    let one = PixelCurve(.deletion, .black)
      .curve(Row.map([0]), Row.sum, Row.picture([3]), class: 0, using: random)
    #expect(one.scores == [3, 0] && one.area == MetricResult(value: 1.5, passes: 2))
    let step = PixelCurve(.insertion, .black, steps: 1)
      .curve(Row.map([1, 3, 2]), Row.sum, picture, class: 0, using: random)
    #expect(step.scores == [0, 7])
  }

  @Test func `a constant map gets the expectation over all orders`() throws {
    // Of three pixels that are worth something only together, the first ones reveal nothing, so
    // every order has an area of 1/6; of the largest of 1, 2 and 6 the mean over the six orders is
    // (1/3) Σ of (0 + E₁)/2, (E₁ + E₂)/2, (E₂ + 6)/2 with E₁ = 3 and E₂ = (2 + 6 + 6)/3.
    let largest = BlackBox<Tensor> { $0.map { [$0.maximum()] } }
    let all = BlackBox<Tensor> { $0.map { [$0.minimum()] } }
    let (picture, flat) = (Row.picture([1, 2, 6]), Row.map([5, 5, 5]))
    let curve = PixelCurve(.insertion, .black, steps: 3, draws: 4000)
    let area = curve.score(flat, largest, picture, class: 0, using: random)
    let expected = (3.0 / 2 + (3 + 14.0 / 3) / 2 + (14.0 / 3 + 6) / 2) / 3
    let error = try #require(area.standardError)
    #expect(error > 0 && error < 0.02)
    #expect(abs(area.value - expected) < 4 * error)
    // What sorting alone would give: the order in memory, or its reverse.
    let inMemory = PixelCurve(.insertion, .black, steps: 3)
      .score(Row.map([3, 2, 1]), largest, picture, class: 0, using: random)
    #expect(abs(inMemory.value - expected) > 0.5)
    let together = curve.score(flat, all, Row.picture([1, 1, 1]), class: 0, using: random)
    #expect(abs(together.value - 1.0 / 6) < 1e-12 && together.standardError == 0)
    #expect(together.passes == 4 + 3999 * 2)
  }

  @Test func `a constant map gets what random maps get`() {
    let curve = PixelCurve(.deletion, .black, steps: 12, draws: 200)
    let flat = curve.score(
      Tensor(repeating: 3, shape: Rules.mask.shape), Rules.model, Rules.picture, class: 0,
      using: random)
    let chance = Estimate(
      (0..<200).map { seed in
        curve.score(
          Rules.noise(UInt64(100 + seed)), Rules.model, Rules.picture, class: 0, using: random
        ).value
      })
    let error = (flat.standardError ?? 0, chance.standardError)
    #expect(error.0 > 0 && error.0 < 0.01)
    #expect(
      abs(flat.value - chance.mean) < 4 * (error.0 * error.0 + error.1 * error.1).squareRoot())
  }

  @Test func `one order of equal pixels leaves the error unknown, and asks no more than points`() {
    let result = PixelCurve(.insertion, .black, steps: 6)
      .score(Rules.mask, Rules.model, Rules.picture, class: 0, using: random)
    #expect(result.standardError == nil && result.passes == 7)
    let more = PixelCurve(.insertion, .black, steps: 6, draws: 3)
      .score(Rules.mask, Rules.model, Rules.picture, class: 0, using: random)
    // All five inner points lie within the object's 16 pixels or the other 128.
    #expect(more.passes == 7 + 2 * 5 && (more.standardError ?? 0) > 0)
  }

  @Test func `only the order counts, and the random part is the same for all maps`() {
    let curve = PixelCurve(.insertion, .black, steps: 9, draws: 3)
    let map = Rules.method.map { ($0 * 4).rounded() }
    let one = curve.curve(map, Rules.model, Rules.picture, class: 0, using: random)
    let same = curve.curve(
      map.map { 2 * $0 - 9 }, Rules.model, Rules.picture, class: 0, using: random)
    #expect(one == same && one.isTied)
    let other = curve.curve(map, Rules.model, Rules.picture, class: 0, using: Random(seed: 8))
    #expect(other != one)
    #expect(other.scores.first == one.scores.first && other.scores.last == one.scores.last)
  }

  @Test func `the ends are the substrate and the picture`() {
    let substrate = Substrate.blurred(2)
    let hidden = Double(Rules.share([substrate.background(of: Rules.picture)])[0][0])
    let seen = Double(Rules.share([Rules.picture])[0][0])
    for direction in PixelCurve.Direction.allCases {
      let scores = PixelCurve(direction, substrate)
        .curve(Rules.method, Rules.model, Rules.picture, class: 0, using: random).scores
      let ends = [scores[0], scores[24]]
      #expect(ends == (direction == .insertion ? [hidden, seen] : [seen, hidden]))
    }
  }

  @Test(arguments: [1, 2, 5]) func `threads leave no trace`(threads: Int) {
    var weights = Random(seed: 1)
    let network = Network.garden(classes: 5, using: &weights)
    let image = Rules.noise(2, shape: [3, 16, 12])
    func curve() -> ScoreCurve {
      PixelCurve(.insertion, .blurred(1), draws: 3)
        .curve(
          Rules.noise(3, shape: [16, 12]).map { ($0 * 9).rounded() }, network.blackBox(), image,
          class: 2, using: random)
    }
    #expect(Parallel.$threads.withValue(threads) { curve() } == curve())
  }

  @Test func `an explainer is scored by its map`() {
    var weights = Random(seed: 1)
    let network = Network.garden(classes: 5, using: &weights)
    let image = Rules.noise(2, shape: [3, 16, 12])
    let metric = PixelCurve(.deletion, .black, steps: 5)
    let map = CAM().explain(network, image, class: 3).values.resized(height: 16, width: 12)
    #expect(
      metric.score(CAM(), network, image, class: 3, using: random)
        == metric.score(map, network.blackBox(), image, class: 3, using: random))
  }

  @Test func `what cannot be scored stops with words`() async {
    await expectStop(
      saying: "insertion: the map [1, 2] does not fit the picture [1, 1, 3]",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = PixelCurve(.insertion, .black).score(
          Row.map([1, 2]), Row.sum, Row.picture([1, 2, 3]), class: 0, using: Random(seed: 1))
      })
    await expectStop(
      saying: "deletion: the map: the value at [0, 1] of [1, 2] is nan",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = PixelCurve(.deletion, .black).score(
          Row.map([1, .nan]), Row.sum, Row.picture([1, 2]), class: 0, using: Random(seed: 1))
      })
    await expectStop(
      saying: "no class 1 among 1",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = PixelCurve(.deletion, .black).score(
          Row.map([1, 0]), Row.sum, Row.picture([1, 2]), class: 1, using: Random(seed: 1))
      })
    await expectStop(
      saying: "BlackBox: no class -1",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = PixelCurve(.deletion, .black).score(
          Row.map([1, 0]), Row.sum, Row.picture([1, 2]), class: -1, using: Random(seed: 1))
      })
    await expectStop(
      saying: "0 steps and 1 draws",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = PixelCurve(.deletion, .black, steps: 0)
      })
  }
}
