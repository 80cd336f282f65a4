import Tensors

// A convolution, the gradient to its input and the gradient to its weights are each linear in
// both of their operands, and the derivative of each is written with the other two.

/// The convolution of a batch `[n, c, height, width]` with `weights` `[o, c, kernel, kernel]`,
/// plus one number of `bias` `[o]` for each output channel.
///
/// As in every library the kernel is not turned: the output at (y, x) is the sum over channels
/// and taps (i, j) of weights[o, c, i, j] · input[c, stride · y + i − padding,
/// stride · x + j − padding], with zeros outside of the image.
///
/// - Returns: `[n, o, (height + 2 padding − kernel) / stride + 1, …]`.
public func convolution(
  _ input: Variable, weights: Variable, bias: Variable? = nil, stride: Int = 1, padding: Int = 0
) -> Variable {
  let shape = ConvolutionShape(
    input: input.shape, weights: weights.shape, stride: stride, padding: padding)
  let moves = Variable.moves(input, weights)
  let isMoving = !moves.isEmpty || bias?.tangent != nil
  return Variable(
    Tensor.convolution([(input.value, weights.value)], bias: bias?.value, shape),
    tangent: isMoving ? Tensor.convolution(moves, bias: bias?.tangent, shape) : nil,
    from: [input, weights] + (bias.map { [$0] } ?? []),
    rules: [
      { gradient, step in inputGradient(gradient, weights: step.inputs[1], shape) },
      { gradient, step in weightGradient(step.inputs[0], gradient, shape) },
    ] + (bias.map { _ in [{ gradient, _ in gradient.summed(keeping: 1..<2) }] } ?? []))
}

/// The gradient of a convolution's output, carried back to its input.
private func inputGradient(
  _ gradient: Variable, weights: Variable, _ shape: ConvolutionShape
) -> Variable {
  Variable(
    { Tensor.convolutionInputGradient($0, shape) }, bilinearIn: gradient, weights,
    rules: [
      { seed, step in
        convolution(seed, weights: step.inputs[1], stride: shape.stride, padding: shape.padding)
      },
      { seed, step in weightGradient(seed, step.inputs[0], shape) },
    ])
}

/// The gradient of a convolution's output, carried back to its weights.
private func weightGradient(
  _ input: Variable, _ gradient: Variable, _ shape: ConvolutionShape
) -> Variable {
  Variable(
    { Tensor.convolutionWeightGradient($0, shape) }, bilinearIn: input, gradient, isLast: true,
    rules: [
      { seed, step in inputGradient(step.inputs[1], weights: seed, shape) },
      { seed, step in
        convolution(
          step.inputs[0], weights: seed, stride: shape.stride, padding: shape.padding)
      },
    ])
}
