import Numerics
public import Tensors

/// A way to solve (H + damping · I) x = v, where H are the second derivatives of a training loss.
///
/// All ways solve the same equation with the same meaning of damping, so their answers can be
/// compared number by number.
public protocol InverseCurvature: Sendable {
  /// The x of a right-hand side v.
  ///
  /// - Throws: an error in words where no x is found that could be trusted.
  /// - Precondition: as many values as H has rows, all finite.
  func solve(_ target: [Double]) throws(InfluenceError) -> CurvatureSolution

  /// vᵀx for the x of v.
  func square(of vector: [Double]) throws(InfluenceError) -> Double
}

extension InverseCurvature {
  /// vᵀx, from x.
  public func square(of vector: [Double]) throws(InfluenceError) -> Double {
    dot(vector, try solve(vector).vector)
  }
}

/// What a solver found.
public struct CurvatureSolution: Hashable, Sendable {
  /// x.
  public let vector: [Double]
  /// ‖v − (H + damping · I) x‖ / ‖v‖ before the first step, which is 1, and after each; empty for a
  /// solver without steps, and where v is 0.
  public let residuals: [Double]

  /// An x with what was left of the equation on the way to it.
  public init(vector: [Double], residuals: [Double] = []) {
    (self.vector, self.residuals) = (vector, residuals)
  }
}

/// Why influence cannot be computed.
public enum InfluenceError: Error, Hashable, CustomStringConvertible {
  /// Along some direction the second derivatives, damping included, have this curvature.
  case notPositiveDefinite(curvature: Double)
  /// The steps of LiSSA grow: along their residual the curvature is this.
  case diverging(step: Int, scale: Double, curvature: Double)
  /// A product with the second derivatives is not finite.
  case notFinite(step: Int)

  /// What is wrong, and what to do about it.
  public var description: String {
    switch self {
    case .notPositiveDefinite(let curvature):
      "influence: the second derivatives are not positive definite: along some direction the "
        + "curvature is \(Float(curvature)), so the loss has no minimum here that could move; "
        + "train to a minimum, or raise the damping, by \(Float(abs(curvature))) at the very least"
    case .diverging(let step, let scale, let curvature):
      "influence: LiSSA diverges, seen in step \(step): the curvature is \(curvature) along what is "
        + "left, more than twice the scale \(scale); give a scale above half of the largest "
        + "eigenvalue, best that eigenvalue"
    case .notFinite(let step):
      "influence: a product with the second derivatives is not finite in step \(step); look at the "
        + "parameters and the examples"
    }
  }
}

// [exact]
/// All second derivatives, factored once: exact, for up to a thousand or so parameters.
public struct ExactInverse: InverseCurvature {
  /// H + damping · I as L Lᵀ.
  public let factor: Cholesky

  /// Factors the second derivatives.
  ///
  /// - Throws: an error with the smallest eigenvalue that was found if H + damping · I is not
  ///   positive definite.
  /// - Precondition: `damping` is 0 or more.
  public init(of curvature: SymmetricOperator, damping: Double = 0) throws(InfluenceError) {
    requireDamping(damping)
    let damped = SymmetricOperator(curvature.matrix).addingToDiagonal(damping)
    do {
      factor = try Cholesky(damped.matrix)
    } catch {
      var random = Random(seed: 1)
      let lanczos = Lanczos(damped, steps: 100, using: &random)
      throw .notPositiveDefinite(curvature: min(lanczos.smallest, error.pivot))
    }
  }

  /// The x of a right-hand side, but for rounding.
  public func solve(_ target: [Double]) -> CurvatureSolution {
    target.requireFinite("ExactInverse: value")
    return CurvatureSolution(vector: factor.solve(target))
  }

  /// vᵀx, for half of the work.
  public func square(of vector: [Double]) -> Double { factor.inverseSquare(of: vector) }
}
// [/exact]

/// Conjugate gradients: one product with the second derivatives a step, and no matrix.
public struct ConjugateInverse: InverseCurvature {
  private let damped: SymmetricOperator
  private let tolerance: Double
  private let limit: Int?

  /// Steps until the residual is `tolerance` of the start's, or `limit` is reached, by default
  /// twice the count of parameters.
  ///
  /// - Precondition: `damping` is 0 or more.
  public init(
    of curvature: SymmetricOperator, damping: Double = 0, tolerance: Double = 1e-10,
    limit: Int? = nil
  ) {
    requireDamping(damping)
    damped = curvature.addingToDiagonal(damping)
    (self.tolerance, self.limit) = (tolerance, limit)
  }

  /// The x of a right-hand side, step by step.
  public func solve(_ target: [Double]) throws(InfluenceError) -> CurvatureSolution {
    do {
      let found = try ConjugateGradients(
        damped, target: target, tolerance: tolerance, limit: limit)
      return CurvatureSolution(vector: found.solution, residuals: found.residuals)
    } catch {
      throw error.curvature.isFinite
        ? .notPositiveDefinite(curvature: error.curvature) : .notFinite(step: error.step)
    }
  }
}

/// Stops unless a damping is 0 or more.
func requireDamping(_ damping: Double) {
  precondition(
    damping >= 0 && damping.isFinite, "influence: the damping is \(damping), it has to be 0 or more"
  )
}
