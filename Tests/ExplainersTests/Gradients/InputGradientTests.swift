import Autograd
import Explainers
import Models
import Numerics
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

  @Test(arguments: ClassScore.allCases)
  func `of any score it is SmoothGrad of one copy without noise`(score: ClassScore) throws {
    for fixture in try CAMFixture.all() {
      let (network, image) = (fixture.network, fixture.picture)
      let smooth = SmoothGrad(samples: 1, noise: 0, score: score, random: Random(seed: 1))
      for label in 0..<fixture.logits.floats.count {
        let found = InputGradient(score: score).explain(network, image, class: label)
        #expect(found == smooth.explain(network, image, class: label))
      }
    }
  }

  @Test(arguments: RectifierRule.allCases)
  func `a contrast's gradient is the difference of logits', and no other signal is`(
    rule: RectifierRule
  ) throws {
    for fixture in try CAMFixture.all() {
      let (network, image) = (fixture.network, fixture.picture)
      func signal(_ score: ClassScore, _ label: Int) -> Tensor {
        InputGradient(rule: rule, score: score).signal(of: network, image, class: label)
      }
      let logits = (0..<fixture.logits.floats.count).map { signal(.logit, $0) }
      let others = logits.dropLast().reduce(Tensor(shape: image.shape)) { $0 + $1 }
      let last = logits.count - 1
      let difference = logits[last] - others * (1 / Float(last))
      let distance = gap(signal(.contrast, last), difference) / difference.map { abs($0) }.maximum()
      // Where signals are cut off at zero, those of a sum are no sum.
      #expect(rule == .gradient ? distance < 1e-5 : distance > 0.01, "\(fixture.name)")
    }
  }

  @Test func `a slope is told in its score per unit of brightness, another signal is not`() {
    let (network, image) = (garden(), noise(61))
    func unit(_ rule: RectifierRule, _ score: ClassScore) -> String {
      InputGradient(rule: rule, score: score).explain(network, image, class: 1).unit
    }
    #expect(unit(.gradient, .logit) == "logit per unit of brightness")
    #expect(unit(.gradient, .probability) == "probability per unit of brightness")
    #expect(
      unit(.gradient, .contrast) == "(logit, less the others' mean) per unit of brightness")
    for score in ClassScore.allCases {
      #expect(unit(.deconvolution, score) == "arbitrary units")
      #expect(unit(.guided, score) == "arbitrary units")
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
