import Explainers
import Models
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct TrainingAttackTests {
  /// Random images through a small smooth network, with a head fitted to their features.
  static func problem() throws -> (
    subject: TrainingAttack.Subject, images: [Tensor], target: Tensor, label: Int
  ) {
    var random = Random(seed: 3)
    let network = Network([
      .convolution("conv", from: 1, to: 3, kernel: 3, stride: 2, using: &random),
      Layer("units", .tanh), Layer("flat", .flatten),
      .linear("linear", from: 12, to: 2, using: &random),
    ])
    let images = (0..<41).map { index in
      Tensor(
        ContiguousArray(
          (0..<36).map { place in
            Float(0.3 + 0.3 * random.uniform() + (place % 2 == index % 2 ? 0.1 : 0))
          }), shape: [1, 6, 6])
    }
    let rows = network.outputs(of: "units", for: images).map { $0.elements.map(Double.init) }
    let head = try SoftmaxRegression(
      minimising: SoftmaxLoss(
        rows: Matrix(rows: Array(rows.dropLast())), labels: (0..<40).map { $0 % 2 }, classes: 2,
        penalty: 0.02), tolerance: 1e-12)
    let subject = TrainingAttack.Subject(network: network, layer: "units", head: head)
    return (subject, Array(images.dropLast()), images[40], 0)
  }

  @Test func `slopes are those of heads fitted anew`() throws {
    let (subject, images, target, label) = try Self.problem()
    let row = subject.network.outputs(of: "units", for: [target])[0].elements.map(Double.init)
    let indices = [4, 7]
    let slopes = try TrainingAttack.slopes(
      of: target, label: label, by: indices.map { images[$0] }, at: indices, on: subject)
    let step: Float = 1 / 64
    for (place, index) in indices.enumerated() {
      for pixel in [0, 15, 30] {
        let losses = try [step, -step].map { step in
          var image = images[index]
          image.elements[pixel] += step
          let features = subject.network.outputs(of: "units", for: [image])[0]
          let loss = subject.head.loss.replacing(index, by: features.elements.map(Double.init))
          return try SoftmaxRegression(minimising: loss, tolerance: 1e-12).loss(
            of: row, label: label)
        }
        let slope = (losses[0] - losses[1]) / Double(2 * step)
        // features are Floats, 6e-8, divided by the step; slopes are of size 1e-3
        #expect(abs(Double(slopes[place].elements[pixel]) - slope) < 1e-2 * abs(slope) + 1e-6)
      }
    }
  }

  @Test func `each round raises the loss, within the budget and the range of pixels`() throws {
    let (subject, images, target, label) = try Self.problem()
    let some = (0..<10).map { images[$0] }
    let attack = TrainingAttack(budget: 0.1, rounds: 6)
    let rounds = try attack.run(
      on: subject, images: some, at: Array(0..<10), target: target, label: label)
    #expect(rounds.count == 7 && rounds[0].images == some)
    for (before, after) in zip(rounds, rounds.dropFirst().prefix(5)) {
      #expect(after.loss > before.loss)
    }
    #expect(rounds[6].loss > 1.1 * rounds[0].loss)
    for (image, start) in zip(rounds[6].images, some) {
      for (value, old) in zip(image.elements, start.elements) {
        #expect(abs(value - old) <= 0.1 + 1e-6 && 0...1 ~= value)
      }
    }
    #expect(rounds[6].head.loss.design.row(20) == subject.head.loss.design.row(20))
  }

  @Test func `no budget changes nothing`() throws {
    let (subject, images, target, label) = try Self.problem()
    let rounds = try TrainingAttack(budget: 0, rounds: 1).run(
      on: subject, images: [images[3]], at: [3], target: target, label: label)
    #expect(rounds[1].images == [images[3]] && abs(rounds[1].loss - rounds[0].loss) < 1e-6)
  }

  @Test func `images and places that do not fit stop with words`() async {
    await expectStop(
      saying: "TrainingAttack: 1 images at [40] of 40 rows",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let (subject, images, target, label) = try TrainingAttackTests.problem()
        _ = try TrainingAttack.slopes(
          of: target, label: label, by: [images[0]], at: [40], on: subject)
      })
    await expectStop(
      saying: "TrainingAttack: 10 rounds of -0.2 within -1.0",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = TrainingAttack(budget: -1)
      })
  }
}
