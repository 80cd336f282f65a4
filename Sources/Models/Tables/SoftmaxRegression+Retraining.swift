import Numerics
import Tensors

extension SoftmaxRegression {
  /// The truth that influence predicts: for each of `groups` the regression without the rows of the
  /// group, fitted anew.
  ///
  /// The loss is strictly convex, so a fit ends at the same minimum wherever it starts: it starts
  /// here, with the second derivatives of here, and takes a few steps instead of ten. The sum keeps
  /// its divisor. On all cores.
  ///
  /// - Parameters:
  ///   - groups: The rows to remove, group by group.
  ///   - tolerance: How short the slope has to become; the effect of one row of thousands is small.
  /// - Returns: A regression for each group.
  /// - Throws: an error if a fit does not end.
  /// - Precondition: there are those rows.
  public func retrained(
    removing groups: [[Int]], tolerance: Double = 1e-12
  ) throws(SoftmaxRegressionError) -> [SoftmaxRegression] {
    let factor = try? Cholesky(loss.hessian(at: parameters), terms: loss.design.rows)
    let found = Parallel.map(groups.count) { index in
      Result { () throws(SoftmaxRegressionError) in
        try SoftmaxRegression(
          minimising: loss.removing(groups[index]), from: parameters, curvature: factor,
          tolerance: tolerance)
      }
    }
    var fits: [SoftmaxRegression] = []
    for fit in found { fits.append(try fit.get()) }
    return fits
  }
}
