import Numerics
public import Tensors

/// What RISE knows after so many masks: maps and their standard errors, at any moment.
///
/// It is fed masks and the scores that they got, keeps sums of them alone, and can be asked for
/// every estimator and class: the memory of some dozen maps for each class, however many masks. A
/// copy is a snapshot.
public struct RISEEstimate: Hashable, Sendable {
  /// The classes whose scores are summed up.
  public let classes: [Int]

  /// The size of a map.
  public let height, width: Int

  /// The probability p with which a cell of a mask is shown.
  public let keepProbability: Double

  private var moments: CrossMoments

  /// What is known without a mask.
  ///
  /// - Precondition: there is a class, a pixel, and 0 < p < 1.
  public init(classes: [Int], height: Int, width: Int, keepProbability: Double) {
    precondition(!classes.isEmpty, "RISEEstimate: no class to explain")
    precondition(height > 0 && width > 0, "RISEEstimate: a picture of \(height) × \(width)")
    precondition(
      keepProbability > 0 && keepProbability < 1,
      "RISEEstimate: a probability of \(keepProbability); it has to lie between 0 and 1")
    (self.classes, self.height, self.width) = (classes, height, width)
    self.keepProbability = keepProbability
    moments = CrossMoments(scoreCount: classes.count, valueCount: height * width)
  }

  /// How many masks there were, and how often the model was asked.
  public var passes: Int { moments.count }

  /// Adds masks, `[height, width]` each, and all scores that the model gave for each.
  ///
  /// The bits do not depend on how many come at a time.
  /// - Precondition: as many lists of scores as masks; masks of that size; scores for all classes.
  public mutating func add(_ masks: [Tensor], scores: [[Float]]) {
    for mask in masks {
      precondition(
        mask.shape == [height, width],
        "RISEEstimate: a mask \(mask.shape) for a map \([height, width])")
    }
    let chosen = scores.map { scores in
      classes.map { label in
        precondition(
          scores.indices ~= label, "RISEEstimate: no class \(label) among \(scores.count)")
        return scores[label]
      }
    }
    moments.add(scores: chosen, values: masks)
  }

  /// The map of a class; zeros before the first mask.
  ///
  /// - Precondition: the class is one of ``classes``, here and below.
  public func map(class label: Int, _ estimator: RISEEstimator) -> Tensor {
    tensor(label) { Float(estimator.value($0, keepProbability: keepProbability)) }
  }

  /// The standard error of each pixel of the map; nil with fewer than two masks.
  ///
  /// Two masks alone leave no residue: the errors of the centred estimators are 0, and tell nothing.
  /// It is that of one pixel by itself: neighbours err together.
  public func standardErrors(class label: Int, _ estimator: RISEEstimator) -> Tensor? {
    if passes < 2 { return nil }
    return tensor(label) {
      Float(estimator.standardError($0, keepProbability: keepProbability, count: passes))
    }
  }

  /// The greatest standard error, as a share of the map's range from its lowest to its highest
  /// value.
  ///
  /// - Returns: nil while it cannot be told: with fewer than two masks, with a map that is the same
  ///   everywhere, and where the mask never changed at some pixel.
  public func uncertainty(class label: Int, _ estimator: RISEEstimator) -> Double? {
    guard let errors = standardErrors(class: label, estimator),
      maskVariance.elements.allSatisfy({ $0 > 0 })
    else { return nil }
    let map = map(class: label, estimator)
    let range = map.maximum() - map.minimum()
    return range > 0 ? Double(errors.maximum() / range) : nil
  }

  /// The map and its standard errors.
  public func attribution(
    class label: Int, _ estimator: RISEEstimator, unit: String
  ) -> Attribution {
    Attribution(
      label: label, unit: unit, values: map(class: label, estimator),
      standardErrors: standardErrors(class: label, estimator))
  }

  /// The mean score f̄ of the class over all masks.
  public func meanScore(class label: Int) -> Double { moments.score(place(of: label)).mean }

  /// The standard deviation of its scores over all masks (over N).
  public func scoreDeviation(class label: Int) -> Double {
    moments.score(place(of: label)).variance.squareRoot()
  }

  /// The mean of the masks, M̄, which approaches p at every pixel.
  public var meanMask: Tensor { tensor(classes[0]) { Float($0.valueMean) } }

  /// The variance of the masks at each pixel (over N), which does not approach one number.
  public var maskVariance: Tensor { tensor(classes[0]) { Float($0.valueVariance) } }

  private func place(of label: Int) -> Int {
    guard let place = classes.firstIndex(of: label) else {
      preconditionFailure("RISEEstimate: no class \(label) among \(classes)")
    }
    return place
  }

  private func tensor(_ label: Int, _ value: (CrossMoments.Pair) -> Float) -> Tensor {
    let place = place(of: label)
    let values = (0..<(height * width)).map { value(moments.pair(place, $0)) }
    return Tensor(ContiguousArray(values), shape: [height, width])
  }
}
