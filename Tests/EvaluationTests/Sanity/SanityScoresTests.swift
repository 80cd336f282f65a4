import Evaluation
import Models
import Numerics
import Tensors
import TestSupport
import Testing

/// Made-up maps and their scores by scipy.stats, made by Tests/Fixtures/sanity.py.
private struct Cascade: Decodable {
  let trained: [[Float]]
  /// By twin, stage and image.
  let maps: [[[[Float]]]]
  let mean: [Double]
  let deviationOverTwins: [Double]
  let errorOverTwins: [Double]
  let errorOverImages: [Double]
}

@Suite struct SanityScoresTests {
  /// Two layers with one weight each, which tells where it comes from.
  private static func network(marked mark: Float) -> Network {
    let layer = { (name: String) in
      Layer(name, .linear(weights: Tensor([mark], shape: [1, 1]), bias: Tensor([0], shape: [1])))
    }
    return Network([layer("linear1"), layer("linear")])
  }

  /// The check of a network that is marked 0 against twins that are marked 1, 2, ….
  private static func check() -> SanityCheck {
    var mark: Float = 0
    return SanityCheck(of: network(marked: 0), using: Random(seed: 1)) { _ in
      mark += 1
      return network(marked: mark)
    }
  }

  @Test func `the scores of made-up maps are scipy's`() throws {
    let truth = try Fixture.decode(Cascade.self, from: "sanity/cascade.json")
    let scores = Self.check().scores(over: truth.trained.count) { network, image in
      let marks = network.layers.map { Int($0.parameters[0].elements[0]) }
      let map =
        marks[1] == 0
        ? truth.trained[image] : truth.maps[marks[1] - 1][marks[0] == 0 ? 0 : 1][image]
      return Tensor(ContiguousArray(map), shape: [map.count])
    }
    #expect(scores.stages.map(\.layer) == ["linear", "linear1"] && scores.places == 8)
    for (index, stage) in scores.stages.enumerated() {
      // Thirty correlations of eight ranks: rounding stays far below 1e-12.
      #expect(abs(stage.mean - truth.mean[index]) < 1e-12)
      #expect(abs(stage.overImages.mean - truth.mean[index]) < 1e-12)
      #expect(
        abs(stage.overTwins.standardDeviation - truth.deviationOverTwins[index]) < 1e-12)
      #expect(abs(stage.overTwins.standardError - truth.errorOverTwins[index]) < 1e-12)
      #expect(abs(stage.overImages.standardError - truth.errorOverImages[index]) < 1e-12)
    }
    #expect(scores["linear1"] == scores.stages[1])
    #expect(scores["linear1"].values.map(\.count) == Array(repeating: 3, count: 10))
  }

  @Test func `one constant map resembles nothing, two of them each other`() {
    let slope = Tensor([0, 1, 2], shape: [3])
    let (zero, seven) = (Tensor(shape: [3]), Tensor(repeating: 7, shape: [3]))
    let mean = { (before: Tensor, after: Tensor) in
      Self.check().scores(over: 1) { network, _ in
        network == Self.network(marked: 0) ? before : after
      }["linear"].mean
    }
    #expect(mean(slope, seven) == 0 && mean(zero, slope) == 0)
    #expect(mean(zero, seven) == 1 && mean(zero, zero) == 1 && mean(slope, slope) == 1)
  }

  @Test func `the chance level falls with the root of the places`() {
    #expect(abs(SanityScores.chanceLevel(places: 145) - 0.066_490_380_066_905_46) < 1e-15)
    #expect(SanityScores.chanceLevel(places: 1) == 1)
  }

  @Test func `a stage that is not there stops with words`() async {
    await expectStop(
      saying: "no stage conv1 among [\"linear\", \"linear1\"]",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = SanityScoresTests.check().scores(over: 1) { _, _ in Tensor(shape: [2]) }["conv1"]
      })
  }
}
