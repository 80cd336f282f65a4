import Explainers
import Models
import Numerics
import Tensors
import TestSupport
import Testing

/// Climbs by PyTorch's Adam and SciPy's blur, made by Tests/Fixtures/gradients.py.
private struct ClimbsFixture: Decodable {
  struct Ended: Decodable {
    let `class`, channel: Int?
    let layer: String?
    let steps, jitter, blurEvery: Int
    let rate, norm, totalVariation, blur, value, cost: Double
    let seed: UInt64
    let values: [Double]
    let picture: StoredArray

    var unit: NetworkUnit {
      if let layer, let channel { return .channel(channel, of: layer) }
      return .score(.logit, class: `class` ?? 0)
    }

    var method: ActivationMaximisation {
      ActivationMaximisation(
        steps: steps, rate: rate, prior: InputPrior(norm: norm, totalVariation: totalVariation),
        jitter: jitter, blurEvery: blurEvery, blur: blur)
    }
  }

  let start: StoredArray
  let parameters: [StoredArray]
  let climbs: [Ended]
}

/// A unit that is a plane: one weight for each of 12 values.
private func plane(_ weights: [Float]) -> Network {
  Network([
    Layer("flatten", .flatten),
    Layer(
      "linear",
      .linear(
        weights: Tensor(ContiguousArray(weights), shape: [1, 12]), bias: Tensor([2], shape: [1]))
    ),
  ])
}

private let weights: [Float] = [3, -1, 0, 0.5, -0.02, 7, -4, 0.1, 2, 0, -0.3, 1]

@Suite struct ActivationMaximisationTests {
  private static let unit = NetworkUnit.channel(5, of: "conv3")

  private static func climb(
    _ method: ActivationMaximisation, to unit: NetworkUnit = unit, seed: UInt64 = 102
  ) -> Climb {
    var random = Random(seed: seed)
    let start = ActivationMaximisation.grey(shape: [3, 8, 8], using: &random)
    return method.maximise(unit, of: garden(), from: start, using: &random)
  }

  @Test func `twenty-five steps end where PyTorch's Adam and SciPy's blur do`() throws {
    let fixture = try Fixture.decode(ClimbsFixture.self, from: "gradients/climbs.json")
    #expect(fixture.climbs.count == 6)
    let network = CAMFixture.network(head: "pooled", fixture.parameters)
    for (number, expected) in fixture.climbs.enumerated() {
      var random = Random(seed: expected.seed)
      let found = expected.method.maximise(
        expected.unit, of: network, from: fixture.start.tensor, using: &random)
      // A kink that one step meets a rounding earlier moves all that follow: steps of 0.03.
      #expect(gap(found.picture, expected.picture.tensor) < 1e-5, "climb \(number)")
      expectClose(found.values.map(Double.init), expected.values, within: 1e-5)
      #expect(abs(Double(found.value) - expected.value) < 1e-5, "climb \(number)")
      let cost = expected.method.prior.cost(of: fixture.start.tensor)
      #expect(abs(cost - expected.cost) < 1e-9)
    }
  }

  @Test func `a unit that is a plane ends at the corner that maximises it`() {
    var random = Random(seed: 103)
    let start = ActivationMaximisation.grey(shape: [3, 2, 2], using: &random)
    let found = ActivationMaximisation(steps: 40)
      .maximise(.score(.logit, class: 0), of: plane(weights), from: start, using: &random)
    let corner = zip(weights, start.elements).map { weight, value in
      weight == 0 ? value : weight > 0 ? 1 : 0
    }
    #expect(found.picture == Tensor(ContiguousArray(corner), shape: [3, 2, 2]))
    // 2 + 3 + 0.5 + 7 + 0.1 + 2 + 1
    #expect(abs(found.value - 15.6) < 1e-5)
  }

  @Test func `with a price on distance from grey it ends where slope and price are equal`() {
    var random = Random(seed: 104)
    let start = ActivationMaximisation.grey(shape: [3, 2, 2], using: &random)
    let found = ActivationMaximisation(steps: 2000, rate: 0.01, prior: InputPrior(norm: 4))
      .maximise(.score(.logit, class: 0), of: plane(weights), from: start, using: &random)
    for (weight, value) in zip(weights, found.picture.elements) {
      let truth = min(1, max(0, 0.5 + weight / 8))
      #expect(abs(value - truth) < 1e-3)
    }
  }

  @Test(arguments: [
    ActivationMaximisation(steps: 40), ActivationMaximisation(steps: 40, jitter: 2),
    ActivationMaximisation(
      steps: 40, prior: InputPrior(norm: 1e-5, totalVariation: 1e-5), blurEvery: 8, blur: 0.5),
  ])
  func `it climbs, within 0...1, and has the same bits with the same seed`(
    method: ActivationMaximisation
  ) {
    for unit in [
      Self.unit, .score(.contrast, class: 1), .place(channel: 3, row: 2, column: 1, of: "conv2"),
    ] {
      let found = Self.climb(method, to: unit)
      #expect(found.value > found.values[0])
      #expect(found.picture.minimum() >= 0 && found.picture.maximum() <= 1)
      #expect(found.picture.shape == [3, 8, 8] && found.values.count == 40)
      #expect(found.value == garden().values(of: unit, for: [found.picture])[0])
      for threads in [1, 2, 5] {
        #expect(Parallel.$threads.withValue(threads) { Self.climb(method, to: unit) } == found)
      }
    }
    #expect(Self.climb(method, seed: 105) != Self.climb(method))
  }

  @Test func `a rectifier that is silent at the start has no slope, and stays silent`() {
    let silent = NetworkUnit.place(channel: 3, row: 2, column: 1, of: "relu2")
    let found = Self.climb(ActivationMaximisation(steps: 5), to: silent)
    #expect(found.values == [0, 0, 0, 0, 0] && found.value == 0)
    var random = Random(seed: 102)
    #expect(found.picture == ActivationMaximisation.grey(shape: [3, 8, 8], using: &random))
  }

  @Test func `without jitter nothing is drawn, and the way begins with the start's own value`() {
    let start = noise(106)
    var random = Random(seed: 107)
    let found = ActivationMaximisation(steps: 3)
      .maximise(Self.unit, of: garden(), from: start, using: &random)
    #expect(random == Random(seed: 107))
    #expect(found.values[0] == garden().values(of: Self.unit, for: [start])[0])
    var jittered = Random(seed: 107)
    _ = ActivationMaximisation(steps: 3, jitter: 1)
      .maximise(Self.unit, of: garden(), from: start, using: &jittered)
    #expect(jittered != random)
  }

  @Test func `grey is a half and a little, or as much noise as asked`() {
    var random = Random(seed: 108)
    let grey = ActivationMaximisation.grey(shape: [3, 20, 20], using: &random)
    #expect(grey.shape == [3, 20, 20])
    // Four standard errors of 1,200 draws, and the largest of them.
    #expect(abs(grey.mean() - 0.5) < 4 * 0.01 / 34)
    #expect(gap(grey, Tensor(repeating: 0.5, shape: [3, 20, 20])) < 0.05)
    let plain = ActivationMaximisation.grey(shape: [3, 8, 8], noise: 0, using: &random)
    #expect(plain == Tensor(repeating: 0.5, shape: [3, 8, 8]))
    let noisy = ActivationMaximisation.grey(shape: [3, 40, 40], noise: 0.05, using: &random) - 0.5
    // Of 4,800 draws the deviation is right within 1 %; six times that is allowed.
    #expect(abs((noisy * noisy).mean().squareRoot() - 0.05) < 0.003)
  }

  @Test func `with the highest price of all it still moves, to grey`() {
    var random = Random(seed: 109)
    let prior = InputPrior(norm: 1e18)
    let found = ActivationMaximisation(steps: 200, rate: 0.01, prior: prior)
      .maximise(Self.unit, of: garden(), from: noise(110), using: &random)
    #expect(gap(found.picture, Tensor(repeating: 0.5, shape: [3, 8, 8])) < 0.05)
  }

  @Test func `without blur, jitter and total variation a row of a table will do`() {
    var random = Random(seed: 111)
    let row = Network([
      Layer(
        "linear",
        .linear(weights: Tensor([1, -1], shape: [1, 2]), bias: Tensor(shape: [1])))
    ])
    let found = ActivationMaximisation(steps: 40, prior: InputPrior(norm: 0.1)).maximise(
      .score(.logit, class: 0), of: row, from: Tensor([0.4, 0.6], shape: [2]), using: &random)
    #expect(found.picture == Tensor([1, 0], shape: [2]))
  }

  @Test func `what cannot be climbed stops with words`() async {
    await expectStop(
      saying: "ActivationMaximisation: 0 steps at a rate of 0.03",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = ActivationMaximisation(steps: 0)
      })
    await expectStop(
      saying: "ActivationMaximisation: 300 steps at a rate of nan",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = ActivationMaximisation(rate: .nan)
      })
    await expectStop(
      saying: "a jitter of -1, a blur of 1.0 every 0 steps",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = ActivationMaximisation(jitter: -1)
      })
    await expectStop(
      saying: "Network: no channel 64 among 64 of conv3",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var random = Random(seed: 1)
        _ = ActivationMaximisation(steps: 1).maximise(
          .channel(64, of: "conv3"), of: garden(), from: noise(1), using: &random)
      })
    await expectStop(
      saying: "the value at [0, 0, 1] of [3, 8, 8] is nan",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var (random, start) = (Random(seed: 1), noise(1))
        start[0, 0, 1] = .nan
        _ = ActivationMaximisation(steps: 1).maximise(
          .channel(0, of: "conv3"), of: garden(), from: start, using: &random)
      })
    await expectStop(
      saying: "ActivationMaximisation: 0 steps at a rate of 0.03",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var method = ActivationMaximisation()
        method.steps = 0
      })
    await expectStop(
      saying: "ActivationMaximisation: 300 steps at a rate of -inf",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var method = ActivationMaximisation()
        method.rate = -.infinity
      })
    await expectStop(
      saying: "a jitter of 1001, a blur of 1.0 every 0 steps",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var method = ActivationMaximisation()
        method.jitter = 1001
      })
    await expectStop(
      saying: "a jitter of 0, a blur of 1.0 every -1 steps",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var method = ActivationMaximisation()
        method.blurEvery = -1
      })
    await expectStop(
      saying: "a jitter of 0, a blur of nan every 0 steps",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var method = ActivationMaximisation()
        method.blur = .nan
      })
    await expectStop(
      saying: "ActivationMaximisation: step 1: the value at [0, 0, 0] of [3, 8, 8] is",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        // A finite number that `Float` does not hold.
        var random = Random(seed: 1)
        _ = ActivationMaximisation(rate: 1e40).maximise(
          .channel(0, of: "conv3"), of: garden(), from: noise(1), using: &random)
      })
    await expectStop(
      saying: "Gaussian: [2] is not [channels, height, width]",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var random = Random(seed: 1)
        let row = Network([
          Layer(
            "linear",
            .linear(weights: Tensor([1, -1], shape: [1, 2]), bias: Tensor(shape: [1])))
        ])
        _ = ActivationMaximisation(blurEvery: 1).maximise(
          .score(.logit, class: 0), of: row, from: Tensor([0.4, 0.6], shape: [2]), using: &random)
      })
  }
}
