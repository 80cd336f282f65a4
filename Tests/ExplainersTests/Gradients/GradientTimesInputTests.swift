import Explainers
import Models
import Tensors
import TestSupport
import Testing

@Suite struct GradientTimesInputTests {
  @Test func `the gradient, its size and its product with the input are captum's`() throws {
    for fixture in try GradientsFixture.all() {
      let (network, image, label) = (fixture.network, fixture.image.tensor, fixture.label)
      let slopes = InputGradient().signal(of: network, image, class: label)
      expectClose(slopes, fixture.slopes, "\(fixture.name) signed")
      expectClose(slopes.map { abs($0) }, fixture.saliency, "\(fixture.name) size")
      expectClose(slopes * image, fixture.timesInput, "\(fixture.name) product")
      let found = GradientTimesInput().explain(network, image, class: label)
      let truth = fixture.timesInput.tensor
      #expect(found.values.shape == [12, 12] && found.unit == "logit")
      #expect(gap(found.values, truth.slice(0) + truth.slice(1) + truth.slice(2)) < 1e-6)
    }
  }

  @Test func `a plane without a constant is accounted for to the last bit of a Float`() {
    let weights = noise(1, shape: [2, 12]) - 0.5
    let plane = Network([
      Layer("flatten", .flatten),
      Layer("linear", .linear(weights: weights, bias: Tensor(shape: [2]))),
    ])
    let picture = noise(2, shape: [3, 2, 2])
    for score in [ClassScore.logit, .contrast] {
      let found = GradientTimesInput(score: score).explain(plane, picture, class: 1)
      let truth = score.values(of: plane.logits(of: [picture])[0])[1]
      // A sum of twelve numbers below one.
      #expect(abs(found.values.sum() - truth) < 2e-6)
    }
  }

  @Test func `black is never a reason`() {
    var picture = noise(3)
    for channel in 0..<3 { picture[channel, 2, 5] = 0 }
    let found = GradientTimesInput().explain(garden(), picture, class: 0).values
    #expect(found[2, 5] == 0 && found.map { abs($0) }.maximum() > 0)
  }

  @Test func `channels are added up, and what has none stays as it is`() {
    let sum = GradientTimesInput.overChannels(Tensor([1, -5, 2, -2, 3, 0.5], shape: [3, 1, 2]))
    #expect(sum == Tensor([6, -6.5], shape: [1, 2]))
    let list = Tensor([1, 2], shape: [2])
    #expect(GradientTimesInput.overChannels(list) == list)
    let row = Network.dense(inputs: 4)
    let found = GradientTimesInput().explain(row, Tensor([1, 0, -1, 2], shape: [4]), class: 0)
    #expect(found.values.shape == [4] && found.values.elements[1] == 0)
  }
}

extension Network {
  /// A small network for rows of a table.
  fileprivate static func dense(inputs: Int) -> Network {
    let weights = noise(4, shape: [2, inputs]) - 0.5
    return Network([
      Layer("linear", .linear(weights: weights, bias: Tensor(shape: [2]))), Layer("relu", .relu),
      Layer(
        "out", .linear(weights: Tensor([1, 2, -1, 3], shape: [2, 2]), bias: Tensor(shape: [2]))),
    ])
  }
}
