import Numerics
import Tensors

/// What a rectifier does with a gradient that comes back to it.
public enum RectifierRule: String, Hashable, Sendable, CaseIterable {
  /// The derivative: pass it where the input was positive.
  case gradient
  /// Pass what is positive in the gradient, whatever the input was (Zeiler and Fergus 2014).
  case deconvolution
  /// Pass what is positive in the gradient, where the input was positive
  /// (Springenberg et al. 2015).
  case guided
}

/// Each element, or 0 where it is negative.
///
/// `rule` decides what flows back; anything but ``RectifierRule/gradient`` is no derivative.
public func relu(_ input: Variable, rule: RectifierRule = .gradient) -> Variable {
  let output = input.value.rectified()
  return Variable(
    output, tangent: input.tangent?.masked(wherePositive: output), from: [input],
    rules: [
      // [relu]
      { gradient, step in
        switch rule {
        case .gradient: gradient.masked(wherePositive: step.output.value)
        case .deconvolution: relu(gradient)
        case .guided: relu(gradient).masked(wherePositive: step.output.value)
        }
      }
      // [/relu]
    ])
}

/// The hyperbolic tangent of each element: the smooth rectifier for exact second derivatives.
public func tanh(_ input: Variable) -> Variable {
  let output = input.value.map { Float(Elementary.tanh(Double($0))) }
  return Variable(
    output, tangent: input.tangent.map { $0 * (output * output * -1 + 1) }, from: [input],
    rules: [{ gradient, step in gradient * (step.output * step.output * -1 + 1) }])
}

/// The logistic function 1 / (1 + exp(−x)) of each element.
public func sigmoid(_ input: Variable) -> Variable {
  let output = input.value.map { Float(1 / (1 + Elementary.exp(-Double($0)))) }
  return Variable(
    output, tangent: input.tangent.map { $0 * output * (output * -1 + 1) }, from: [input],
    rules: [{ gradient, step in gradient * step.output * (step.output * -1 + 1) }])
}

extension Variable {
  /// Each element where `gate` is positive, 0 elsewhere.
  func masked(wherePositive gate: Tensor) -> Variable {
    Variable(
      { $0.masked(wherePositive: gate) }, linearIn: self,
      rule: { gradient, _ in
        gradient.masked(wherePositive: gate)
      })
  }
}
