public import Models
import Numerics
public import Tensors

/// What is differentiated where TCAV asks how a class changes.
///
/// Each is a function of the logits z; p is their softmax. A class's slope along a direction is
/// Σ (∂target / ∂zⱼ) times the slope of logit j.
public enum ConceptTarget: String, Hashable, Sendable, CaseIterable {
  /// z of the class, as the paper has it.
  case logit
  /// p of the class.
  case probability
  /// ln p of the class: the loss of the reference turned over.
  case logProbability
  /// ln of the softmax *of p*: what the reference differentiates with its public network wrappers,
  /// which put out probabilities where logits are asked for.
  case doubleSoftmax

  /// ∂target / ∂zⱼ for each class j, at the logits `z`.
  func slopes(at z: [Double], class label: Int) -> [Double] {
    let own = z.indices.map { $0 == label ? 1.0 : 0 }
    if self == .logit { return own }
    let p = ConceptTarget.softmax(z)
    switch self {
    case .logit: return own
    case .probability: return ConceptTarget.pulled(own, through: p)
    case .logProbability: return zip(own, p).map { $0 - $1 }
    case .doubleSoftmax:
      let outer = zip(own, ConceptTarget.softmax(p)).map { $0 - $1 }
      return ConceptTarget.pulled(outer, through: p)
    }
  }

  private static func softmax(_ z: [Double]) -> [Double] {
    let top = z.max() ?? 0
    let powers = z.map { Elementary.exp($0 - top) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
  }

  /// Slopes by p turned into slopes by the logits: pⱼ (uⱼ − Σ pᵢ uᵢ).
  private static func pulled(_ slopes: [Double], through p: [Double]) -> [Double] {
    let mean = zip(slopes, p).reduce(0) { $0 + $1.0 * $1.1 }
    return zip(slopes, p).map { $1 * ($0 - mean) }
  }
}

/// How the score of one class changes with what a layer puts out, for each of some pictures.
///
/// Made once, it answers for any number of directions; for a single picture it is the local
/// explanation, for all pictures of a class the global one.
public struct ClassScoreSlopes: Sendable {
  /// The layer.
  public let layer: String
  /// The class, counted from 0.
  public let label: Int
  /// For each picture ∂score / ∂output of the layer, of the layer's shape.
  public let gradients: [Tensor]
  /// The same side by side, `[pictures, numbers of the layer]`.
  private let rows: Tensor

  /// The slopes of the class `label` at what `layer` puts out for each of `images`.
  ///
  /// - Throws: an error if there is no such layer.
  /// - Precondition: there is a picture; all have one shape, and every value is a finite number;
  ///   `label` names a class.
  public init(
    of target: ConceptTarget = .logit, _ model: Network, layer: String, class label: Int,
    images: [Tensor]
  ) throws(ConceptError) {
    try ConceptSpace.require(layer, in: model)
    precondition(!images.isEmpty, "ClassScoreSlopes: no pictures")
    let outputs = model.outputs(of: layer, for: images)
    func slopes(_ other: Int) -> [Tensor] {
      model.gradients(classes: outputs.map { _ in other }, above: layer, at: outputs)
    }
    (self.layer, self.label) = (layer, label)
    var sums = slopes(label)
    if target != .logit {
      let logits = model.logits(above: layer, from: outputs)
      let factors = logits.map { target.slopes(at: $0.map(Double.init), class: label) }
      for picture in sums.indices {
        sums[picture] = sums[picture] * Float(factors[picture][label])
      }
      for other in factors[0].indices where other != label {
        for (picture, slope) in slopes(other).enumerated() {
          sums[picture].add(slope, times: Float(factors[picture][other]))
        }
      }
    }
    gradients = sums
    rows = Tensor.stacked(sums).reshaped(to: [sums.count, sums[0].count])
  }

  /// S = ∇score · v: how much each picture's score rises for a step of length 1 along a concept.
  ///
  /// - Precondition: the vectors are of this layer.
  public func along(_ vectors: [ConceptVector]) -> [[Double]] {
    if vectors.isEmpty { return [] }
    let columns = vectors.map { vector in
      precondition(
        vector.layer == layer && vector.direction.shape == gradients[0].shape,
        "ClassScoreSlopes: a vector of \(vector.layer), \(vector.direction.shape), for slopes at "
          + "\(layer), \(gradients[0].shape)")
      return vector.direction.reshaped(to: [vector.direction.count])
    }
    // [along]
    let products = Tensor.matrixProduct(
      Tensor.stacked(columns), rows, transposeRight: true)
    return vectors.indices.map {
      products.slice($0).elements.map(Double.init)
    }
    // [/along]
  }
}
