import Autograd
import Explainers
import Images
import Models
import Numerics
import Tensors
import TestSupport
import Testing

/// A garden, and an image in which one number is none.
private func damaged(_ odd: Float) -> (network: Network, image: Tensor) {
  var random = Random(seed: 1)
  var image = Tensor(repeating: 0.5, shape: [3, 8, 8])
  image[1, 2, 3] = odd
  return (Network.garden(classes: 2, using: &random), image)
}

@Suite struct `A pixel that is no number is refused with its place` {
  @Test func `by CAM, Grad-CAM and its relatives`() async {
    await expectStop(
      saying: "the value at [1, 2, 3] of [3, 8, 8] is nan",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let (network, image) = damaged(.nan)
        _ = CAM().explain(network, image, class: 0)
      })
    await expectStop(
      saying: "the value at [1, 2, 3] of [3, 8, 8] is -inf",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let (network, image) = damaged(-.infinity)
        _ = CAM().explain(network, image, class: 0, every: 2)
      })
    await expectStop(
      saying: "the value at [1, 2, 3] of [3, 8, 8] is inf",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let (network, image) = damaged(.infinity)
        _ = GradCAM(layer: "relu3", weighting: .layerCAM).explain(network, image, class: 0)
      })
    await expectStop(
      saying: "the value at [1, 2, 3] of [3, 8, 8] is nan",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let (network, image) = damaged(.nan)
        _ = GuidedGradCAM(layer: "relu3").explain(network, image, class: 0)
      })
  }

  @Test func `by gradients and by removing places`() async {
    await expectStop(
      saying: "the value at [1, 2, 3] of [3, 8, 8] is nan",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let (network, image) = damaged(.nan)
        _ = InputGradient(rule: .guided).explain(network, image, class: 0)
      })
    await expectStop(
      saying: "the value at [1, 2, 3] of [3, 8, 8] is inf",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let (network, image) = damaged(.infinity)
        _ = PlaceRemoval(layer: "relu3").explain(network, image, class: 0)
      })
  }

  @Test func `by parts of a picture, before a model is asked`() async {
    await expectStop(
      saying: "SuperpixelFill: the image: the value at [1, 2, 3] of [3, 8, 8] is nan",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = InputInParts(
          damaged(.nan).image, .grid(height: 8, width: 8, rows: 2, columns: 2), fill: .black)
      })
    await expectStop(
      saying: "SuperpixelFill: the colour that hides: the value at [1, 0, 0]",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = SuperpixelFill.color(red: 0, green: .nan, blue: 0).background(
          of: Tensor(shape: [3, 2, 2]), .grid(height: 2, width: 2, rows: 1, columns: 1))
      })
  }

  @Test func `by superpixels`() async {
    await expectStop(
      saying: "Superpixels: the image: the value at [1, 2, 3] of [3, 8, 8] is nan",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Superpixels.slic(damaged(.nan).image)
      })
  }
}

@Suite struct `What a network makes that is no number is not hidden` {
  @Test func `by a maximum, a rectifier or a size`() async {
    await expectStop(
      saying: "Attribution: class 0: the value at [0, 1] of [1, 2] is nan",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Attribution(
          label: 0, layer: nil, unit: "logit", values: Tensor([1, .nan], shape: [1, 2]))
      })
    await expectStop(
      saying: "Grad-CAM: gradients: the value at [0, 0, 0] of [1, 1, 1] is nan",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = GradCAMWeighting.layerCAM.weights(
          Tensor([1], shape: [1, 1, 1]), Tensor([.nan], shape: [1, 1, 1]))
      })
    await expectStop(
      saying: "InputGradient: the signal: the value at [0, 0, 1] of [1, 1, 2] is inf",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = InputGradient.magnitude(of: Tensor([1, .infinity], shape: [1, 1, 2]))
      })
    await expectStop(
      saying: "CAM: the layer relu3: the value at",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        // numbers that are finite, and too large for what is computed from them
        var random = Random(seed: 1)
        let network = Network.garden(classes: 2, using: &random)
        _ = CAM().explain(
          network, Tensor(repeating: .greatestFiniteMagnitude, shape: [3, 8, 8]), class: 0)
      })
  }
}
