import Numerics
public import Tensors

/// The inverse of the second derivatives as a sum of powers: x ← x + (v − (H + damping · I) x) / scale.
///
/// Each step adds one term of the Neumann series (1/scale) Σ (I − H/scale)ᵏ v; a stochastic one of
/// Agarwal, Bullins and Hazan (2017), "Second-order stochastic optimization for machine learning in
/// linear time", takes H of a random batch in each step, this one of all examples. It is gradient
/// descent on ½ xᵀH x − vᵀx with the rate 1/scale: it converges if scale is above half of the
/// largest eigenvalue, and as slowly as the smallest one asks: about scale / smallest steps for
/// each factor e.
///
/// **The damping of the reference.** The code of Koh and Liang (2017) repeats
/// y ← v + (1 − d) y − H y / scale and returns y / scale. Its fixed point is (H + d · scale · I)⁻¹v:
/// a damping called d there is one of d · scale here, and in their conjugate gradients, which solve
/// (H + d · I) x = v, the same d means another equation.
public struct LiSSA: InverseCurvature {
  /// What a step is divided by; the largest eigenvalue is safe, and half of the largest plus half of
  /// the smallest is the fastest.
  public let scale: Double
  /// What is added to the diagonal of H.
  public let damping: Double
  private let damped: SymmetricOperator
  private let depth: Int
  private let tolerance: Double

  /// At most `depth` steps, fewer if the residual falls to `tolerance` of the start's.
  ///
  /// - Precondition: `scale` is positive, `damping` and `depth` are 0 or more.
  public init(
    of curvature: SymmetricOperator, scale: Double, damping: Double = 0, depth: Int = 10_000,
    tolerance: Double = 1e-6
  ) {
    requireDamping(damping)
    precondition(
      scale > 0 && scale.isFinite && depth >= 0,
      "LiSSA: scale \(scale) and depth \(depth); the first has to be positive, the second 0 or more"
    )
    (self.scale, self.damping, self.depth) = (scale, damping, depth)
    self.tolerance = tolerance
    damped = curvature.addingToDiagonal(damping)
  }

  /// The same with the damping d as the reference's code means it.
  public init(
    of curvature: SymmetricOperator, scale: Double, referenceDamping: Double, depth: Int = 10_000,
    tolerance: Double = 1e-6
  ) {
    self.init(
      of: curvature, scale: scale, damping: referenceDamping * scale, depth: depth,
      tolerance: tolerance)
  }

  // [lissa]
  /// The x of a right-hand side, step by step.
  public func solve(
    _ target: [Double]
  ) throws(InfluenceError) -> CurvatureSolution {
    target.requireFinite("LiSSA: value")
    let start = norm(target)
    var x = [Double](repeating: 0, count: target.count)
    var residual = target
    var residuals: [Double] = start > 0 ? [1] : []
    while let last = residuals.last, last > tolerance,
      residuals.count <= depth
    {
      for index in x.indices { x[index] += residual[index] / scale }
      residual = zip(target, damped * x).map { $0 - $1 }
      residuals.append(norm(residual) / start)
      try requireShrinking(residual, residuals)
    }
    return CurvatureSolution(vector: x, residuals: residuals)
  }
  // [/lissa]

  /// Throws where the residual has grown.
  ///
  /// In every direction it shrinks by |1 − curvature / scale| a step. Where that is above 1, what
  /// has grown tells by its own curvature why.
  private func requireShrinking(
    _ residual: [Double], _ residuals: [Double]
  ) throws(InfluenceError) {
    let (last, step) = (residuals[residuals.count - 1], residuals.count - 1)
    guard last.isFinite else { throw .notFinite(step: step) }
    guard last > 10 || (last > 1 && step == depth) else { return }
    let curvature = dot(residual, damped * residual) / dot(residual, residual)
    throw curvature > scale
      ? .diverging(step: step, scale: scale, curvature: curvature)
      : .notPositiveDefinite(curvature: curvature)
  }
}
