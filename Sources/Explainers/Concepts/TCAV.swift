public import Models
public import Numerics
public import Tensors

/// TCAV: testing with concept activation vectors.
///
/// *Question.* Does the network use a concept that people have a word for, when it speaks of a
/// class?
///
/// *Formula.* S(x) = ∇z_c(x) · v at one layer, for each picture x of class c, with v the concept's
/// vector: how much the logit rises for a little more of the concept. TCAV is the share of pictures
/// whose S is positive. One counter-set is one draw of chance, so there are many, and a score for
/// each; whether they mean anything is for ``ConceptTest`` of module Evaluation to say.
///
/// *Code.* ``explain(_:concept:against:class:images:using:)`` is the steps in order: ask the layer,
/// draw the lines, take the slopes, count.
///
/// *Reference.* Kim, Wattenberg, Gilmer, Cai, Wexler, Viégas and Sayres (2018), "Interpretability
/// beyond feature attribution: quantitative testing with concept activation vectors", ICML; code at
/// github.com/tensorflow/tcav.
///
/// *Limits.* It sees signs, not sizes: a concept that moves every logit by next to nothing scores 1.
/// Where nothing but an average and a linear layer follows, the slope is the same for all pictures, and
/// every score is 0 or 1: ask a layer further down. It is a slope, not an effect: what happens without the concept is for an intervention to tell.
/// Counter-sets decide what the vector means. Scores against many counter-sets share the concept's
/// pictures, so they are not independent draws.
public struct TCAV: Hashable, Sendable {
  /// Where the concept is sought.
  public let layer: String
  /// How lines are drawn.
  public let classifier: ConceptClassifier
  /// What is done to the layer's numbers before.
  public let scaling: ConceptSpace.Scaling
  /// What is differentiated.
  public let target: ConceptTarget

  /// The method for a layer.
  public init(
    layer: String, classifier: ConceptClassifier = .logistic(),
    scaling: ConceptSpace.Scaling = .none, target: ConceptTarget = .logit
  ) {
    (self.layer, self.classifier) = (layer, classifier)
    (self.scaling, self.target) = (scaling, target)
  }

  // [explain]
  /// How often a concept raises the logit of a class: all steps in order.
  ///
  /// - Parameters:
  ///   - model: The network.
  ///   - concept: Pictures of the concept.
  ///   - counterSets: Sets of pictures that it is held against, one after the other.
  ///   - label: The class, counted from 0.
  ///   - images: Pictures of the class.
  ///   - random: What the draws begin from; left as it is.
  /// - Returns: Vectors, slopes and scores, one for each counter-set.
  /// - Throws: an error if there is no such layer, if it is constant, or if sets are too small or
  ///   the same.
  /// - Precondition: there is a picture of the class; all pictures have one shape, and every value
  ///   is a finite number; `label` names a class.
  public func explain(
    _ model: Network, concept: [Tensor], against counterSets: [[Tensor]], class label: Int,
    images: [Tensor], using random: Random
  ) throws(ConceptError) -> ConceptScores {
    let space = try ConceptSpace(
      of: model, layer: layer, images: concept + counterSets.flatMap(\.self), scaling: scaling)
    let counters = TCAV.numbers(of: counterSets.map(\.count), from: concept.count)
    let vectors = try space.vectors(
      of: Array(concept.indices), against: counters, by: classifier, using: random)
    let slopes = try ClassScoreSlopes(
      of: target, model, layer: layer, class: label, images: images)
    return ConceptScores(vectors: vectors, sensitivities: slopes.along(vectors))
  }
  // [/explain]

  // [score]
  /// The share of sensitivities that are positive; one that is exactly 0 has no say, and counts
  /// half, so that a direction and its opposite always add up to 1.
  ///
  /// The paper and the reference do not count it.
  ///
  /// - Precondition: there is one, and none is not a number.
  public static func score(_ sensitivities: [Double]) -> Double {
    precondition(!sensitivities.isEmpty, "TCAV: no sensitivities to count")
    sensitivities.requireFinite("TCAV: sensitivity")
    let halves = sensitivities.reduce(0) { $0 + ($1 > 0 ? 2 : $1 == 0 ? 1 : 0) }
    return Double(halves) / Double(2 * sensitivities.count)
  }
  // [/score]

  /// Sets of these sizes, numbered one after the other.
  private static func numbers(of sizes: [Int], from start: Int) -> [[Int]] {
    var next = start
    return sizes.map { size in
      defer { next += size }
      return Array(next..<(next + size))
    }
  }
}

/// What TCAV found for one concept, layer and class: one entry for each counter-set.
public struct ConceptScores: Hashable, Sendable {
  /// The concept's vectors.
  public let vectors: [ConceptVector]
  /// For each vector and each picture of the class the slope along the vector.
  public let sensitivities: [[Double]]
  /// For each vector the share of pictures with a positive slope, in 0...1.
  public let scores: [Double]

  /// The scores of `sensitivities`, one list for each vector.
  ///
  /// - Precondition: there are as many lists as vectors, none of them empty.
  public init(vectors: [ConceptVector], sensitivities: [[Double]]) {
    precondition(
      vectors.count == sensitivities.count,
      "ConceptScores: \(sensitivities.count) lists of sensitivities for \(vectors.count) vectors")
    (self.vectors, self.sensitivities) = (vectors, sensitivities)
    scores = sensitivities.map(TCAV.score)
  }
}
