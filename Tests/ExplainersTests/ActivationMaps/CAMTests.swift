import Explainers
import Models
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct CAMTests {
  /// A network of the book with fresh weights, and an image of noise.
  private func fresh(_ head: GardenHead, pools: Int = 2) -> (network: Network, image: Tensor) {
    var random = Random(seed: 12)
    let network = Network.garden(classes: 5, pools: pools, head: head, using: &random)
    let values = (0..<(3 * 48 * 48)).map { _ in Float(random.uniform()) }
    return (network, Tensor(ContiguousArray(values), shape: [3, 48, 48]))
  }

  @Test func `the map is the one written out in PyTorch`() throws {
    let fixture = try CAMFixture.all()[0]
    let found = CAM().explain(fixture.network, fixture.picture, class: fixture.label)
    expectClose(found.values, try #require(fixture.cam))
    #expect(found.label == fixture.label && found.layer == "relu3" && found.unit == "logit")
  }

  @Test(arguments: 0..<5) func `the mean of a map and the bias are the logit`(label: Int) {
    let (network, image) = fresh(.average, pools: 1)
    let cam = CAM()
    let map = cam.explain(network, image, class: label).values
    let logit = network.logits(of: [image])[0][label]
    // A few hundred sums of size one in Float.
    #expect(abs(cam.logit(of: map, bias: cam.bias(of: network, class: label)) - logit) < 1e-5)
    let parts =
      cam.pooled(cam.activations(of: network, image))
      * cam.weights(of: network, class: label)
    #expect(abs(parts.sum() + cam.bias(of: network, class: label) - logit) < 1e-5)
  }

  @Test func `with max pooling the weighted maxima are the logit, and the map's mean is not`() {
    let (network, image) = fresh(.max)
    let cam = CAM(pooling: .max)
    let logit = network.logits(of: [image])[0][2]
    let weights = cam.weights(of: network, class: 2)
    let bias = cam.bias(of: network, class: 2)
    let parts = cam.pooled(cam.activations(of: network, image)) * weights
    #expect(abs(parts.sum() + bias - logit) < 1e-5)
    #expect(abs(cam.explain(network, image, class: 2).values.mean() + bias - logit) > 0.1)
  }

  @Test func `the map is the maps times their weights, added up`() {
    let maps = Tensor([1, 2, 3, 4, 10, 0, 0, -10], shape: [2, 2, 2])
    let map = CAM().map(of: maps, weights: Tensor([2, 0.5], shape: [2]))
    #expect(map == Tensor([7, 4, 6, 3], shape: [2, 2]))
  }

  @Test func `weights of zero make a map of zero`() {
    let maps = Tensor(repeating: 3, shape: [4, 2, 2])
    #expect(CAM().map(of: maps, weights: Tensor(shape: [4])) == Tensor(shape: [2, 2]))
  }

  @Test func `a number added to every logit's weights changes the maps and no probability`() {
    let (network, image) = fresh(.average)
    var pushed = network
    pushed.parameters[6] = pushed.parameters[6] + 0.5
    let before = network.probabilities(of: [image])[0]
    let after = pushed.probabilities(of: [image])[0]
    for (one, other) in zip(before, after) { #expect(abs(one - other) < 1e-5) }
    let maps = [network, pushed].map { CAM().explain($0, image, class: 0).values }
    #expect(gap(maps[0], maps[1]) > 1)
  }

  @Test(arguments: 0..<5) func `a contrast is the logit less the mean of the others`(label: Int) {
    let (network, image) = fresh(.average)
    let contrast = CAM(target: .contrast)
    let logits = network.logits(of: [image])[0]
    let others = logits.indices.filter { $0 != label }.map { logits[$0] }
    let explanation = contrast.explain(network, image, class: label)
    let whole = contrast.logit(
      of: explanation.values, bias: contrast.bias(of: network, class: label))
    #expect(abs(whole - (logits[label] - others.reduce(0, +) / 4)) < 1e-5)
    #expect(explanation.unit != "logit")
  }

  @Test func `a contrast does not see what is added to all logits alike`() {
    let (network, image) = fresh(.average)
    var pushed = network
    pushed.parameters[6] = pushed.parameters[6] + 0.5
    let maps = [network, pushed].map {
      CAM(target: .contrast).explain($0, image, class: 0).values
    }
    #expect(gap(maps[0], maps[1]) < 1e-4)
  }

  @Test func `the layer that stands in the way is named`() {
    #expect(CAM().obstacle(in: fresh(.average).network) == nil)
    #expect(CAM(pooling: .max).obstacle(in: fresh(.max).network) == nil)
    func obstacle(_ head: GardenHead, _ cam: CAM = CAM()) -> String {
      cam.obstacle(in: fresh(head).network) ?? "none"
    }
    #expect(obstacle(.averageThenDense(hidden: 8)).contains("relu4, linear stand in the way"))
    #expect(obstacle(.dense(hidden: 8)).contains("global average pooling, and there is none"))
    #expect(obstacle(.max).contains("global average pooling, and there is none"))
    #expect(obstacle(.average, CAM(pooling: .max)).contains("global max pooling"))
    let bare = Network([Layer("average", .globalAveragePool)])
    #expect(CAM().obstacle(in: bare)?.contains("average pools the image itself") == true)
    let headless = Network([Layer("relu", .relu), Layer("average", .globalAveragePool)])
    #expect(CAM().obstacle(in: headless)?.contains("linear layer right above average") == true)
  }

  @Test func `a network of another form and a class that is not there trap`() async {
    await expectStop(
      saying: "CAM needs global average pooling, and there is none",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var random = Random(seed: 1)
        let network = Network.garden(classes: 5, head: .dense(hidden: 4), using: &random)
        _ = CAM().explain(network, Tensor(shape: [3, 48, 48]), class: 0)
      })
    await expectStop(
      saying: "no class 5 among 5",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var random = Random(seed: 1)
        let network = Network.garden(classes: 5, using: &random)
        _ = CAM().explain(network, Tensor(shape: [3, 48, 48]), class: 5)
      })
    await expectStop(
      saying: "a map's mean is a logit for average pooling, not for max",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = CAM(pooling: .max).logit(of: Tensor(shape: [2, 2]), bias: 0)
      })
    await expectStop(
      saying: "CAM: weights [2, 3, 3] for maps [2, 3, 3]",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let maps = Tensor(shape: [2, 3, 3])
        _ = CAM().map(of: maps, weights: maps)
      })
  }
}
