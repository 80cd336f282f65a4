import Explainers
import Models
import Numerics
import Tensors
import Testing

@Suite struct ActivationMaximisationTests {
  /// One filter over a whole picture of 3 x 4 x 4 values: a sum, weighed.
  private let weights: Tensor
  private let linear: Network

  init() {
    var random = Random(seed: 7)
    weights = Tensor(shape: [1, 3, 4, 4]).map { _ in Float(random.normal()) }
    linear = Network([
      Layer(
        "sum",
        .convolution(weights: weights, bias: Tensor(shape: [1]), stride: 1, padding: 0))
    ])
  }

  @Test func `without terms the climb for a weighed sum ends at 1 where a weight is positive`() {
    var random = Random(seed: 8)
    let start = ActivationMaximisation.grey(shape: [3, 4, 4], using: &random)
    let climb = ActivationMaximisation(steps: 100).maximise(
      .channel(0, of: "sum"), of: linear, from: start, using: &random)
    let best = weights.slice(0).map { $0 > 0 ? 1 : 0 }
    #expect(climb.picture == best)
    #expect(climb.values.count == 100 && climb.value > (climb.values.first ?? 0))
  }

  @Test func `grey is half of full brightness, with as much noise as asked`() {
    var random = Random(seed: 9)
    let plain = ActivationMaximisation.grey(shape: [3, 8, 8], noise: 0, using: &random)
    #expect(plain == Tensor(repeating: 0.5, shape: [3, 8, 8]))
    let noisy = ActivationMaximisation.grey(shape: [3, 40, 40], noise: 0.05, using: &random)
    let gap = noisy - 0.5
    #expect(abs((gap * gap).mean().squareRoot() - 0.05) < 0.003)
  }

  @Test(arguments: [InputPrior(norm: 0.7), InputPrior(totalVariation: 0.3)])
  func `a prior's gradient is the slope of its cost`(prior: InputPrior) {
    var random = Random(seed: 10)
    let picture = ActivationMaximisation.grey(shape: [3, 5, 6], noise: 0.2, using: &random)
    let gradient = prior.gradient(at: picture)
    for place in [0, 17, 44, 89] {
      var (up, down) = (picture, picture)
      up.elements[place] += 1e-3
      down.elements[place] -= 1e-3
      // Costs in Double of pixels in Float, whose steps are right to one part in ten thousand.
      let slope = (prior.cost(of: up) - prior.cost(of: down)) / 2e-3
      #expect(abs(slope - Double(gradient.elements[place])) < 2e-3)
    }
  }
}
