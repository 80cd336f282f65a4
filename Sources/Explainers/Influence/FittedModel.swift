import Models
import Numerics
public import Tensors

/// A model at the end of its training, together with what it was trained on: what influence
/// functions ask of it.
///
/// Its parameters θ make J(θ) = 1/n Σ ℓ(zᵢ, θ) + λ/2 |θ|² small, where zᵢ is a training example, ℓ
/// its loss and n their count.
public protocol FittedModel: Sendable {
  /// What the model is asked about.
  associatedtype Input: Sendable

  /// n.
  var exampleCount: Int { get }
  /// θ.
  var parameters: [Double] { get }
  /// λ.
  var penalty: Double { get }
  /// d²J / dθ².
  var curvature: SymmetricOperator { get }

  /// ℓ of an input, seen in training or not, with what its label should be; without the penalty.
  func loss(of input: Input, label: Int) -> Double
  /// dℓ / dθ of an input, without the penalty.
  func lossGradient(of input: Input, label: Int) -> [Double]
  /// dℓ / dθ of the training example at `index`, without the penalty.
  func gradient(ofExample index: Int) -> [Double]
  /// For every training example dℓ / dθ times `direction`, without writing the gradients down.
  func slopes(along direction: [Double]) -> [Double]
}
