import Numerics
public import Tensors

/// A logistic regression for several classes: the one minimum of a ``SoftmaxLoss``.
///
///     p(c | x) = exp(z_c) / Σ exp(z_k),   z = W (x, 1)
///
/// *Source.* McCullagh and Nelder (1989), "Generalized Linear Models", chapter 5.
public struct SoftmaxRegression: Sendable {
  /// What was made small.
  public let loss: SoftmaxLoss
  /// W: the rows one after another, each a class's weights and its bias.
  public let parameters: [Double]
  /// The length of the slope that is left; the minimum is no farther than that, divided by λ.
  public let gradientNorm: Double
  /// How many Newton steps the fit took.
  public let steps: Int

  /// Goes down from `start`, or from zeros, until the slope is no longer than `tolerance`.
  ///
  /// Newton's method with halved steps. A step uses the second derivatives of an earlier place as
  /// long as each makes the slope ten times shorter, because they cost more than all else. The loss
  /// is strictly convex: from wherever the fit starts, it ends at the same minimum.
  ///
  /// - Parameters:
  ///   - loss: What is made small.
  ///   - start: Parameters to start from.
  ///   - curvature: Second derivatives that were factored at or near the start.
  ///   - tolerance: For the slope; rounding leaves about 1e-15 times the size of the rows.
  /// - Throws: an error if the slope does not get that short.
  /// - Precondition: as many parameters as there are; `tolerance` is positive.
  public init(
    minimising loss: SoftmaxLoss, from start: [Double]? = nil, curvature: Cholesky? = nil,
    tolerance: Double = 1e-10
  ) throws(SoftmaxRegressionError) {
    precondition(tolerance > 0, "SoftmaxRegression: the tolerance is \(tolerance)")
    var point = loss.point(start ?? [Double](repeating: 0, count: loss.parameterCount))
    var gradient = loss.gradient(at: point)
    var (length, before, factor, steps) = (norm(gradient), Double.infinity, curvature, 0)
    let limit = 100
    while length > tolerance {
      guard steps < limit else { throw .unfinished(slope: length, steps: steps) }
      if factor == nil || length > before / 10 {
        do {
          factor = try Cholesky(loss.hessian(at: point), terms: loss.design.rows)
        } catch {
          throw .unfinished(slope: length, steps: steps)
        }
      }
      guard let factor else { break }
      point = loss.lower(point, along: factor.solve(gradient))
      gradient = loss.gradient(at: point)
      (before, length, steps) = (length, norm(gradient), steps + 1)
    }
    (self.loss, parameters, gradientNorm, self.steps) = (loss, point.parameters, length, steps)
  }

  /// The probability of each class.
  ///
  /// - Precondition: `row` has a finite value for each feature, here and below.
  public func probabilities(of row: [Double]) -> [Double] {
    let point = place(of: row, label: 0)
    return (0..<loss.classes).map { point.probability(0, $0) }
  }

  /// −log of the probability of `label`.
  ///
  /// - Precondition: `label` names a class, here and below.
  public func loss(of row: [Double], label: Int) -> Double {
    place(of: row, label: label).losses[0]
  }

  /// d loss / dW: (p − one-hot) (x, 1)ᵀ, without the penalty.
  public func lossGradient(of row: [Double], label: Int) -> [Double] {
    let errors = place(of: row, label: label).errors
    return (0..<loss.classes).flatMap { label in (row + [1]).map { errors[0, label] * $0 } }
  }

  private func place(of row: [Double], label: Int) -> SoftmaxPoint {
    precondition(
      row.count == loss.design.columns - 1,
      "SoftmaxRegression: a row of \(row.count) values for \(loss.design.columns - 1) features")
    precondition(
      0..<loss.classes ~= label,
      "SoftmaxRegression: no class \(label) among \(loss.classes)")
    row.requireFinite("SoftmaxRegression: value")
    return SoftmaxPoint(
      Matrix(row + [1], rows: 1, columns: row.count + 1), [label], loss.classes, parameters)
  }
}

extension SoftmaxLoss {
  /// The end of one step against `direction`, halved until the loss does not rise by more than
  /// rounding can make it.
  fileprivate func lower(_ start: SoftmaxPoint, along direction: [Double]) -> SoftmaxPoint {
    let noise = max(1e-13, Double(design.rows) * 0x1p-52) * abs(start.value)
    var length = 1.0
    while true {
      let next = point(zip(start.parameters, direction).map { $0 - length * $1 })
      if next.value <= start.value + noise || length < 1e-10 { return next }
      length /= 2
    }
  }
}

/// Why softmax regression did not get to its minimum.
public enum SoftmaxRegressionError: Error, Hashable, CustomStringConvertible {
  /// After so many steps the slope still has this length.
  case unfinished(slope: Double, steps: Int)

  /// What is wrong, and what to do about it.
  public var description: String {
    switch self {
    case .unfinished(let slope, let steps):
      "softmax regression: after \(steps) steps the slope still has the length \(slope); bring the "
        + "columns to one scale, or give a larger penalty or tolerance"
    }
  }
}
