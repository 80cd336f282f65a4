import Numerics

/// What a metric says of one explanation.
public struct MetricResult: Hashable, Sendable {
  /// The score.
  public let value: Double

  /// The standard error of ``value`` over what the metric drew by chance, such as the order of
  /// equal pixels: 0 where it drew nothing, nothing where it drew too little to know.
  public let standardError: Double?

  /// How many inputs the model was asked about.
  public let passes: Int

  /// A score; see the properties.
  ///
  /// - Precondition: the score and its error are finite numbers, the error and the passes 0 or
  ///   more.
  public init(value: Double, standardError: Double? = 0, passes: Int = 0) {
    precondition(value.isFinite, "MetricResult: the score is \(value)")
    precondition(
      (standardError ?? 0).isFinite && (standardError ?? 0) >= 0 && passes >= 0,
      "MetricResult: a standard error of \(standardError ?? 0) from \(passes) passes")
    (self.value, self.standardError, self.passes) = (value, standardError, passes)
  }
}
