import Tensors

/// What RISE makes of the masks and the scores that they got.
///
/// With N masks M of mean M̄ and variance Var M at a pixel, N scores f of mean f̄, and p the
/// probability with which a cell is shown:
///
/// | | map | what it estimates |
/// |---|---|---|
/// | raw | Σ f M / (N p) | E[f M] / p; for masks of zeros and ones E[f given that the pixel is shown] |
/// | centred | Σ (f − f̄)(M − M̄) / (N p (1 − p)) | E[f when the pixel is shown] − E[f when it is hidden], for such masks |
/// | over variance | Σ (f − f̄)(M − M̄) / (N Var M) | the slope of the score over the mask at the pixel |
///
/// Since E[M] = p, the raw map is that of the centred one and a constant, and what is left to
/// chance of the constant: raw = f̄ · M̄ / p + (1 − p) · centred, exactly. The first term says
/// nothing of the pixel: it approaches E[f] everywhere, and how far M̄ / p still is from 1 makes the
/// raw map noisy where scores are high.
public enum RISEEstimator: String, CaseIterable, Hashable, Sendable {
  /// The mean of the masks, weighted by the scores: that of the paper.
  case raw

  /// The covariance of score and mask, over what the variance of a cell is.
  case centred

  /// The covariance of score and mask, over what the variance of the mask is at the pixel, which is
  /// less than that of a cell and not the same everywhere.
  case overVariance

  // [map]
  /// The map at a pixel, from the moments of score and mask there.
  ///
  /// Where the mask never changed nothing is known, and the last two are 0.
  func value(_ pixel: CrossMoments.Pair, keepProbability p: Double) -> Double {
    switch self {
    case .raw: pixel.productMean / p
    case .centred: pixel.covariance / (p * (1 - p))
    case .overVariance:
      pixel.valueVariance == 0 ? 0 : pixel.covariance / pixel.valueVariance
    }
  }
  // [/map]

  /// The standard error at a pixel after `count` masks: the standard deviation of what a mask
  /// contributes, over √N.
  ///
  /// A mask contributes f M, (f − f̄)(M − M̄), or (f − f̄ − b (M − M̄))(M − M̄) with b the slope (White
  /// 1980), over the same as in the map; deviations are taken with N − 1. Where the mask never
  /// changed, the last two say 0, and know nothing.
  func standardError(
    _ pixel: CrossMoments.Pair, keepProbability p: Double, count: Int
  ) -> Double {
    let (f, m, covariance) = (pixel.scoreMean, pixel.valueMean, pixel.covariance)
    let spread: Double
    let scale: Double
    switch self {
    case .raw:
      let products =
        f * f * pixel.valueVariance + m * m * pixel.scoreVariance + pixel.quartic
        - covariance * covariance
      let mixed = f * m * covariance + f * pixel.valueSkew + m * pixel.scoreSkew
      (spread, scale) = (products + 2 * mixed, p)
    case .centred:
      (spread, scale) = (pixel.quartic - covariance * covariance, p * (1 - p))
    case .overVariance:
      if pixel.valueVariance == 0 { return 0 }
      let slope = covariance / pixel.valueVariance
      spread = pixel.quartic - 2 * slope * pixel.cubic + slope * slope * pixel.valueFourth
      scale = pixel.valueVariance
    }
    return (max(0, spread) / Double(count - 1)).squareRoot() / scale
  }
}
