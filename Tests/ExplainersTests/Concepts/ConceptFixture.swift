import Explainers
import Models
import Tensors
import TestSupport

/// Concept vectors, derivatives and scores by scikit-learn and captum, made by
/// Tests/Fixtures/concepts.py.
struct ConceptFixture: Decodable {
  /// What one classifier makes of the pictures.
  struct Line: Decodable {
    let direction: StoredArray
    let threshold: Double
    let sensitivities: [Double]
    let score: Double
  }

  let label: Int
  let parameters: [StoredArray]
  let concept, counter, images: StoredArray
  let lines: [String: Line]
  /// Gradients of what can be differentiated, for the first picture.
  let targets: [String: StoredArray]

  static let layer = "relu2"

  var network: Network { CAMFixture.network(head: "dense", parameters) }

  static func load() throws -> ConceptFixture {
    try Fixture.decode(ConceptFixture.self, from: "concepts/tcav.json")
  }

  /// The pictures of a batch.
  static func pictures(_ batch: StoredArray) -> [Tensor] {
    let batch = Tensor(batch.floats, shape: batch.shape)
    return (0..<batch.shape[0]).map { batch.slice($0) }
  }

  /// The concept's pictures, then the others.
  func space(_ scaling: ConceptSpace.Scaling) throws -> ConceptSpace {
    try ConceptSpace(
      of: network, layer: ConceptFixture.layer,
      images: ConceptFixture.pictures(concept) + ConceptFixture.pictures(counter),
      scaling: scaling)
  }
}
