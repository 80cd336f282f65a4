import Evaluation
import Explainers
import Models
import Numerics
import Tensors
import TestSupport
import Testing

/// A network for pictures and its check, small enough to be asked often.
enum SanityExample {
  static let trained: Network = {
    var random = Random(seed: 1)
    return .garden(classes: 5, using: &random)
  }()

  static let check = SanityCheck(of: trained, using: Random(seed: 2)) {
    .garden(classes: 5, using: &$0)
  }

  static func image(_ index: Int) -> Tensor {
    noise(Random(seed: UInt64(index)), shape: [3, 16, 16])
  }

  static func noise(_ random: Random, shape: [Int]) -> Tensor {
    var random = random
    let count = shape.reduce(1, *)
    return Tensor(
      ContiguousArray((0..<count).map { _ in Float(random.uniform()) }), shape: shape)
  }

  /// Noise that is another one for each network and image.
  static func noise(_ network: Network, _ image: Int, places: Int) -> Tensor {
    let seed = network.parameters.reduce(UInt64(image)) { seed, weights in
      (seed &* 31) &+ UInt64(weights.elements.reduce(0) { $0 &* 31 &+ $1.bitPattern })
    }
    return noise(Random(seed: seed), shape: [places])
  }
}

@Suite struct SanityCheckTests {
  private let trained = SanityExample.trained
  private let check = SanityExample.check

  @Test func `layers are forgotten one by one from the top`() {
    #expect(check.layers == ["linear", "conv3", "conv2", "conv1"])
    let half = check.network(forgettingDownTo: "conv3", twin: 4).parameters
    #expect(half[..<4] == trained.parameters[..<4])
    #expect(half[4...] == check.twins[4].parameters[4...])
    #expect(check.network(forgettingDownTo: "conv1", twin: 9) == check.twins[9])
  }

  @Test func `twins have streams of their own`() {
    #expect(Set(check.twins).count == 10)
    let more = SanityCheck(of: trained, twins: 12, using: Random(seed: 2)) {
      .garden(classes: 5, using: &$0)
    }
    #expect(Array(more.twins.prefix(10)) == check.twins)
    let others = SanityCheck(of: trained, using: Random(seed: 3)) {
      .garden(classes: 5, using: &$0)
    }
    #expect(Set(others.twins).isDisjoint(with: check.twins))
  }

  @Test func `a network that forgets nothing leaves every map as it was`() {
    let idle = SanityCheck(of: trained, using: Random(seed: 2)) { [trained] _ in trained }
    let scores = idle.scores(of: CAM(), for: [SanityExample.image(0)], classes: [1])
    #expect(scores.stages.map(\.mean) == [1, 1, 1, 1])
    #expect(scores.places == 16)
  }

  @Test func `a map that never asks the network is found unchanged, one that does changes`() {
    let edges = check.scores(over: 3) { _, image in
      Controls.edges(of: SanityExample.image(image))
    }
    #expect(
      edges.stages.allSatisfy {
        $0.mean == 1 && $0.overTwins.standardError == 0 && $0.overImages.standardError == 0
      })
    let cam = check.scores(
      of: CAM(), for: (0..<3).map(SanityExample.image), classes: [1, 1, 1])
    #expect(cam.stages.allSatisfy { $0.mean < 0.9 && $0.overTwins.standardDeviation > 0 })
    // By the method's name or by its map: the same scores.
    #expect(
      cam
        == check.scores(over: 3) { network, image in
          CAM().explain(network, SanityExample.image(image), class: 1).values
        })
  }

  @Test func `a map that turns over counts as unchanged`() {
    let scores = check.scores(over: 2) { [trained] network, _ in
      let map = Controls.center(height: 4, width: 4) * 2 - 1
      return network == trained ? map : map * -1
    }
    #expect(scores.stages.allSatisfy { $0.mean == 1 })
  }

  @Test(arguments: [12, 144]) func `noise gets the chance level`(places: Int) {
    let scores = check.scores(over: 60) { SanityExample.noise($0, $1, places: places) }
    #expect(scores.chanceLevel == SanityScores.chanceLevel(places: places))
    for stage in scores.stages {
      // |ρ| of noise scatters by 0.76 of its mean, so the mean of 600 by 3.1 %: three times that,
      // and the 2 % of the formula.
      #expect(abs(stage.mean / scores.chanceLevel - 1) < 0.115)
    }
  }

  @Test(arguments: [1, 2, 5]) func `threads leave no trace`(threads: Int) {
    func scores() -> SanityScores {
      check.scores(
        of: GradCAM(layer: "relu3"), for: (0..<3).map(SanityExample.image), classes: [0, 1, 2])
    }
    #expect(Parallel.$threads.withValue(threads) { scores() } == scores())
  }

  @Test func `what cannot be checked stops with words`() async {
    await expectStop(
      saying: "9 random twins say little; draw at least 10",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = SanityCheck(of: SanityExample.trained, twins: 9, using: Random(seed: 2)) {
          .garden(classes: 5, using: &$0)
        }
      })
    await expectStop(
      saying: "a twin has the layers",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = SanityCheck(of: SanityExample.trained, using: Random(seed: 2)) {
          .garden(classes: 4, using: &$0)
        }
      })
    await expectStop(
      saying: "SanityCheck: the value at [1] of [2] is nan",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = SanityExample.check.scores(over: 1) { _, _ in Tensor([0, .nan], shape: [2]) }
      })
    await expectStop(
      saying: "a map of 3 places beside one of 2",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = SanityExample.check.scores(over: 1) { network, _ in
          Tensor(shape: [network == SanityExample.trained ? 2 : 3])
        }
      })
  }
}
