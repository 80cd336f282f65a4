import Numerics

/// A mean over repetitions, with how far chance may have moved it.
public struct Estimate: Hashable, Sendable {
  /// The mean of the values.
  public let mean: Double

  /// How far a value lies from the mean, the standard deviation s with n - 1; 0 for a single value,
  /// and for values that are equal but for rounding.
  public let standardDeviation: Double

  /// The standard error of the mean, s / sqrt(n); 0 where s is.
  public let standardError: Double

  /// The mean of `values` and its standard error.
  ///
  /// - Precondition: there is at least one value.
  public init(_ values: [Double]) {
    precondition(!values.isEmpty, "Estimate: no values to average")
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.mean = mean
    standardDeviation = isConstant(values) ? 0 : (squares / (count - 1)).squareRoot()
    standardError = isConstant(values) ? 0 : (squares / (count - 1) / count).squareRoot()
  }
}
