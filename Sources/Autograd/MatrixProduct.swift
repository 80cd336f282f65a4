import Tensors

/// The product of two matrices, each transposed first if asked.
///
/// With C = A B the gradients are dA = dC Bᵀ and dB = Aᵀ dC; a transposed operand receives the
/// transposed gradient.
public func matrixProduct(
  _ left: Variable, _ right: Variable, transposeLeft: Bool = false, transposeRight: Bool = false
) -> Variable {
  @Sendable func product(_ factors: Tensor.Factors) -> Tensor {
    Tensor.matrixProduct(
      factors.left, factors.right, transposeLeft: transposeLeft, transposeRight: transposeRight)
  }
  return Variable(
    { terms in terms.dropFirst().reduce(product(terms[0])) { $0 + product($1) } },
    bilinearIn: left, right,
    rules: [
      { gradient, step in
        transposeLeft
          ? matrixProduct(
            step.inputs[1], gradient, transposeLeft: transposeRight, transposeRight: true)
          : matrixProduct(gradient, step.inputs[1], transposeRight: !transposeRight)
      },
      { gradient, step in
        transposeRight
          ? matrixProduct(
            gradient, step.inputs[0], transposeLeft: true, transposeRight: transposeLeft)
          : matrixProduct(step.inputs[0], gradient, transposeLeft: !transposeLeft)
      },
    ])
}

/// A fully connected layer: `inputs` `[n, in]` times `weights` `[out, in]` transposed, plus `bias`
/// `[out]`.
public func linear(_ inputs: Variable, weights: Variable, bias: Variable) -> Variable {
  let product = matrixProduct(inputs, weights, transposeRight: true)
  return product + bias.spread(to: product.shape, along: 1..<2)
}
