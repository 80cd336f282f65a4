import Explainers
import Models
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct GradCAMTests {
  @Test func `activations, gradients and every weighting's map are PyTorch's`() throws {
    for fixture in try CAMFixture.all() {
      for (layer, expected) in [("relu2", fixture.relu2), ("relu3", fixture.relu3)] {
        for weighting in GradCAMWeighting.allCases {
          let method = GradCAM(layer: layer, weighting: weighting)
          let comment = "\(fixture.name) \(layer) \(weighting)"
          let activations = method.activations(of: fixture.network, fixture.picture)
          let gradients = method.gradients(
            of: fixture.network, class: fixture.label, at: activations)
          expectClose(activations, expected.activations, comment)
          expectClose(gradients, expected.gradients, comment)
          let found = method.explain(fixture.network, fixture.picture, class: fixture.label)
          expectClose(found.values, try #require(expected.maps[weighting.rawValue]), comment)
        }
      }
    }
  }

  @Test func `signed and rectified maps are captum's`() throws {
    for fixture in try CAMFixture.all() {
      for (layer, expected) in [("relu2", fixture.relu2), ("relu3", fixture.relu3)] {
        let found = GradCAM(layer: layer)
          .explain(fixture.network, fixture.picture, class: fixture.label)
        expectClose(found.values, try #require(expected.captum))
        expectClose(found.positive, try #require(expected.captumPositive))
        #expect(found.positive - found.negative == found.values)
      }
    }
  }

  @Test func `gradients of a probability are PyTorch's`() throws {
    for fixture in try CAMFixture.all() {
      let method = GradCAM(layer: "relu3", score: .probability)
      let activations = method.activations(of: fixture.network, fixture.picture)
      expectClose(
        method.gradients(of: fixture.network, class: fixture.label, at: activations),
        fixture.probability.gradients)
      let found = method.explain(fixture.network, fixture.picture, class: fixture.label)
      expectClose(found.values, try #require(fixture.probability.maps["mean"]))
      #expect(found.unit == "probability")
    }
  }

  @Test func `the contrast's map is the class's map less the mean of the others' maps`() throws {
    for fixture in try CAMFixture.all() {
      for weighting in [GradCAMWeighting.gradCAM, .hiResCAM, .xGradCAM] {
        func map(_ label: Int, _ score: ClassScore) -> Tensor {
          GradCAM(layer: "relu3", weighting: weighting, score: score)
            .explain(fixture.network, fixture.picture, class: label).values
        }
        let classes = fixture.network.logits(of: [fixture.picture])[0].count
        var expected = map(fixture.label, .logit)
        for other in 0..<classes where other != fixture.label {
          expected = expected - map(other, .logit) * (1 / Float(classes - 1))
        }
        #expect(gap(map(fixture.label, .contrast), expected) < 5e-6)
      }
    }
  }

  @Test(arguments: [0, 1, 2, 3, 4])
  func `behind a global average the contrast is CAM's contrast`(label: Int) {
    var random = Random(seed: UInt64(label))
    let network = Network.garden(classes: 5, using: &random)
    let values = (0..<(3 * 24 * 24)).map { _ in Float(random.uniform()) }
    let image = Tensor(ContiguousArray(values), shape: [3, 24, 24])
    let expected = CAM(target: .contrast).explain(network, image, class: label)
    let found = GradCAM(layer: "relu3", score: .contrast)
      .explain(network, image, class: label)
    #expect(gap(found.values, expected.values * (1 / Float(expected.values.count))) < 1e-6)
    #expect(found.unit == expected.unit)
  }

  @Test(arguments: [0, 1, 2, 3, 4], [0, 1, 2, 3])
  func `behind a global average it is CAM divided by the number of places`(
    label: Int, pools: Int
  ) {
    var random = Random(seed: UInt64(label))
    let network = Network.garden(classes: 5, pools: pools, using: &random)
    let values = (0..<(3 * 24 * 24)).map { _ in Float(random.uniform()) }
    let image = Tensor(ContiguousArray(values), shape: [3, 24, 24])
    let cam = CAM()
    let expected = cam.explain(network, image, class: label)
    for weighting in [GradCAMWeighting.gradCAM, .hiResCAM, .xGradCAM] {
      let found = GradCAM(layer: cam.layer(of: network), weighting: weighting)
        .explain(network, image, class: label)
      let places = Float(expected.values.count)
      #expect(gap(found.values, expected.values * (1 / places)) < 1e-6)
      #expect(gap(found.positive, expected.positive * (1 / places)) < 1e-6)
    }
  }

  @Test func `behind a global maximum the same holds, and only HiResCAM sums to the logit`() {
    var random = Random(seed: 3)
    let network = Network.garden(classes: 5, head: .max, using: &random)
    let values = (0..<(3 * 24 * 24)).map { _ in Float(random.uniform()) }
    let image = Tensor(ContiguousArray(values), shape: [3, 24, 24])
    let cam = CAM(pooling: .max)
    let expected = cam.explain(network, image, class: 1).values
    let found = GradCAM(layer: "relu3").explain(network, image, class: 1).values
    #expect(gap(found, expected * (1 / Float(expected.count))) < 1e-6)
    let evidence = network.logits(of: [image])[0][1] - cam.bias(of: network, class: 1)
    let faithful = GradCAM(layer: "relu3", weighting: .hiResCAM)
      .explain(network, image, class: 1).values
    #expect(abs(faithful.sum() - evidence) < 1e-5 && abs(found.sum() - evidence) > 0.01)
  }

  @Test func `HiResCAM of a linear head sums to the logit less its bias`() throws {
    for fixture in try CAMFixture.all() {
      let (network, label) = (fixture.network, fixture.label)
      let bias = try #require(network.parameters.last)[label]
      let logit = network.logits(of: [fixture.picture])[0][label]
      func sum(_ weighting: GradCAMWeighting) -> Float {
        GradCAM(layer: "relu3", weighting: weighting)
          .explain(network, fixture.picture, class: label).values.sum()
      }
      // XGrad-CAM has the same sum by construction; Grad-CAM only behind an average.
      let misses = [GradCAMWeighting.hiResCAM, .xGradCAM].map { abs(sum($0) - logit + bias) }
      let grad = abs(sum(.gradCAM) - logit + bias)
      switch fixture.name {
      case "pooled": #expect(misses.allSatisfy { $0 < 1e-5 } && grad < 1e-5)
      case "linear": #expect(misses.allSatisfy { $0 < 1e-5 } && grad > 0.01)
      default: #expect(misses.allSatisfy { $0 > 0.01 } && grad > 0.01)
      }
    }
  }

  @Test func `weights of zero make a map of zero, and not of one`() {
    let maps = Tensor(repeating: 3, shape: [4, 2, 2])
    let method = GradCAM(layer: "relu3")
    #expect(method.map(of: maps, weights: Tensor(shape: [4])) == Tensor(shape: [2, 2]))
    #expect(method.map(of: maps, weights: Tensor(shape: [4, 2, 2])) == Tensor(shape: [2, 2]))
    for weighting in GradCAMWeighting.allCases {
      let dead = Tensor(shape: [4, 2, 2])
      #expect(weighting.weights(dead, dead).elements.allSatisfy { $0 == 0 })
    }
  }

  @Test func `a map that is negative all over has nothing positive`() {
    let map = Tensor([-3, -1, -0.5, -2], shape: [2, 2])
    let found = Attribution(label: 0, layer: "relu3", unit: "logit", values: map)
    #expect(found.positive == Tensor(shape: [2, 2]))
    #expect(found.negative == map * -1 && found.negativeShare == 1)
    let nothing = Attribution(label: 0, layer: nil, unit: "logit", values: Tensor(shape: [2, 2]))
    #expect(nothing.negativeShare == 0)
  }

  @Test func `opposite gradients give Grad-CAM's counterfactual`() {
    let maps = Tensor([1, 2, 0, 4, 3, 0, 1, 2], shape: [2, 2, 2])
    let slopes = Tensor([1, -2, 0.5, -1, 0.5, 0.5, -1, 2], shape: [2, 2, 2])
    let method = GradCAM(layer: "relu3")
    func found(_ slopes: Tensor) -> Attribution {
      let map = method.map(of: maps, weights: method.weights(maps, slopes))
      return Attribution(label: 0, layer: "relu3", unit: "logit", values: map)
    }
    #expect(found(slopes * -1).positive == found(slopes).negative)
  }

  @Test func `what has no maps or the wrong sign traps`() async {
    await expectStop(
      saying: "average puts out [64], no maps",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var random = Random(seed: 1)
        let network = Network.garden(classes: 5, using: &random)
        _ = GradCAM(layer: "average").explain(network, Tensor(shape: [3, 8, 8]), class: 0)
      })
    await expectStop(
      saying: "an activation is negative",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = GradCAMWeighting.gradCAMPlusPlus.weights(
          Tensor([-1], shape: [1, 1, 1]), Tensor([1], shape: [1, 1, 1]))
      })
    await expectStop(
      saying: "weights [3] for maps [2, 3, 3]",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = GradCAM(layer: "a").map(of: Tensor(shape: [2, 3, 3]), weights: Tensor(shape: [3]))
      })
  }
}
