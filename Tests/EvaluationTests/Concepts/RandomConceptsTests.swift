import Evaluation
import Explainers
import Models
import Numerics
import Tensors
import TestSupport
import Testing

/// Random concepts in an untrained network, on pictures of noise.
@Suite struct RandomConceptsTests {
  private let network: Network
  private let pictures: [Tensor]
  private let space: ConceptSpace
  private let slopes: [ClassScoreSlopes]
  private let counterSets = (0..<6).map { set in Array((10 * set)..<(10 * set + 10)) }

  init() throws {
    var random = Random(seed: 3)
    network = .garden(classes: 3, using: &random)
    pictures = (0..<140).map { _ in
      Tensor(
        ContiguousArray((0..<192).map { _ in Float(random.uniform()) }), shape: [3, 8, 8])
    }
    space = try ConceptSpace(of: network, layer: "pool2", images: pictures)
    let (network, pictures) = (network, pictures)
    slopes = try (0..<2).map {
      try ClassScoreSlopes(network, layer: "pool2", class: $0, images: Array(pictures.suffix(20)))
    }
  }

  private func concepts(_ count: Int) throws -> RandomConcepts {
    try RandomConcepts(
      count, of: 10, from: Array(60..<140), against: counterSets, in: space, slopes: slopes,
      using: Random(seed: 8))
  }

  @Test func `there is a score for each class, concept and set`() throws {
    let found = try concepts(12)
    #expect(found.scores.count == 2)
    #expect(found.scores.allSatisfy { $0.count == 12 && $0.allSatisfy { $0.count == 6 } })
    #expect(found.scores.joined().joined().allSatisfy { 0...1 ~= $0 })
    // the first five are the same among twelve
    #expect(try concepts(5).scores == found.scores.map { Array($0.prefix(5)) })
  }

  @Test func `the share of random concepts as far off is a fair p for them`() throws {
    let found = try concepts(60)
    let means = found.scores[1].map { Estimate($0).mean }
    let values = means.map { found.p(of: $0, class: 1) }
    // each is as far off as itself; leaving none out, p ≤ 0.1 holds for at most 5 of 60
    #expect(values.allSatisfy { $0 >= 2.0 / 61 && $0 <= 1 })
    #expect(values.count { $0 <= 0.1 } <= 5)
    #expect(found.p(of: 40, class: 0) == 1.0 / 61)
    #expect(found.p(of: Estimate(means).mean, class: 1) == 1)
  }

  @Test func `draws can be put together, one after the other`() async throws {
    let (few, more) = (try concepts(2), try concepts(3))
    let all = RandomConcepts([few, more])
    #expect(all.scores == zip(few.scores, more.scores).map { $0 + $1 })
    #expect(all.p(of: 40, class: 0) == 1.0 / 6)
    await expectStop(
      saying: "RandomConcepts: no draws",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = RandomConcepts([])
      })
  }

  @Test func `Welch's p is that of each concept's scores`() throws {
    let found = try concepts(4)
    let random = [[0.4, 0.5, 0.65], [0.2, 0.5, 0.7]]
    let values = found.welch(against: random)
    #expect(values.count == 4 && values.allSatisfy { $0.count == 2 })
    #expect(values[3][1] == TTest.welch(found.scores[1][3], random[1]).p)
  }

  @Test func `pictures of a counter-set make no concept against it`() {
    #expect(throws: ConceptError.self) {
      _ = try RandomConcepts(
        20, of: 10, from: Array(0..<140), against: counterSets, in: space, slopes: slopes,
        using: Random(seed: 8))
    }
  }
}
