import Numerics

/// The x with A x = b, for a symmetric positive definite A of which only products are asked.
///
/// Each step goes to the lowest point of ½ xᵀA x − bᵀx along a direction that spoils none of the
/// steps before: exact after n of them but for rounding, and good long before if the eigenvalues
/// of A lie in few heaps. One product a step. Source: Hestenes and Stiefel (1952), "Methods of
/// conjugate gradients for solving linear systems"; Golub and Van Loan (2013), algorithm 11.3.3.
public struct ConjugateGradients: Sendable {
  /// x.
  public let solution: [Double]

  /// ‖b − A x‖ / ‖b‖ before the first step, which is 1, and after each; empty where b is 0.
  public let residuals: [Double]

  /// Why a matrix was given up.
  public struct NotPositiveDefinite: Error, CustomStringConvertible {
    /// In which step it was seen, from 1.
    public let step: Int

    /// dᵀA d / dᵀd for the direction d of that step; it had to be a positive number.
    public let curvature: Double

    /// Says what was seen, and what usually helps.
    public var description: String {
      curvature.isFinite
        ? "not positive definite: step \(step) found a direction with the curvature \(curvature); "
          + "add more than its size to the diagonal"
        : "step \(step) met a product that is not finite; look at what is multiplied"
    }
  }

  /// Solves from x = 0 until the residual is `tolerance` of the start's, or `limit` steps are done,
  /// by default twice as many as there are rows.
  ///
  /// The residual is carried along from step to step; near 1e-15 it may be smaller than the true
  /// one.
  ///
  /// - Throws: `NotPositiveDefinite` where a direction has no positive curvature.
  /// - Precondition: as many values in `target` as rows, all finite; `tolerance` and `limit` are
  ///   not negative.
  public init(
    _ matrix: SymmetricOperator, target: [Double], tolerance: Double = 1e-10, limit: Int? = nil
  ) throws(NotPositiveDefinite) {
    let limit = limit ?? 2 * matrix.size
    precondition(
      target.count == matrix.size,
      "ConjugateGradients: \(target.count) values for \(matrix.size) rows")
    precondition(
      tolerance >= 0 && limit >= 0, "ConjugateGradients: tolerance \(tolerance), limit \(limit)")
    target.requireFinite("ConjugateGradients: value")
    var solution = [Double](repeating: 0, count: target.count)
    var (residual, direction) = (target, target)
    var square = dot(residual, residual)
    let start = square
    var residuals: [Double] = start > 0 ? [1] : []
    var step = 0
    while start > 0, step < limit, (square / start).squareRoot() > tolerance {
      step += 1
      let product = matrix * direction
      let curvature = dot(direction, product)
      guard curvature > 0, curvature.isFinite else {
        throw NotPositiveDefinite(step: step, curvature: curvature / dot(direction, direction))
      }
      let length = square / curvature
      for index in solution.indices {
        solution[index] += length * direction[index]
        residual[index] -= length * product[index]
      }
      let next = dot(residual, residual)
      for index in direction.indices {
        direction[index] = residual[index] + next / square * direction[index]
      }
      square = next
      residuals.append((square / start).squareRoot())
    }
    (self.solution, self.residuals) = (solution, residuals)
  }
}

/// Σ left · right.
///
/// - Precondition: both are equally long.
package func dot(_ left: [Double], _ right: [Double]) -> Double {
  precondition(
    left.count == right.count, "dot: \(left.count) and \(right.count) values cannot be paired")
  var sum = 0.0
  for index in left.indices { sum += left[index] * right[index] }
  return sum
}

/// √ Σ v²: the length of a vector.
package func norm(_ vector: [Double]) -> Double { dot(vector, vector).squareRoot() }
