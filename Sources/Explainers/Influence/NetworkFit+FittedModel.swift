public import Models
import Numerics
public import Tensors

extension NetworkFit: FittedModel {
  /// How many images it was trained on; removed ones count, because the divisor counts them.
  public var exampleCount: Int { loss.images.count }

  /// λ.
  public var penalty: Double { loss.penalty }

  /// The second derivatives by Autograd: products, or the matrix from as many of them.
  public var curvature: SymmetricOperator { loss.curvature(at: parameters) }

  /// −log of the probability of `label`.
  public func loss(of image: Tensor, label: Int) -> Double {
    loss.loss(of: image, label: label, at: parameters)
  }

  /// The gradient of that by all parameters.
  public func lossGradient(of image: Tensor, label: Int) -> [Double] {
    loss.gradient(of: image, label: label, at: parameters)
  }

  /// The gradient of the loss of a training image.
  public func gradient(ofExample index: Int) -> [Double] {
    lossGradient(of: loss.images[index], label: loss.labels[index])
  }

  /// All images in one pass forward, in which the parameters move.
  public func slopes(along direction: [Double]) -> [Double] {
    loss.slopes(at: parameters, along: direction)
  }
}
