import Evaluation
import Explainers
import Models
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct SensitivityTests {
  /// A gradient and its changes by PyTorch, the largest of them by captum, too.
  private struct Case: Decodable {
    let model: RecordedModel
    let label: Int
    let image: [Float]
    let noise: [[Float]]
    let changes: [Double]
    let largest, mean, captum: Double
    let error: Double?
  }

  private func picture(_ values: [Float]) -> Tensor {
    Tensor(ContiguousArray(values), shape: [3, 4, 5])
  }

  @Test func `changes are those of PyTorch, and the largest is captum's`() throws {
    let cases = try Fixture.decode([Case].self, from: "faithfulness/sensitivity.json")
    #expect(cases.map(\.noise.count) == [10, 4, 1])
    for example in cases {
      let changes = Sensitivity.changes(
        of: picture(example.image), with: example.noise.map(picture), passes: 2
      ) { example.model.gradientSize(of: $0, class: example.label) }
      #expect(changes.values.count == example.changes.count)
      #expect(zip(changes.values, example.changes).allSatisfy { abs($0 - $1) < 1e-6 })
      #expect(abs(changes.largest.value - example.captum) < 1e-6)
      #expect(abs(changes.mean.value - example.mean) < 1e-6)
      #expect(changes.largest.standardError == nil)
      #expect((changes.mean.standardError == nil) == (example.error == nil))
      #expect(abs((changes.mean.standardError ?? 0) - (example.error ?? 0)) < 1e-6)
      #expect(changes.mean.passes == 2 * (example.noise.count + 1))
    }
  }

  @Test func `a change has no unit, and a zero map changes by nothing or all`() {
    let (before, after) = (Tensor([3, 4], shape: [1, 2]), Tensor([3, 1], shape: [1, 2]))
    let zero = Tensor(shape: [1, 2])
    #expect(abs(Sensitivity.change(from: before, to: after) - 0.6) < 1e-12)
    for unit in [Float(1e-20), 1, 1e20] {
      #expect(abs(Sensitivity.change(from: before * unit, to: after * unit) - 0.6) < 1e-6)
      #expect(Sensitivity.change(from: zero, to: after * unit) == 1)
    }
    #expect(Sensitivity.change(from: before, to: zero) == 1)
    #expect(Sensitivity.change(from: zero, to: zero) == 0)
    #expect(Sensitivity.change(from: before, to: before) == 0)
  }

  @Test func `noise is within its radius, even, and another one for each sample`() {
    let noise = Sensitivity(radius: 0.5, samples: 40).noise(
      shape: [3, 5, 10], using: Random(seed: 6))
    #expect(noise.count == 40 && Set(noise).count == 40)
    let values = noise.flatMap { $0.elements.map(Double.init) }
    #expect(values.allSatisfy { -0.5...0.5 ~= $0 })
    let estimate = Estimate(values)
    #expect(abs(estimate.mean) < 4 * estimate.standardError)
    // That of a uniform distribution is its width over √12.
    #expect(abs(estimate.standardDeviation - 1 / 12.0.squareRoot()) < 0.01)
    let fewer = Sensitivity(radius: 0.5, samples: 3).noise(
      shape: [3, 5, 10], using: Random(seed: 6))
    #expect(fewer == Array(noise.prefix(3)))
  }

  @Test(arguments: [1, 2, 5]) func `an explainer is asked about each picture`(threads: Int) {
    var weights = Random(seed: 1)
    let network = Network.garden(classes: 5, using: &weights)
    let image = Rules.noise(2, shape: [3, 16, 12])
    let metric = Sensitivity(radius: 0.1, samples: 4)
    let changes = Parallel.$threads.withValue(threads) {
      metric.changes(
        of: InputGradient(), network, image, class: 2, passes: 2, using: Random(seed: 3))
    }
    let noise = metric.noise(shape: image.shape, using: Random(seed: 3))
    let maps = ([Tensor(shape: image.shape)] + noise).map {
      InputGradient().explain(network, image + $0, class: 2).values
    }
    #expect(changes.values == maps.dropFirst().map { Sensitivity.change(from: maps[0], to: $0) })
    #expect(changes.passes == 10 && changes.largest.value > 0)
    #expect(changes.largest.value == changes.values.max())
  }

  @Test func `what cannot be asked stops with words`() async {
    await expectStop(
      saying: "Sensitivity: 10 samples within 0.0",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Sensitivity(radius: 0)
      })
    await expectStop(
      saying: "Sensitivity: maps of [1, 2] and [2, 1]",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Sensitivity.change(from: Tensor(shape: [1, 2]), to: Tensor(shape: [2, 1]))
      })
    await expectStop(
      saying: "Sensitivity: the map with noise: the value at [0] of [1] is inf",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Sensitivity.change(from: Tensor([1], shape: [1]), to: Tensor([.infinity], shape: [1]))
      })
    await expectStop(
      saying: "Sensitivity: no noise",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Sensitivity.changes(of: Tensor(shape: [1, 1, 1]), with: []) { $0 }
      })
  }
}
