import Models
import Numerics
import Tensors
import TestSupport
import Testing

/// The book's network with fewer channels, as PyTorch computed it in `Fixtures/engine.py`.
struct SmallGarden: Decodable {
  let parameters, activations, gradients: [StoredArray]
  let images, loss, inputGradient, conv3Gradient: StoredArray
  let labels: [Int]
  let adam, adamWithDecay, sgd: [[StoredArray]]

  /// The network with the fixture's parameters.
  var network: Network {
    let values = parameters.map { Tensor($0.floats, shape: $0.shape) }
    func convolution(_ name: String, _ first: Int) -> Layer {
      Layer(
        name,
        .convolution(weights: values[first], bias: values[first + 1], stride: 1, padding: 1))
    }
    return Network([
      convolution("conv1", 0), Layer("relu1", .relu),
      Layer("pool1", .maxPool(size: 2, stride: 2)),
      convolution("conv2", 2), Layer("relu2", .relu),
      Layer("pool2", .maxPool(size: 2, stride: 2)),
      convolution("conv3", 4), Layer("relu3", .relu), Layer("average", .globalAveragePool),
      Layer("linear", .linear(weights: values[6], bias: values[7])),
    ])
  }

  var image: Tensor { Tensor(images.floats, shape: images.shape).slice(0) }

  var examples: Examples {
    let (batch, labels) = (Tensor(images.floats, shape: images.shape), labels)
    return Examples(count: labels.count) { (batch.slice($0), labels[$0]) }
  }

  static func fixture() throws -> SmallGarden {
    try Fixture.decode(SmallGarden.self, from: "engine/network.json")
  }
}

/// Values of size one, from sums of some hundred products in `Float`.
func expectClose(
  _ tensor: Tensor, _ expected: StoredArray, absolute: Double = 2e-6, relative: Double = 2e-5,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let complaint = expected.complaint(
    about: tensor.elements, shape: tensor.shape, absolute: absolute, relative: relative)
  #expect(complaint == nil, sourceLocation: sourceLocation)
}

@Suite struct NetworkTests {
  @Test func `each layer puts out what PyTorch's does`() throws {
    let fixture = try SmallGarden.fixture()
    let activations = fixture.network.activations(of: fixture.image)
    #expect(activations.count == fixture.activations.count)
    for (found, expected) in zip(activations, fixture.activations) { expectClose(found, expected) }
  }

  @Test func `the gradients of a logit are PyTorch's`() throws {
    let fixture = try SmallGarden.fixture()
    let network = fixture.network
    expectClose(network.gradient(ofLogit: 2, at: fixture.image), fixture.inputGradient)
    expectClose(
      network.gradient(ofLogit: 1, withRespectTo: "conv3", at: fixture.image),
      fixture.conv3Gradient)
  }

  @Test func `an image has the same scores alone and among others`() throws {
    let fixture = try SmallGarden.fixture()
    let images = (0..<6).map { fixture.examples[$0].image }
    let together = fixture.network.logits(of: images)
    #expect(together == images.flatMap { fixture.network.logits(of: [$0]) })
    #expect(together[0] == Array(fixture.network.activations(of: images[0])[9].elements))
    for row in fixture.network.probabilities(of: images) {
      #expect(abs(row.reduce(0, +) - 1) < 1e-6)
    }
    #expect(fixture.network.logits(of: []).isEmpty)
  }

  @Test func `the book's network has 23,909 numbers`() {
    var random = Random(seed: 1)
    let network = Network.garden(classes: 5, using: &random)
    #expect(network.parameters.reduce(0) { $0 + $1.count } == 23_909)
    #expect(network.parameterNames.first == "conv1.weight")
    let activations = network.activations(of: Tensor(shape: [3, 48, 48]))
    #expect(activations[network.index(of: "conv3")].shape == [64, 12, 12])
  }

  @Test func `fresh weights fill the interval that their inputs give`() {
    var random = Random(seed: 1)
    let layers: [(Layer, Float)] = [
      (.convolution("a", from: 24, to: 32, kernel: 2, using: &random), 0.25),
      (.linear("b", from: 64, to: 64, using: &random), 0.125),
    ]
    for (layer, bound) in layers {
      let weights = layer.parameters[0] * (1 / bound)
      #expect(weights.maximum() <= 1 && weights.maximum() > 0.99)
      #expect(weights.minimum() >= -1 && weights.minimum() < -0.99)
      #expect(abs(weights.mean()) < 0.05)
      #expect(layer.parameters[1] == Tensor(shape: layer.parameters[1].shape))
    }
  }

  @Test func `every kind of layer computes its kind of shape`() {
    var random = Random(seed: 2)
    let network = Network([
      .convolution("a", from: 3, to: 4, kernel: 5, stride: 2, padding: 2, using: &random),
      Layer("b", .tanh), Layer("c", .maxPool(size: 3, stride: 1)), Layer("d", .flatten),
      .linear("e", from: 144, to: 2, using: &random), Layer("f", .shift(by: 2)),
    ])
    let activations = network.activations(of: Tensor(repeating: 0.5, shape: [3, 16, 16]))
    #expect(activations.map(\.shape) == [[4, 8, 8], [4, 8, 8], [4, 6, 6], [144], [2], [2]])
    #expect(activations[5] == activations[4] + 2)
    let pooled = Network([Layer("a", .globalMaxPool)])
    #expect(pooled.logits(of: [Tensor([1, 5, 2, 3, 0, 4], shape: [2, 1, 3])]) == [[5, 4]])
  }

  @Test func `a layer that is not there is named`() async {
    await expectStop(
      saying: "no layer b among",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Network([Layer("a", .relu)]).index(of: "b")
      })
  }

  @Test func `two layers cannot have one name`() async {
    await expectStop(
      saying: "two layers have the same name among",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Network([Layer("a", .relu), Layer("a", .tanh)])
      })
  }
}
