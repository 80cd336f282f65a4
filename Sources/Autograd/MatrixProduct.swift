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
  let product = Variable(
    Tensor.matrixProduct(inputs.value, weights.value, transposeRight: true),
    tangent: Variable.moves(inputs, weights).map {
      Tensor.matrixProduct($0.left, $0.right, transposeRight: true)
    }.reduce(nil, Variable.sum),
    from: [inputs, weights],
    rules: [
      { gradient, step in matrixProduct(gradient, step.inputs[1]) },
      { gradient, step in weightGradient(gradient, step.inputs[0]) },
    ])
  return product + bias.spread(to: product.shape, along: 1..<2)
}

/// The gradient of a fully connected layer's output, carried back to its weights: the gradient
/// transposed times the inputs.
///
/// It is left as two factors, so that the products of many chunks of examples can be added up
/// without ever being written down.
private func weightGradient(_ gradient: Variable, _ inputs: Variable) -> Variable {
  let moves = Variable.moves(gradient, inputs)
  return Variable(
    .transposedProduct((gradient.value, inputs.value)), [gradient.shape[1], inputs.shape[1]],
    tangent: moves.isEmpty ? nil : Tensor.sumOfTransposedProducts(moves), from: [gradient, inputs],
    rules: [
      { seed, step in matrixProduct(step.inputs[1], seed, transposeRight: true) },
      { seed, step in matrixProduct(step.inputs[0], seed) },
    ])
}
