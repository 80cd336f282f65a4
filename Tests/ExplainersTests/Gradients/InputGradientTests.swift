import Autograd
import Explainers
import Models
import Tensors
import TestSupport
import Testing

@Suite struct InputGradientTests {
  @Test func `guided backpropagation and deconvolution are captum's`() throws {
    for fixture in try CAMFixture.all() {
      for (rule, expected) in [
        (RectifierRule.guided, fixture.guided), (.deconvolution, fixture.deconvolution),
      ] {
        let signal = InputGradient(rule: rule)
          .signal(of: fixture.network, fixture.picture, class: fixture.label)
        expectClose(signal, expected, "\(fixture.name) \(rule)")
      }
    }
  }

  @Test func `the gradient is the slope that a small change of a pixel shows`() throws {
    for fixture in try CAMFixture.all() {
      let gradient = InputGradient()
        .signal(of: fixture.network, fixture.picture, class: fixture.label)
      for place in [5, 100, 431] {
        var (up, down) = (fixture.picture, fixture.picture)
        up.elements[place] += 1e-3
        down.elements[place] -= 1e-3
        let logits = fixture.network.logits(of: [up, down]).map { $0[fixture.label] }
        // Logits of size five in Float, divided by 0.002.
        #expect(abs((logits[0] - logits[1]) / 2e-3 - gradient.elements[place]) < 1e-3)
      }
    }
  }

  @Test func `Guided Grad-CAM is captum's with straight lines between places`() throws {
    for fixture in try CAMFixture.all() {
      let method = GuidedGradCAM(layer: "relu3")
      let (network, image, label) = (fixture.network, fixture.picture, fixture.label)
      let product = method.product(
        of: method.details.signal(of: network, image, class: label),
        and: method.region.explain(network, image, class: label))
      expectClose(product, fixture.guidedGradCAM, fixture.name)
      let found = method.explain(network, image, class: label)
      #expect(found.values == InputGradient.magnitude(of: product) && found.layer == "relu3")
    }
  }

  @Test func `a pixel counts by its largest channel, whatever the sign`() {
    let signal = Tensor([1, -5, 0, -2, 3, 0], shape: [3, 1, 2])
    #expect(InputGradient.magnitude(of: signal) == Tensor([3, 5], shape: [1, 2]))
  }
}
