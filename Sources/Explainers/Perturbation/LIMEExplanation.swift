public import Tensors

/// What LIME found out about one input and class, and how far to trust it.
///
/// It knows parts by their numbers; `superpixels.painted(explanation.coefficients)` is the map of a
/// picture.
public struct LIMEExplanation: Hashable, Sendable {
  /// The class whose score is explained.
  public let label: Int

  /// The surrogate: coefficients, standard errors, intercept, R².
  public let fit: LinearSurrogate.Fit

  /// What the surrogate sees of each sample; row 0 is the instance itself.
  ///
  /// Where parts are shown or hidden it is 1 for those that are shown, and 0 for the others.
  public let rows: Matrix

  /// The distance of each sample from the instance.
  public let distances: [Double]

  /// The weight of each sample.
  public let weights: [Double]

  /// The model's score of the class for each sample.
  public let scores: [Double]

  /// What each part adds to the score when it is shown; 0 for those not selected.
  public var coefficients: [Double] { fit.coefficients }

  /// How far each coefficient would move with other samples, as a standard deviation.
  public var standardErrors: [Double] { fit.standardErrors }

  /// What the surrogate says when every part is hidden.
  public var intercept: Double { fit.intercept }

  /// The weighted share of the scores' variance that the surrogate explains.
  public var rSquared: Double { fit.rSquared }

  /// Whether more samples than unknowns decided the fit; if not, R² and the gap say nothing.
  public var isDetermined: Bool { fit.degreesOfFreedom > 0 }

  /// The model's score for the instance itself, f(x).
  public var score: Double { scores[0] }

  /// The surrogate's score for the instance itself, g(x′) = β₀ + Σ βⱼ x′ⱼ, where parts that are
  /// shown have x′ⱼ = 1.
  public var localPrediction: Double { fit.prediction(of: Array(rows.row(0))) }

  /// How far the surrogate misses the model where it should hit it: |g(x′) − f(x)|.
  public var localGap: Double { abs(localPrediction - score) }

  /// How many equally weighted samples would say as much: (Σw)² / Σw².
  public var effectiveSampleSize: Double { Explainers.effectiveSampleSize(of: weights) }

  /// How often the model was asked.
  public var forwardPasses: Int { rows.rows }

  /// Which parts each sample showed.
  ///
  /// - Precondition: the rows are zeros and ones, as those of parts are.
  public var coalitions: Coalitions { Coalitions(rows) }

  /// The parts by what they add, what speaks most for the class first; of equal ones the
  /// lower number.
  public var ranking: [Int] {
    coefficients.indices.sorted { (coefficients[$1], $0) < (coefficients[$0], $1) }
  }

  /// The parts by the size of what they add or take away, the largest first.
  public var rankingBySize: [Int] {
    coefficients.indices.sorted {
      (abs(coefficients[$1]), $0) < (abs(coefficients[$0]), $1)
    }
  }
}
