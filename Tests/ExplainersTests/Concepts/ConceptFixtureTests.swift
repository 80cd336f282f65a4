import Explainers
import Models
import Numerics
import Tensors
import TestSupport
import Testing

/// Same activations, same direction, derivative and score as scikit-learn and captum.
@Suite struct ConceptFixtureTests {
  private let fixture: ConceptFixture

  init() throws { fixture = try .load() }

  /// What is wrong with the line that `draw` finds between all pictures of the fixture.
  private func complaint(
    _ name: String, _ scaling: ConceptSpace.Scaling,
    _ draw: (_ products: Matrix, _ isConcept: [Bool]) throws -> SeparatingLine
  ) throws -> String? {
    let expected = try #require(fixture.lines[name])
    let space = try fixture.space(scaling)
    let pictures = Array(space.activations.indices)
    let isConcept = pictures.map { $0 < pictures.count / 2 }
    let line = try draw(space.products(pictures), isConcept)
    let vector = try space.vector(
      of: line, on: pictures, exam: (Array(pictures.prefix(8)), Array(pictures.suffix(8))))
    // Standardising divides a number that hardly changes by next to nothing, and what a Float's
    // rounding did to it grows with it.
    let found = vector.direction
    let wrong = expected.direction.complaint(
      about: found.elements, shape: found.shape, absolute: 1e-6,
      relative: scaling == .none ? 0 : 1e-4)
    if let wrong { return "direction: \(wrong)" }
    guard abs(vector.threshold - expected.threshold) < 2e-5 else {
      return "threshold \(vector.threshold), not \(expected.threshold)"
    }
    let slopes = try ClassScoreSlopes(
      fixture.network, layer: ConceptFixture.layer, class: fixture.label,
      images: ConceptFixture.pictures(fixture.images))
    let along = slopes.along([vector])[0]
    guard zip(along, expected.sensitivities).allSatisfy({ abs($0 - $1) < 2e-5 }) else {
      return "sensitivities \(along), not \(expected.sensitivities)"
    }
    return TCAV.score(along) == expected.score ? nil : "score \(TCAV.score(along))"
  }

  @Test func `logistic regression finds scikit-learn's direction, and captum's score`() throws {
    var random = Random(seed: 1)
    let wrong = try complaint("logistic", .none) {
      try ConceptClassifier.logistic(penalty: 1).line(between: $0, $1, using: &random)
    }
    #expect(wrong == nil)
    #expect(random == Random(seed: 1), "it has one minimum, and draws nothing")
  }

  @Test func `so it does with standardised numbers`() throws {
    var random = Random(seed: 1)
    let wrong = try complaint("standardised", .standardised) {
      try ConceptClassifier.logistic(penalty: 0.5).line(between: $0, $1, using: &random)
    }
    #expect(wrong == nil)
  }

  @Test func `the hinge loss takes scikit-learn's steps`() throws {
    let wrong = try complaint("hinge", .none) { products, isConcept in
      var fit = HingeLineFit(products: products, isConcept: isConcept, alpha: 0.01)
      return fit.line(epochs: 1000) { Array(isConcept.indices) }
    }
    #expect(wrong == nil)
  }

  @Test(arguments: ConceptTarget.allCases)
  func `slopes of each target are PyTorch's`(target: ConceptTarget) throws {
    let expected = try #require(fixture.targets[target.rawValue])
    let slopes = try ClassScoreSlopes(
      of: target, fixture.network, layer: ConceptFixture.layer, class: fixture.label,
      images: [ConceptFixture.pictures(fixture.images)[0]])
    let found = slopes.gradients[0]
    let complaint = expected.complaint(
      about: found.elements, shape: found.shape, absolute: 1e-6, relative: 1e-5)
    #expect(complaint == nil)
  }
}
