import Autograd
import Models
import Numerics
import Tensors
import TestSupport
import Testing

/// What units inside two networks say, and their backward signals, by captum: the part of
/// Tests/Fixtures/gradients.py that is about units.
private struct UnitsFixture: Decodable {
  struct Told: Decodable {
    let layer: String
    let channel: Int
    let row, column: Int?
    let value: Double
    let gradient, guided, deconvolution: StoredArray

    var unit: NetworkUnit {
      guard let row, let column else { return .channel(channel, of: layer) }
      return .place(channel: channel, row: row, column: column, of: layer)
    }
  }

  let name: String
  let image: StoredArray
  let parameters: [StoredArray]
  let units: [Told]

  /// The layers below the head, and the head as far as units ask for it.
  var network: Network {
    let values = parameters.map { Tensor($0.floats, shape: $0.shape) }
    func convolution(_ number: Int) -> Layer {
      let first = 2 * (number - 1)
      return Layer(
        "conv\(number)",
        .convolution(weights: values[first], bias: values[first + 1], stride: 1, padding: 1))
    }
    let head =
      name == "pooled"
      ? [Layer("average", .globalAveragePool)]
      : [
        Layer("flatten", .flatten),
        Layer("linear1", .linear(weights: values[6], bias: values[7])),
      ]
    return Network(
      [
        convolution(1), Layer("relu1", .relu), Layer("pool1", .maxPool(size: 2, stride: 2)),
        convolution(2), Layer("relu2", .relu), convolution(3), Layer("relu3", .relu),
      ] + head)
  }
}

@Suite struct NetworkUnitTests {
  private static let network: Network = {
    var random = Random(seed: 111)
    return .garden(classes: 4, using: &random)
  }()

  private static let images: [Tensor] = {
    var random = Random(seed: 112)
    return (0..<6).map { _ in
      Tensor(shape: [3, 8, 12]).map { _ in Float(random.uniform()) }
    }
  }()

  private static let units: [NetworkUnit] =
    ClassScore.allCases.map { .score($0, class: 2) } + [
      .channel(7, of: "conv1"), .channel(20, of: "relu2"), .channel(63, of: "conv3"),
      .channel(1, of: "average"), .channel(3, of: "linear"),
      .place(channel: 2, row: 7, column: 11, of: "conv1"),
      .place(channel: 15, row: 0, column: 5, of: "pool1"),
      .place(channel: 12, row: 1, column: 2, of: "conv3"),
    ]

  @Test func `values and signals of units are captum's by every rule`() throws {
    let fixtures = try Fixture.decode([UnitsFixture].self, from: "gradients/networks.json")
    #expect(fixtures.map(\.units.count) == [4, 1])
    for fixture in fixtures {
      let image = Tensor(fixture.image.floats, shape: fixture.image.shape)
      for told in fixture.units {
        for (rule, expected) in [
          (RectifierRule.gradient, told.gradient), (.guided, told.guided),
          (.deconvolution, told.deconvolution),
        ] {
          let found = fixture.network.slopes(of: told.unit, at: [image], rule: rule)[0]
          let complaint = expected.complaint(
            about: found.gradient.elements, shape: found.gradient.shape, absolute: 1e-6,
            relative: 1e-5)
          #expect(complaint == nil, "\(told.layer) \(rule)")
          #expect(abs(Double(found.value) - told.value) < 4e-6)
        }
      }
    }
  }

  @Test(arguments: units)
  func `a value is what the layer puts out, at a place or as a mean`(unit: NetworkUnit) {
    let found = Self.network.values(of: unit, for: Self.images)
    for (image, value) in zip(Self.images, found) {
      switch unit {
      case .score(let score, let label):
        #expect(value == score.values(of: Self.network.logits(of: [image])[0])[label])
      case .channel(let channel, let layer):
        #expect(value == Self.network.output(of: layer, for: image).slice(channel).mean())
      case .place(let channel, let row, let column, let layer):
        #expect(value == Self.network.output(of: layer, for: image)[channel, row, column])
      }
    }
  }

  @Test(arguments: units)
  func `a slope is the change of the value that a small change of a pixel makes`(
    unit: NetworkUnit
  ) {
    let image = Self.images[0]
    let found = Self.network.slopes(of: unit, at: [image])[0]
    #expect(found.value == Self.network.values(of: unit, for: [image])[0])
    #expect(found.gradient.shape == image.shape)
    for place in [0, 47, 95, 100, 287] {
      var (up, down) = (image, image)
      up.elements[place] += 0x1p-10
      down.elements[place] -= 0x1p-10
      let values = Self.network.values(of: unit, for: [up, down])
      // Values of size one in Float, divided by 2^-9, and now and then a kink.
      #expect(abs((values[0] - values[1]) * 0x1p9 - found.gradient.elements[place]) < 1e-3)
    }
  }

  @Test(arguments: ClassScore.allCases)
  func `slopes of a score are the gradients of the class`(score: ClassScore) {
    for rule in [RectifierRule.gradient, .guided, .deconvolution] {
      let found = Self.network.slopes(
        of: .score(score, class: 3), at: Self.images, rule: rule)
      let truth = Self.network.gradients(
        of: score, classes: Self.images.map { _ in 3 }, at: Self.images, rule: rule)
      #expect(found.map(\.gradient) == truth)
    }
  }

  @Test func `a class is the channel of the last layer`() {
    let scores = Self.network.slopes(of: .score(.logit, class: 1), at: Self.images)
    #expect(Self.network.slopes(of: .channel(1, of: "linear"), at: Self.images) == scores)
  }

  @Test(arguments: units, [1, 2, 5])
  func `an input has the same bits alone and among others, on any number of threads`(
    unit: NetworkUnit, threads: Int
  ) {
    let alone = Self.images.map { Self.network.slopes(of: unit, at: [$0])[0] }
    let values = Self.images.map { Self.network.values(of: unit, for: [$0])[0] }
    Parallel.$threads.withValue(threads) {
      #expect(Self.network.slopes(of: unit, at: Self.images) == alone)
      #expect(Self.network.values(of: unit, for: Self.images) == values)
    }
    #expect(alone.map(\.value) == values)
  }

  @Test func `no inputs have no values`() {
    #expect(Self.network.values(of: Self.units[0], for: []) == [])
    #expect(Self.network.slopes(of: Self.units[0], at: []) == [])
  }

  @Test func `a unit that is not there stops with words`() async {
    await expectStop(
      saying: "Network: no class 4 among 4",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = NetworkUnitTests.network.values(
          of: .score(.logit, class: 4), for: NetworkUnitTests.images)
      })
    await expectStop(
      saying: "Network: no channel -1 among 64 of relu3",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = NetworkUnitTests.network.values(
          of: .channel(-1, of: "relu3"), for: NetworkUnitTests.images)
      })
    await expectStop(
      saying: "Network: no layer conv9 among",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = NetworkUnitTests.network.slopes(
          of: .channel(0, of: "conv9"), at: NetworkUnitTests.images)
      })
    await expectStop(
      saying: "Network: no place [2, 3] in the layer conv3 of the shape [64, 2, 3]",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = NetworkUnitTests.network.slopes(
          of: .place(channel: 0, row: 2, column: 3, of: "conv3"), at: NetworkUnitTests.images)
      })
    await expectStop(
      saying: "Network: no place [0, 0] in the layer average of the shape [64]",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = NetworkUnitTests.network.values(
          of: .place(channel: 0, row: 0, column: 0, of: "average"), for: NetworkUnitTests.images)
      })
    await expectStop(
      saying: "Network: no channel 16 among 16 of conv1",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = NetworkUnitTests.network.values(
          of: .place(channel: 16, row: 0, column: 0, of: "conv1"), for: NetworkUnitTests.images)
      })
    await expectStop(
      saying: "the value at [0, 1, 1] of [3, 8, 12] is inf",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var image = NetworkUnitTests.images[0]
        image[0, 1, 1] = .infinity
        _ = NetworkUnitTests.network.slopes(of: .channel(0, of: "conv1"), at: [image])
      })
  }
}
