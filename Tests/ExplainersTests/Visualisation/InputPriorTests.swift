import Explainers
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct InputPriorTests {
  @Test func `a cost is what its formula says`() {
    let picture = Tensor([0.5, 0.6, 0.9, 0.5], shape: [1, 2, 2])
    let norm = InputPrior(norm: 2).cost(of: picture)
    #expect(abs(norm - 2 * (0.01 + 0.16)) < 1e-7)
    // From 0.5 down 0.4 and right 0.1; from 0.6 down −0.1; from 0.9 right −0.4; one corner.
    let lengths = [0.16 + 0.01, 0.01, 0.16, 0].map { ($0 + 1e-4).squareRoot() }
    let variation = InputPrior(totalVariation: 3).cost(of: picture)
    #expect(abs(variation - 3 * lengths.reduce(0, +)) < 1e-6)
    let both = InputPrior(norm: 2, totalVariation: 3).cost(of: picture)
    #expect(abs(both - norm - variation) < 1e-12)
    #expect(InputPrior().cost(of: picture) == 0)
    #expect(InputPrior().gradient(at: picture) == Tensor(shape: [1, 2, 2]))
  }

  @Test(
    arguments: [(0.7, 0.0), (0, 0.4), (0.3, 1.1)], [[3, 5, 4], [2, 1, 6], [1, 6, 1], [1, 1, 1]])
  func `the gradient is the slope that a small change of a value shows`(
    prices: (norm: Double, variation: Double), shape: [Int]
  ) {
    let prior = InputPrior(norm: prices.norm, totalVariation: prices.variation)
    let picture = noise(101, shape: shape)
    let gradient = prior.gradient(at: picture)
    #expect(gradient.shape == shape)
    for place in picture.elements.indices {
      var (up, down) = (picture, picture)
      up.elements[place] += 0x1p-11
      down.elements[place] -= 0x1p-11
      let change = Double(up.elements[place]) - Double(down.elements[place])
      let slope = (prior.cost(of: up) - prior.cost(of: down)) / change
      // Third derivatives reach 1 / ε² where neighbours are nearly equal: times 2^-22 / 6.
      #expect(abs(slope - Double(gradient.elements[place])) < 2e-3)
    }
  }

  @Test func `grey costs nothing but the softness of its flat places`() {
    let grey = Tensor(repeating: 0.5, shape: [2, 3, 3])
    let prior = InputPrior(norm: 1, totalVariation: 1)
    #expect(abs(prior.cost(of: grey) - 18 * InputPrior.softness) < 1e-12)
    #expect(prior.gradient(at: grey) == Tensor(shape: [2, 3, 3]))
  }

  @Test func `a norm may be of anything, differences need a picture`() {
    let list = Tensor([0, 1], shape: [2])
    #expect(InputPrior(norm: 4).cost(of: list) == 2)
    #expect(InputPrior(norm: 4).gradient(at: list) == Tensor([-4, 4], shape: [2]))
  }

  @Test func `what is no price, and what is no picture, stops with words`() async {
    await expectStop(
      saying: "InputPrior: prices of -1.0 and 0.0; 0 to 1e18 are possible",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = InputPrior(norm: -1)
      })
    await expectStop(
      saying: "InputPrior: prices of 0.0 and inf",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = InputPrior(totalVariation: .infinity)
      })
    await expectStop(
      saying: "InputPrior: prices of 1e+40 and 0.0; 0 to 1e18 are possible",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = InputPrior(norm: 1e40)
      })
    await expectStop(
      saying: "InputPrior: prices of 0.0 and nan",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = InputPrior(totalVariation: .nan)
      })
    await expectStop(
      saying: "InputPrior: [2] is not [channels, height, width]",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = InputPrior(totalVariation: 1).gradient(at: Tensor(shape: [2]))
      })
  }
}
