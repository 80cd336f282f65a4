import Numerics
public import Tensors

/// The Hessian of `loss` times `vector`, exactly: d²loss / dθ² · v.
///
/// It is the gradient of (gradient · v), two walks over the tape and no matrix
/// (Pearlmutter 1994, "Fast exact multiplication by the Hessian").
///
/// - Parameters:
///   - loss: A single number, computed from `parameters`.
///   - parameters: What the loss is differentiated by.
///   - vector: One tensor for each parameter, of its shape.
/// - Returns: One tensor for each parameter, of its shape.
public func hessianVectorProduct(
  of loss: Variable, parameters: [Variable], vector: [Tensor]
) -> [Tensor] {
  precondition(
    parameters.map(\.shape) == vector.map(\.shape),
    "Hessian: a vector \(vector.map(\.shape)) for parameters \(parameters.map(\.shape))")
  let slopes = gradients(of: loss, withRespectTo: parameters, differentiable: true)
  let products = zip(slopes, vector).map { ($0 * Variable(constant: $1)).sum() }
  guard let first = products.first else { return [] }
  let slope = products.dropFirst().reduce(first, +)
  return gradients(of: slope, withRespectTo: parameters).map(\.value)
}
