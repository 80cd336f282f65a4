import Explainers
import Models
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct TCAVTests {
  private let fixture: ConceptFixture

  init() throws { fixture = try .load() }

  private func explained(_ target: ConceptTarget = .logit) throws -> ConceptScores {
    let others = ConceptFixture.pictures(fixture.counter)
    return try TCAV(layer: ConceptFixture.layer, target: target).explain(
      fixture.network, concept: ConceptFixture.pictures(fixture.concept),
      against: [Array(others.prefix(4)), Array(others.suffix(4))], class: fixture.label,
      images: ConceptFixture.pictures(fixture.images), using: Random(seed: 3))
  }

  @Test func `the short way is the steps in order`() throws {
    let found = try explained()
    let space = try fixture.space(.none)
    let vectors = try space.vectors(
      of: Array(0..<8), against: [Array(8..<12), Array(12..<16)], using: Random(seed: 3))
    let slopes = try ClassScoreSlopes(
      fixture.network, layer: ConceptFixture.layer, class: fixture.label,
      images: ConceptFixture.pictures(fixture.images))
    #expect(found.vectors == vectors)
    #expect(found.sensitivities == slopes.along(vectors))
    #expect(found.scores == found.sensitivities.map(TCAV.score))
  }

  @Test func `a sensitivity is the difference that a step along the vector makes`() throws {
    let found = try explained()
    let (network, layer) = (fixture.network, ConceptFixture.layer)
    let outputs = network.outputs(of: layer, for: ConceptFixture.pictures(fixture.images))
    let step: Float = 1.0 / 256
    for (vector, sensitivities) in zip(found.vectors, found.sensitivities) {
      var agreeing = 0
      for (output, sensitivity) in zip(outputs, sensitivities) {
        var (ahead, behind) = (output, output)
        ahead.add(vector.direction, times: step)
        behind.add(vector.direction, times: -step)
        let logits = network.logits(above: layer, from: [ahead, behind])
        let difference = Double(logits[0][fixture.label] - logits[1][fixture.label])
        if abs(difference / Double(2 * step) - sensitivity) < 1e-3 { agreeing += 1 }
      }
      // a rectifier may turn within a step, rarely
      #expect(agreeing >= outputs.count - 1)
    }
  }

  @Test func `signs of the double softmax are not those of the logit`() throws {
    let sensitivities = try ConceptTarget.allCases.map { try explained($0).sensitivities }
    let signs = sensitivities.map { $0.flatMap { $0.map { $0 > 0 } } }
    #expect(signs[0] != signs[3])
    // p and ln p of a class rise and fall together
    #expect(signs[1] == signs[2])
  }

  @Test func `in front of an average and a linear layer every score is 0 or 1`() throws {
    var random = Random(seed: 6)
    let network = Network.garden(classes: 3, using: &random)
    let pictures = (0..<30).map { _ in
      Tensor(ContiguousArray((0..<192).map { _ in Float(random.uniform()) }), shape: [3, 8, 8])
    }
    func scores(_ layer: String) throws -> [Double] {
      try TCAV(layer: layer).explain(
        network, concept: Array(pictures[0..<6]),
        against: [Array(pictures[6..<12]), Array(pictures[12..<18])], class: 1,
        images: Array(pictures[18...]), using: random
      ).scores
    }
    #expect(try scores("relu3").allSatisfy { $0 == 0 || $0 == 1 })
    #expect(try scores("pool1").contains { $0 > 0 && $0 < 1 })
  }

  @Test func `zeros have no say`() {
    #expect(TCAV.score([1, 2, -1, 3]) == 0.75)
    #expect(TCAV.score([0, 0]) == 0.5)
    #expect(TCAV.score([1, 0]) == 0.75 && TCAV.score([-1, 0]) == 0.25)
    let values = [0.3, -0.2, 0, 0, 0.7]
    #expect(TCAV.score(values) + TCAV.score(values.map { -$0 }) == 1)
  }

  @Test func `random sets pair up as they are asked to`() {
    let pairs = { (pairing: CounterSets.Pairing, count: Int) in
      pairing.pairs(of: count).map { [$0.first, $0.second] }
    }
    #expect(pairs(.disjoint, 5) == [[0, 1], [2, 3]])
    #expect(pairs(.unordered, 3) == [[0, 1], [0, 2], [1, 2]])
    #expect(pairs(.ordered, 3) == [[0, 1], [0, 2], [1, 0], [1, 2], [2, 0], [2, 1]])
    #expect(CounterSets.Pairing.allCases.allSatisfy { pairs($0, 1) == [] && pairs($0, 0) == [] })
  }

  @Test func `random sets share no picture`() async {
    var random = Random(seed: 5)
    let sets = CounterSets.draw(4, of: 6, from: Array(100..<130), using: &random)
    #expect(sets.map(\.count) == [6, 6, 6, 6])
    #expect(Set(sets.flatMap(\.self)).count == 24)
    #expect(sets.flatMap(\.self).allSatisfy { 100..<130 ~= $0 })
    await expectStop(
      saying: "4 sets of 6 pictures from 23; there have to be 24",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var random = Random(seed: 5)
        _ = CounterSets.draw(4, of: 6, from: Array(0..<23), using: &random)
      })
  }
}
