import Numerics
public import Tensors

/// How much a score moves under masks that show little to masks that show much: what to choose the
/// keep probability of ``RISE`` by.
///
/// A score that does not move teaches nothing. The rule is dianna's: of p = 0.1, 0.2, … 0.9 the one
/// whose masks give the greatest standard deviation of the score; there it is the greatest over all
/// classes, here that of the class that is explained.
///
/// *Limits.* It is a rule of thumb: what is wanted is a small error of the map, and the deviation of
/// the score stands on both sides of that.
public struct KeepProbability: Hashable, Sendable {
  /// One probability that was tried.
  public struct Trial: Hashable, Sendable {
    /// With which probability a cell was shown.
    public let probability: Double

    /// The mean score of the class.
    public let mean: Double

    /// The standard deviation of its scores (over their number, as NumPy has it).
    public let deviation: Double
  }

  /// All nine, from 0.1 to 0.9.
  public let trials: [Trial]

  /// The probability whose scores deviate most, the lowest of equal ones.
  public var best: Double {
    trials.reduce(trials[0]) { $1.deviation > $0.deviation ? $1 : $0 }.probability
  }

  /// Tries all nine with the grid and the background of `rise`.
  ///
  /// Takes 9 × `masks` passes. Masks come from a stream of their own; mask i shows at least what it
  /// showed with a lower probability.
  /// - Precondition: `masks` is positive; image, class and model as for ``RISE``.
  public init(
    for rise: RISE, _ model: BlackBox<Tensor>, _ image: Tensor, class label: Int,
    masks: Int = 100
  ) {
    precondition(masks >= 1, "KeepProbability: \(masks) masks; at least 1 is needed")
    let random = rise.random.stream(named: "keep probability")
    trials = (1...9).map { tenths in
      let trial = rise.with(
        masks: masks, keepProbability: Double(tenths) / 10, random: random)
      let estimate = trial.estimate(of: model, image, classes: [label])
      return Trial(
        probability: trial.keepProbability, mean: estimate.meanScore(class: label),
        deviation: estimate.scoreDeviation(class: label))
    }
  }
}

extension RISE {
  /// The method with other masks, all of which are drawn.
  func with(masks: Int, keepProbability: Double, random: Random) -> RISE {
    RISE(
      masks: masks, rows: rows, columns: columns, keepProbability: keepProbability,
      estimator: estimator, background: background, stopBelow: nil, score: score, batch: batch,
      random: random)
  }
}
