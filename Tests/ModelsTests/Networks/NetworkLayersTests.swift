import Models
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct NetworkLayersTests {
  @Test func `a network cut in two computes what the whole one does`() throws {
    let fixture = try SmallGarden.fixture()
    let (network, image) = (fixture.network, fixture.image)
    let logits = network.logits(of: [image])[0]
    for (layer, whole) in zip(network.layers, network.activations(of: image)) {
      let output = network.output(of: layer.name, for: image)
      #expect(output == whole)
      #expect(network.logits(above: layer.name, from: [output, output]) == [logits, logits])
    }
  }

  @Test func `a gradient taken above a layer is that taken through the image`() throws {
    let fixture = try SmallGarden.fixture()
    let (network, image) = (fixture.network, fixture.image)
    for layer in ["conv2", "relu3", "average"] {
      let above = network.gradient(
        of: .logit, class: 1, above: layer, at: network.output(of: layer, for: image))
      #expect(above == network.gradient(ofLogit: 1, withRespectTo: layer, at: image))
    }
  }

  @Test(arguments: ClassScore.allCases)
  func `a gradient above a layer is the slope that a small change shows`(
    _ score: ClassScore
  ) throws {
    let fixture = try SmallGarden.fixture()
    let network = fixture.network
    let output = network.output(of: "relu3", for: fixture.image)
    let gradient = network.gradient(of: score, class: 2, above: "relu3", at: output)
    func value(_ output: Tensor) -> Double {
      let logits = network.logits(above: "relu3", from: [output])[0].map(Double.init)
      if score == .logit { return logits[2] }
      if score == .contrast {
        return logits[2] - (logits.reduce(0, +) - logits[2]) / Double(logits.count - 1)
      }
      let exponentials = logits.map { Elementary.exp($0) }
      return exponentials[2] / exponentials.reduce(0, +)
    }
    // The head is linear, so a long step costs the logit nothing; the softmax bends by 1e-4.
    let step: Float = 0.25
    for place in [0, 17, 71] {
      var (up, down) = (output, output)
      up.elements[place] += step
      down.elements[place] -= step
      let slope = (value(up) - value(down)) / Double(2 * step)
      #expect(abs(slope - Double(gradient.elements[place])) < 1e-5)
    }
  }

  @Test func `the gradient of a probability fades when the network is sure`() {
    let network = Network([
      Layer("input", .shift(by: 0)),
      Layer("linear", .linear(weights: Tensor([1, 0], shape: [2, 1]), bias: Tensor(shape: [2]))),
    ])
    func slope(_ score: ClassScore, at place: Float) -> Float {
      network.gradient(of: score, class: 0, above: "input", at: Tensor([place], shape: [1]))[0]
    }
    #expect(slope(.probability, at: 0) == 0.25 && slope(.logit, at: 0) == 1)
    #expect(slope(.probability, at: 30) < 1e-12 && slope(.logit, at: 30) == 1)
  }
}
