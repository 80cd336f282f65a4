import Autograd
import Numerics
public import Tensors

extension Network {
  /// How the slope of the loss along a direction of the parameters changes with each value of the
  /// image: d/dx (dℓ/dθ · direction), with ℓ = −log p(label | image).
  ///
  /// The parameters move along the direction; the tangent of the image's gradient is the answer.
  ///
  /// - Precondition: `label` names a class, the direction has a tensor for each of ``parameters``,
  ///   of its shape, and the image holds finite numbers.
  public func mixedDerivative(of image: Tensor, label: Int, along direction: [Tensor]) -> Tensor {
    precondition(
      direction.map(\.shape) == parameters.map(\.shape),
      "mixedDerivative: a direction \(direction.map(\.shape)) for parameters "
        + "\(parameters.map(\.shape))")
    image.requireFinite("mixedDerivative: the image")
    let moving = zip(parameters, direction).map { Variable($0, tangent: $1) }
    let input = Variable(Tensor.stacked([image]))
    let loss = softmaxCrossEntropy(logits(for: input, parameters: moving), labels: [label])
    return Autograd.gradients(of: loss, withRespectTo: [input])[0].tangent?.slice(0)
      ?? Tensor(shape: image.shape)
  }
}
