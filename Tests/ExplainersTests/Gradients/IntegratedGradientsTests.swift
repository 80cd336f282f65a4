import Explainers
import Images
import Models
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct IntegratedGradientsTests {
  /// Checks one of captum's results: contributions where there are some, and the gap of their sum.
  private func expectCaptum(
    _ expected: IntegratedFixture, score: ClassScore = .logit, _ network: Network, _ image: Tensor,
    _ baseline: Tensor, class label: Int, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let start = expected.from == "black" ? Tensor(shape: image.shape) : baseline
    let method = IntegratedGradients(by: expected.quadrature, score: score)
    let found = method.contributions(network, from: start, to: image, class: label)
    let name = "\(expected.rule) \(expected.steps) \(expected.from)"
    if let contributions = expected.contributions {
      expectClose(found, contributions, name, sourceLocation: sourceLocation)
    }
    let account = method.account(network, from: start, to: image, class: label, of: found)
    // Scores of size one in Float, and sums of 432 numbers.
    #expect(abs(account.change - expected.change) < 4e-6, "\(name)", sourceLocation: sourceLocation)
    #expect(abs(account.gap - expected.gap) < 1e-5, "\(name)", sourceLocation: sourceLocation)
  }

  @Test func `by each rule they are captum's, and so is what is missing from their sum`() throws {
    for fixture in try GradientsFixture.all() {
      #expect(fixture.integrated.count == 30 && fixture.probability.count == 10)
      for (score, all) in [
        (ClassScore.logit, fixture.integrated), (.probability, fixture.probability),
      ] {
        for expected in all {
          expectCaptum(
            expected, score: score, fixture.network, fixture.image.tensor,
            fixture.baseline.tensor, class: fixture.label)
        }
      }
    }
  }

  @Test func `captum's trapezoids are ours, too small by a part in n`() throws {
    for fixture in try GradientsFixture.all() {
      for expected in fixture.integrated where expected.isTrapezoid && expected.steps > 1 {
        let (theirs, count) = (expected.quadrature, expected.steps)
        let sum = theirs.weights.reduce(0, +)
        #expect(abs(sum - Double(count - 1) / Double(count)) < 1e-12)
        let ours = Quadrature.trapezoid(count - 1)
        expectClose(ours.nodes, theirs.nodes, within: 1e-15)
        guard let contributions = expected.contributions?.tensor else { continue }
        let found = IntegratedGradients(by: ours).contributions(
          fixture.network,
          from: expected.from == "black"
            ? Tensor(shape: contributions.shape) : fixture.baseline.tensor,
          to: fixture.image.tensor, class: fixture.label)
        #expect(gap(found * Float(sum), contributions) < 1e-6)
        #expect(gap(found, contributions) > 1e-3)
      }
    }
  }

  @Test func `on a plane every rule is exact, and captum's trapezoids are not`() throws {
    let fixture = try StraightFixture.load()
    let (network, image, baseline) = (
      fixture.network, fixture.image.tensor, fixture.baseline.tensor
    )
    for expected in fixture.integrated {
      expectCaptum(expected, network, image, baseline, class: fixture.label)
      let missing = expected.isTrapezoid ? -expected.change / Double(expected.steps) : 0
      #expect(abs(expected.gap - missing) < 1e-7)
    }
    for rule in [
      Quadrature.left(1), .right(2), .midpoint(1), .trapezoid(1), .trapezoid(10),
      .gaussLegendre(1), .gaussLegendre(50),
    ] {
      let method = IntegratedGradients(from: .picture(baseline), by: rule)
      let found = method.contributions(network, from: baseline, to: image, class: 1)
      let account = method.account(network, from: baseline, to: image, class: 1, of: found)
      // Twelve products of numbers of size one.
      #expect(abs(account.gap) < 2e-6 && abs(account.change) > 0.1)
      // Each contribution is weight times change, whatever the others are.
      let weights = fixture.parameters[0].tensor.slice(1).reshaped(to: image.shape)
      #expect(gap(found, weights * (image - baseline)) < 1e-6)
    }
  }

  @Test func `fifty nodes leave less than a hundredth of the change of a logit, a thousand less`()
    throws
  {
    for fixture in try GradientsFixture.all() {
      let (network, image) = (fixture.network, fixture.image.tensor)
      for start in [Tensor(shape: image.shape), fixture.baseline.tensor] {
        let gaps = [50, 1000].map { count in
          let method = IntegratedGradients(by: .gaussLegendre(count))
          let found = method.contributions(network, from: start, to: image, class: fixture.label)
          return method.account(
            network, from: start, to: image, class: fixture.label, of: found
          ).relativeGap
        }
        // Slopes jump where rectifiers and pools have kinks: it falls no faster than about 1 / n.
        #expect(gaps[0] < 0.01 && gaps[1] < 0.001)
      }
    }
  }

  @Test func `what equals the baseline gets nothing, whatever it means`() {
    var (start, end) = (noise(71), noise(72))
    for place in [0, 17, 100, 191] { start.elements[place] = end.elements[place] }
    let found = IntegratedGradients(by: .midpoint(7))
      .contributions(garden(), from: start, to: end, class: 1)
    for place in [0, 17, 100, 191] { #expect(found.elements[place] == 0) }
    #expect(found.elements.count { $0 == 0 } == 4)
    for channel in 0..<3 { end[channel, 4, 4] = 0 }
    let map = IntegratedGradients().explain(garden(), end, class: 1).values
    #expect(map[4, 4] == 0)
    let same = IntegratedGradients().contributions(garden(), from: end, to: end, class: 1)
    #expect(same == Tensor(shape: [3, 8, 8]))
  }

  @Test func `the way there and the way back differ in sign alone`() {
    let (start, end) = (noise(73), noise(74))
    let method = IntegratedGradients(by: .gaussLegendre(20))
    let there = method.contributions(garden(), from: start, to: end, class: 0)
    let back = method.contributions(garden(), from: end, to: start, class: 0)
    // Points on the way are rounded from either end: a kink in between may turn over.
    #expect(gap(there, back * -1) < 1e-3 * there.map { abs($0) }.maximum())
  }

  @Test func `what does not reach the score gets nothing`() {
    // A network that reads the first channel alone.
    var weights = noise(75, shape: [4, 3, 3, 3]) - 0.5
    for unit in 0..<4 {
      for place in 9..<27 { weights.elements[unit * 27 + place] = 0 }
    }
    let network = Network([
      Layer(
        "conv", .convolution(weights: weights, bias: Tensor(shape: [4]), stride: 1, padding: 1)),
      Layer("relu", .relu), Layer("average", .globalAveragePool),
      Layer(
        "linear",
        .linear(weights: noise(76, shape: [2, 4]) - 0.5, bias: Tensor(shape: [2]))),
    ])
    let found = IntegratedGradients().contributions(
      network, from: Tensor(shape: [3, 8, 8]), to: noise(77), class: 0)
    #expect(found.slice(1) == Tensor(shape: [8, 8]) && found.slice(2) == Tensor(shape: [8, 8]))
    #expect(found.slice(0).map { abs($0) }.minimum() > 0)
  }

  @Test(arguments: ClassScore.allCases)
  func `the map is the steps in order, from the baseline that was told`(score: ClassScore) {
    let (network, image) = (garden(), noise(78))
    for baseline in [
      Substrate.black, .color([0.1, 0.5, 0.9]), .picture(noise(79)), .blurred(2),
    ] {
      let method = IntegratedGradients(from: baseline, by: .trapezoid(9), score: score)
      let start = baseline.background(of: image)
      let path = method.path(from: start, to: image)
      #expect(path.count == 10 && path[0] == start && gap(path[9], image) < 1e-7)
      let steps = method.contributions(network, from: start, to: image, class: 2)
      let found = method.explain(network, image, class: 2)
      #expect(found.values == GradientTimesInput.overChannels(steps))
      #expect(found.unit == score.rawValue && found.values.shape == [8, 8])
      let account = method.account(network, from: start, to: image, class: 2, of: found.values)
      let logits = network.logits(of: [start, image])
      #expect(account.start == Double(score.values(of: logits[0])[2]))
      #expect(account.end == Double(score.values(of: logits[1])[2]))
    }
  }

  @Test(arguments: [1, 2, 5])
  func `bits do not depend on threads`(threads: Int) {
    let (network, image) = (garden(), noise(80))
    let alone = Parallel.$threads.withValue(1) {
      IntegratedGradients().explain(network, image, class: 0)
    }
    let found = Parallel.$threads.withValue(threads) {
      IntegratedGradients().explain(network, image, class: 0)
    }
    #expect(found == alone)
  }

  @Test func `an account tells what is missing`() {
    let account = Completeness(start: 1, end: 3, sum: 1.5)
    #expect(account.change == 2 && account.gap == -0.5 && account.relativeGap == 0.25)
    #expect(Completeness(start: 1, end: 1, sum: 0).relativeGap == 0)
    #expect(Completeness(start: 1, end: 1, sum: -2).relativeGap == .infinity)
  }

  @Test func `a baseline that does not fit stops with words`() async {
    await expectStop(
      saying: "Substrate: [3, 4, 4] stands behind [3, 8, 8]",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = IntegratedGradients(from: .picture(Tensor(shape: [3, 4, 4])))
          .explain(garden(), noise(1), class: 0)
      })
    await expectStop(
      saying: "the shapes [3, 8, 8] and [3, 4, 4] differ",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = IntegratedGradients().path(from: Tensor(shape: [3, 4, 4]), to: noise(1))
      })
    await expectStop(
      saying: "Substrate: [4] is not [channels, height, width]",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = IntegratedGradients().explain(garden(), Tensor(shape: [4]), class: 0)
      })
  }

  @Test func `an account of a class that is not there stops with words`() async {
    await expectStop(
      saying: "IntegratedGradients: no class 3 among 3",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = IntegratedGradients().account(
          garden(), from: noise(1), to: noise(2), class: 3, of: noise(3))
      })
    await expectStop(
      saying: "IntegratedGradients: no class -1 among 3",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = IntegratedGradients().account(
          garden(), from: noise(1), to: noise(2), class: -1, of: noise(3))
      })
  }
}
