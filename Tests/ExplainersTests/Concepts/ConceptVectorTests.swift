import Explainers
import Models
import Numerics
import Tensors
import TestSupport
import Testing

/// Points of a made-up layer `[2, 3]`: noise, and for those of the concept `step` along one unit.
enum ConceptExample {
  static let unit = 4

  static func points(
    _ count: Int, step: Double = 0, seed: UInt64, scales: [Double] = [1, 1, 1, 1, 1, 1]
  ) -> [Tensor] {
    var random = Random(seed: seed)
    return (0..<count).map { _ in
      let values = scales.enumerated().map { place, scale in
        Float(scale * (random.normal() + (place == unit ? step : 0)))
      }
      return Tensor(ContiguousArray(values), shape: [2, 3])
    }
  }

  /// `count` points of a concept that lies `step` along the unit, then as many without it.
  static func space(
    _ count: Int = 40, step: Double = 6, scaling: ConceptSpace.Scaling = .standardised,
    seed: UInt64 = 1, scales: [Double] = [1, 1, 1, 1, 1, 1]
  ) throws -> ConceptSpace {
    try ConceptSpace(
      layer: "made-up",
      activations: points(count, step: step, seed: seed, scales: scales)
        + points(count, seed: seed + 100, scales: scales), scaling: scaling)
  }
}

@Suite struct ConceptVectorTests {
  private let random = Random(seed: 7)

  @Test(arguments: ConceptSpace.Scaling.allCases, [ConceptClassifier.logistic(), .hinge()])
  func `a concept that is one unit is found along that unit`(
    scaling: ConceptSpace.Scaling, classifier: ConceptClassifier
  ) throws {
    let space = try ConceptExample.space(scaling: scaling)
    let vector = try space.vector(
      of: Array(0..<40), against: Array(40..<80), by: classifier, using: random)
    #expect(vector.direction.shape == [2, 3])
    #expect(vector.direction.elements[ConceptExample.unit] > 0.85)
    #expect(abs(vector.direction.dot(vector.direction) - 1) < 1e-6)
    #expect(vector.accuracy > 0.95)
    // the line lies between the means, at 0 and 6
    #expect(vector.threshold > 1 && vector.threshold < 5)
  }

  @Test(arguments: ConceptSpace.Scaling.allCases)
  func `exchanged sets turn the vector over`(scaling: ConceptSpace.Scaling) throws {
    let space = try ConceptExample.space(step: 2, scaling: scaling)
    let (one, other) = (Array(0..<40), Array(40..<80))
    // The same pictures learn: with both orders the same places of each set are held out.
    let there = try space.vector(of: one, against: other, using: random)
    let lessons = there.cosine(with: there)
    #expect(abs(lessons - 1) < 1e-6)
    var first = Random(seed: 1)
    let products = space.products(one + other)
    let forth = try ConceptClassifier.logistic().line(
      between: products, (0..<80).map { $0 < 40 }, using: &first)
    let back = try ConceptClassifier.logistic().line(
      between: products, (0..<80).map { $0 >= 40 }, using: &first)
    #expect(zip(forth.weights, back.weights).allSatisfy { abs($0 + $1) < 1e-9 })
    #expect(abs(forth.intercept + back.intercept) < 1e-9)
  }

  @Test func `weights of logistic regression are what it is wrong by, over the penalty`() throws {
    let space = try ConceptExample.space(step: 1, scaling: .none)
    let pictures = Array(0..<80)
    let products = space.products(pictures)
    var random = random
    for penalty in [0.01, 1, 30] {
      let line = try ConceptClassifier.logistic(penalty: penalty).line(
        between: products, pictures.map { $0 < 40 }, using: &random)
      let heights = products * line.weights
      for picture in pictures {
        let chance = 1 / (1 + Elementary.exp(-(heights[picture] + line.intercept)))
        let miss = (picture < 40 ? 1 : 0) - chance
        // where the slope is zero but for the last step, which moved no logit by 1e-9
        #expect(abs(penalty * line.weights[picture] - miss) < 1e-8)
      }
      #expect(abs(line.weights.reduce(0, +)) < 1e-8)
    }
  }

  @Test func `standardised numbers leave the unit of each out of account`() throws {
    let scales = [1, 1000, 1, 0.001, 1, 1.0]
    let plain = try ConceptExample.space(step: 2)
    let scaled = try ConceptExample.space(step: 2, scales: scales)
    let (one, other) = (Array(0..<40), Array(40..<80))
    let vector = try plain.vector(of: one, against: other, using: random)
    let wide = try scaled.vector(of: one, against: other, using: random)
    #expect(vector.accuracy == wide.accuracy)
    // a direction in numbers of other units: each divided by its unit
    let expected = Tensor(
      ContiguousArray(zip(vector.direction.elements, scales).map { $0 / Float($1) }),
      shape: [2, 3])
    let cosine = expected.dot(wide.direction) / expected.dot(expected).squareRoot()
    #expect(abs(cosine - 1) < 1e-5)
  }

  @Test func `a number that never changes has no part in the vector`() throws {
    let space = try ConceptExample.space(scales: [1, 0, 1, 1, 1, 1])
    let vector = try space.vector(of: Array(0..<40), against: Array(40..<80), using: random)
    #expect(vector.direction.elements[1] == 0)
  }

  @Test func `random pictures get a vector too, and it is no better than chance`() throws {
    let space = try ConceptExample.space(120, step: 0)
    var sets = Random(seed: 3)
    let drawn = CounterSets.draw(6, of: 40, from: Array(0..<240), using: &sets)
    let vectors = try space.vectors(of: drawn[0], against: Array(drawn.dropFirst()), using: random)
    let mean = vectors.reduce(0) { $0 + $1.accuracy } / 5
    // 13 pictures of each set are asked: a deviation of about 0.1 for one vector
    #expect(abs(mean - 0.5) < 0.15)
  }

  @Test func `the first vectors are the same among more, on any number of threads`() throws {
    let space = try ConceptExample.space(60, step: 1)
    let sets = (0..<4).map { set in Array((60 + 10 * set)..<(70 + 10 * set)) }
    let all = try space.vectors(of: Array(0..<20), against: sets, by: .hinge(), using: random)
    let few = try Parallel.$threads.withValue(1) {
      try space.vectors(
        of: Array(0..<20), against: Array(sets.prefix(2)), by: .hinge(), using: random)
    }
    #expect(Array(all.prefix(2)) == few)
    #expect(Set(all).count == 4)
  }

  @Test func `pictures are sorted by how far they lie on the concept's side`() throws {
    let space = try ConceptExample.space()
    let vector = try space.vector(of: Array(0..<40), against: Array(40..<80), using: random)
    let order = space.ranking(of: Array(0..<80), along: vector)
    #expect(Set(order.prefix(38)).isSubset(of: 0..<40))
    let positions = order.map { vector.position(of: space.activations[$0]) }
    #expect(positions == positions.sorted(by: >))
    #expect(positions[0] > 0 && positions[79] < 0)
  }
}
