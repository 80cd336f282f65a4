public import Numerics
public import Tensors

/// A concept activation vector: the direction in which a layer puts out more of a concept.
///
/// *Question.* Which way, in the space of this layer, do the pictures of a concept lie?
///
/// *Formula.* Draw a line f(x) = w·x + b between what the layer puts out for pictures of the concept
/// and for others; v = w / |w|. It is the line's normal, and points to the concept.
///
/// *Code.* ``ConceptSpace/vector(of:against:by:using:)``.
///
/// *Reference.* Kim, Wattenberg, Gilmer, Cai, Wexler, Viégas and Sayres (2018), "Interpretability
/// beyond feature attribution: quantitative testing with concept activation vectors", ICML; code at
/// github.com/tensorflow/tcav, cav.py.
///
/// *Limits.* Any two sets get a vector, random ones too: ``accuracy`` tells whether the line also
/// parts pictures that it was not drawn between, and many counter-sets whether it is the concept
/// that is found. It finds what sets the pictures apart, which need not be what the word means.
public struct ConceptVector: Hashable, Sendable {
  /// The layer.
  public let layer: String
  /// v, of length 1 and of the shape that the layer puts out.
  public let direction: Tensor
  /// Where the line crosses v: it lies at v·x = threshold.
  public let threshold: Double
  /// The share of held-out pictures on their own side of the line, in 0...1: the mean of the
  /// concept's share and the counter-set's, so that 0.5 is chance for sets of any size.
  public let accuracy: Double

  /// How far on the concept's side of the line a point lies, v·x − threshold.
  ///
  /// - Precondition: it has the shape of the direction.
  public func position(of activation: Tensor) -> Double {
    direction.dot(activation) - threshold
  }

  /// The cosine of the angle between two vectors of a layer, in −1...1.
  ///
  /// - Precondition: they have the same shape.
  public func cosine(with other: ConceptVector) -> Double {
    max(-1, min(1, direction.dot(other.direction)))
  }
}

// MARK: Drawing the line

extension ConceptSpace {
  /// How many pictures a set needs: two to learn from, and one to hold out.
  public static let picturesAtLeast = 3

  /// The vector of a concept against a counter-set, both as numbers of pictures of this space.
  ///
  /// A third of each set is held out, for ``ConceptVector/accuracy``; the line is drawn between the
  /// rest.
  ///
  /// - Parameters:
  ///   - concept: Pictures of the concept.
  ///   - counter: Pictures without it: random ones, or those of other concepts for a relative
  ///     vector.
  ///   - classifier: How the line is drawn.
  ///   - random: Who is held out, and the order of steps.
  /// - Returns: The vector, with its accuracy on the pictures that were held out.
  /// - Throws: an error if a set is too small, if a picture stands in the sets twice, if the sets
  ///   look the same to the layer, or if a penalty is below rounding.
  /// - Precondition: the space has pictures of these numbers.
  public func vector(
    of concept: [Int], against counter: [Int], by classifier: ConceptClassifier = .logistic(),
    using random: Random
  ) throws(ConceptError) -> ConceptVector {
    // [vector]
    try require(concept, counter)
    var random = random
    let (lessons, exam) = split(concept, counter, using: &random)
    let pictures = lessons.concept + lessons.counter
    let line = try classifier.line(
      between: products(pictures),
      pictures.indices.map { $0 < lessons.concept.count },
      using: &random)
    return try vector(of: line, on: pictures, exam: exam)
    // [/vector]
  }

  /// The vectors of a concept against each of many counter-sets, on all cores.
  ///
  /// Each draws from a stream of its own, so the first ten are the same among twenty.
  public func vectors(
    of concept: [Int], against counterSets: [[Int]],
    by classifier: ConceptClassifier = .logistic(), using random: Random
  ) throws(ConceptError) -> [ConceptVector] {
    try vectors(between: counterSets.map { (concept, $0) }, by: classifier, using: random)
  }

  /// The vectors of many pairs of a set and its counter-set, on all cores.
  public func vectors(
    between pairs: [(set: [Int], counter: [Int])],
    by classifier: ConceptClassifier = .logistic(), using random: Random
  ) throws(ConceptError) -> [ConceptVector] {
    let results = Parallel.map(pairs.count) { number in
      Result { () throws(ConceptError) in
        try vector(
          of: pairs[number].set, against: pairs[number].counter, by: classifier,
          using: random.stream(UInt64(number)))
      }
    }
    var vectors: [ConceptVector] = []
    for result in results { vectors.append(try result.get()) }
    return vectors
  }

  /// The numbers of pictures, the one that has most of the concept first; of equal ones the lower.
  public func ranking(of pictures: [Int], along vector: ConceptVector) -> [Int] {
    let positions = pictures.map { vector.position(of: activations[$0]) }
    return pictures.indices.sorted {
      (positions[$1], pictures[$0]) < (positions[$0], pictures[$1])
    }.map { pictures[$0] }
  }
}

// MARK: The steps

/// A concept and its counter-set, as numbers of pictures.
package typealias TwoSets = (concept: [Int], counter: [Int])

extension ConceptSpace {
  /// Each set in two: to learn from, and a third of it, one picture or more, to be asked about.
  func split(
    _ concept: [Int], _ counter: [Int], using random: inout Random
  ) -> (lessons: TwoSets, exam: TwoSets) {
    var parts: [(lessons: [Int], exam: [Int])] = []
    for set in [concept, counter] {
      let held = max(1, (set.count + 1) / 3)
      let order = random.permutation(of: set.count).map { set[$0] }
      parts.append((Array(order.dropFirst(held)), Array(order.prefix(held))))
    }
    return (
      (parts[0].lessons, parts[1].lessons), (parts[0].exam, parts[1].exam)
    )
  }

  /// The unit vector of a line between `pictures`, graded on `exam`.
  package func vector(
    of line: SeparatingLine, on pictures: [Int], exam: TwoSets
  ) throws(ConceptError) -> ConceptVector {
    let (vector, offset) = direction(of: line, on: pictures)
    let length = vector.dot(vector).squareRoot()
    guard length > 0 else { throw .sameSets(layer: layer) }
    let unit = vector * Float(1 / length)
    let threshold = -offset / length
    let shares = [exam.concept, exam.counter].enumerated().map { set, pictures in
      let right = pictures.count { picture in
        let position = unit.dot(activations[picture]) - threshold
        return set == 0 ? position > 0 : position < 0
      }
      return Double(right) / Double(pictures.count)
    }
    return ConceptVector(
      layer: layer, direction: unit, threshold: threshold, accuracy: (shares[0] + shares[1]) / 2)
  }

  private func require(_ concept: [Int], _ counter: [Int]) throws(ConceptError) {
    for (name, set) in [("concept", concept), ("counter-set", counter)] {
      guard set.count >= ConceptSpace.picturesAtLeast else {
        throw .tooFew(set: name, count: set.count, needed: ConceptSpace.picturesAtLeast)
      }
    }
    var seen = Set<Int>()
    for picture in concept + counter {
      precondition(
        activations.indices ~= picture,
        "ConceptSpace: no picture \(picture) among \(activations.count)")
      guard seen.insert(picture).inserted else { throw .repeatedPicture(picture) }
    }
    if Set(concept.map { kinds[$0] }) == Set(counter.map { kinds[$0] }) {
      throw .sameSets(layer: layer)
    }
  }
}
