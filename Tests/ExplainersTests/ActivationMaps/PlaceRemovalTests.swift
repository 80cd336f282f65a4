import Explainers
import Foundation
import Models
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct PlaceRemovalTests {
  @Test func `behind linear layers a place is worth what HiResCAM says`() throws {
    for fixture in try CAMFixture.all() {
      let (network, image, label) = (fixture.network, fixture.picture, fixture.label)
      let worth = PlaceRemoval(layer: "relu3").explain(network, image, class: label)
      func miss(_ weighting: GradCAMWeighting) -> Float {
        let method = GradCAM(layer: "relu3", weighting: weighting)
        return gap(method.explain(network, image, class: label).values, worth.values)
      }
      // Differences of logits of size five in Float.
      switch fixture.name {
      case "pooled": #expect(miss(.hiResCAM) < 5e-6 && miss(.gradCAM) < 5e-6)
      case "linear": #expect(miss(.hiResCAM) < 5e-6 && miss(.gradCAM) > 0.01)
      default: #expect(miss(.gradCAM) > 0.01)
      }
    }
  }

  @Test func `a place that holds nothing is worth nothing`() {
    let maps = Tensor([0, 2, 0, 4], shape: [2, 1, 2])
    #expect(PlaceRemoval.emptied(maps, at: [0]) == maps)
    #expect(PlaceRemoval.emptied(maps, at: [1]) == Tensor(shape: [2, 1, 2]))
  }

  @Test func `a region is worth what the score loses without all of it`() throws {
    let fixture = try CAMFixture.all()[2]
    let network = fixture.network
    let maps = network.output(of: "relu3", for: fixture.picture)
    let regions = [[], [0, 1, 7], Array(0..<(maps.shape[1] * maps.shape[2]))]
    for score in ClassScore.allCases {
      let drops = PlaceRemoval(layer: "relu3", score: score)
        .drops(of: network, class: fixture.label, at: maps, without: regions)
      func value(_ maps: Tensor) -> Float {
        let logits = network.logits(above: "relu3", from: [maps])[0]
        let others = logits.enumerated().filter { $0.offset != fixture.label }.map(\.element)
        switch score {
        case .logit: return logits[fixture.label]
        case .contrast: return logits[fixture.label] - others.reduce(0, +) / Float(others.count)
        case .probability:
          let parts = logits.map { Elementary.exp(Double($0)) }
          return Float(parts[fixture.label] / parts.reduce(0, +))
        }
      }
      #expect(drops[0] == 0)
      #expect(
        abs(drops[1] - value(maps) + value(PlaceRemoval.emptied(maps, at: [7, 0, 1]))) < 1e-5)
      #expect(abs(drops[2] - value(maps) + value(Tensor(shape: maps.shape))) < 1e-5)
    }
  }

  @Test func `behind linear layers the contrast of a place is HiResCAM's contrast`() throws {
    for fixture in try CAMFixture.all() {
      let (network, image, label) = (fixture.network, fixture.picture, fixture.label)
      let worth = PlaceRemoval(layer: "relu3", score: .contrast)
        .explain(network, image, class: label)
      let map = GradCAM(layer: "relu3", weighting: .hiResCAM, score: .contrast)
        .explain(network, image, class: label)
      if ["pooled", "linear"].contains(fixture.name) {
        #expect(gap(map.values, worth.values) < 5e-6)
      }
      #expect(worth.unit == map.unit && worth.unit == ClassScore.contrast.rawValue)
    }
  }

  @Test func `every place is emptied by itself, however many there are`() throws {
    let fixture = try CAMFixture.all()[2]
    let (network, image) = (fixture.network, fixture.picture)
    let worth = PlaceRemoval(layer: "relu1").explain(network, image, class: fixture.label)
    let maps = network.output(of: "relu1", for: image)
    let whole = network.logits(above: "relu1", from: [maps])[0][fixture.label]
    for place in 0..<worth.values.count {
      let emptied = PlaceRemoval.emptied(maps, at: [place])
      let logit = network.logits(above: "relu1", from: [emptied])[0][fixture.label]
      #expect(worth.values.elements[place] == whole - logit)
    }
  }

  @Test func `memory does not grow with the places`() async {
    await #expect(processExitsWith: .exitCode(7)) {
      var random = Random(seed: 1)
      let network = Network.garden(classes: 5, using: &random)
      let image = Tensor(repeating: 0.5, shape: [3, 48, 48])
      _ = network.logits(of: [image, image, image, image, image, image, image, image])
      let before = peakMemory()
      _ = PlaceRemoval(layer: "relu1").explain(network, image, class: 0)
      // all 2,304 emptied maps of 16 × 48 × 48 numbers would be 340 MB
      exit(before > 0 && peakMemory() - before < 60_000_000 ? 7 : 1)
    }
  }

  @Test func `places and classes that are not there trap`() async {
    await expectStop(
      saying: "no place 2 in maps [2, 1, 2]",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = PlaceRemoval.emptied(Tensor(shape: [2, 1, 2]), at: [2])
      })
    await expectStop(
      saying: "[4] is not [channels, height, width]",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = PlaceRemoval.emptied(Tensor(shape: [4]), at: [0])
      })
    await expectStop(
      saying: "no class 5 among 5",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var random = Random(seed: 1)
        let network = Network.garden(classes: 5, using: &random)
        _ = PlaceRemoval(layer: "relu3").explain(network, Tensor(shape: [3, 8, 8]), class: 5)
      })
    await expectStop(
      saying: "linear puts out [5], no maps",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var random = Random(seed: 1)
        let network = Network.garden(classes: 5, using: &random)
        _ = PlaceRemoval(layer: "linear").explain(network, Tensor(shape: [3, 8, 8]), class: 0)
      })
  }
}
