public import Models
import Numerics
public import Tensors

extension SoftmaxRegression: FittedModel {
  /// How many rows it was fitted to; those of weight 0 count, because the divisor counts them.
  public var exampleCount: Int { loss.design.rows }

  /// λ.
  public var penalty: Double { loss.penalty }

  /// The second derivatives by their formula.
  public var curvature: SymmetricOperator { SymmetricOperator(loss.hessian(at: parameters)) }

  /// The gradient of the loss of a row that it was fitted to.
  public func gradient(ofExample index: Int) -> [Double] {
    lossGradient(of: loss.design.row(index).dropLast(), label: loss.labels[index])
  }

  /// All rows at once: the errors p − one-hot times what the direction makes of the rows.
  public func slopes(along direction: [Double]) -> [Double] {
    loss.slopes(at: parameters, along: direction)
  }
}
