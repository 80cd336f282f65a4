import Numerics

/// How a model's score moves while a picture is revealed or hidden pixel by pixel.
public struct ScoreCurve: Hashable, Sendable {
  /// The share of the pixels that are revealed, or hidden, at each point: from 0 to 1.
  public let shares: [Double]

  /// The score at each point, in the mean over ``draws``.
  public let scores: [Double]

  /// The score at each point for each order of equal pixels that was drawn; a single one where no
  /// point depends on it.
  public let draws: [[Double]]

  /// Whether a point depends on the order of equal pixels.
  public let isTied: Bool

  /// How many inputs the model was asked about.
  public let passes: Int

  init(shares: [Double], draws: [[Double]], isTied: Bool, passes: Int) {
    (self.shares, self.draws, self.isTied, self.passes) = (shares, draws, isTied, passes)
    scores = shares.indices.map { point in Estimate(draws.map { $0[point] }).mean }
  }

  // [area]
  /// The area under the curve by the trapezoid rule, in the unit of the score: Σ (xᵢ₊₁ − xᵢ)
  /// (yᵢ + yᵢ₊₁) / 2.
  ///
  /// Its error is over the orders of equal pixels: 0 without any that matter, unknown if only one
  /// was drawn.
  public var area: MetricResult {
    let areas = draws.map { scores in
      var sum = 0.0
      for point in shares.indices.dropFirst() {
        let width = shares[point] - shares[point - 1]
        sum += width * (scores[point] + scores[point - 1]) / 2
      }
      return sum
    }
    let estimate = Estimate(areas)
    return MetricResult(
      value: estimate.mean,
      standardError: isTied && areas.count == 1 ? nil : estimate.standardError, passes: passes)
  }
  // [/area]
}
