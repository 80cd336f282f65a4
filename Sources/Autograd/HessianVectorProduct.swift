import Numerics
public import Tensors

/// The Hessian of a loss times `vector`, exactly: d²loss / dθ² · v.
///
/// The parameters move along the vector, and the tangent of the gradient is the product: one walk
/// forward and one back over values and tangents, and no matrix (Pearlmutter 1994, "Fast exact
/// multiplication by the Hessian").
///
/// - Parameters:
///   - parameters: What the loss is differentiated by, and where.
///   - vector: One tensor for each parameter, of its shape.
///   - loss: A single number, computed from the parameters.
/// - Returns: One tensor for each parameter, of its shape.
public func hessianVectorProduct(
  at parameters: [Tensor], vector: [Tensor], of loss: ([Variable]) -> Variable
) -> [Tensor] {
  precondition(
    parameters.map(\.shape) == vector.map(\.shape),
    "Hessian: a vector \(vector.map(\.shape)) for parameters \(parameters.map(\.shape))")
  let variables = zip(parameters, vector).map { Variable($0, tangent: $1) }
  return zip(gradients(of: loss(variables), withRespectTo: variables), parameters).map {
    $0.tangent ?? Tensor(shape: $1.shape)
  }
}
