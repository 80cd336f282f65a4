import Numerics
public import Tensors

/// A tensor that remembers how it was computed, so that derivatives can be taken.
///
/// The variables that led to a result form a graph, the tape. ``gradients(of:withRespectTo:)``
/// walks it backwards by the chain rule. A variable made from constants alone remembers nothing.
public final class Variable: Sendable {
  /// Carries the gradient of an operation's output back to one of its inputs.
  ///
  /// It is written in operations on variables, so it can itself be differentiated.
  package typealias Rule = @Sendable (_ gradient: Variable, _ step: Step) -> Variable

  /// What an operation's rules see of it.
  package struct Step {
    /// What went into the operation.
    package let inputs: [Variable]
    /// What came out.
    package let output: Variable
  }

  /// The numbers.
  public let value: Tensor

  /// What the value was computed from; empty if nobody asked to know.
  let inputs: [Variable]
  /// One rule for each of ``inputs``.
  let rules: [Rule]
  /// Whether gradients with respect to this variable can be asked for.
  let isTracked: Bool

  /// A number that is the same in every run.
  public init(constant value: Tensor) {
    (self.value, inputs, rules, isTracked) = (value, [], [], false)
  }

  /// A variable to differentiate with respect to.
  public init(_ value: Tensor) {
    (self.value, inputs, rules, isTracked) = (value, [], [], true)
  }

  /// The result of an operation on `inputs`, with one backward rule for each of them.
  package init(_ value: Tensor, from inputs: [Variable], rules: [Rule]) {
    precondition(inputs.count == rules.count, "\(rules.count) rules for \(inputs.count) inputs")
    isTracked = inputs.contains { $0.isTracked }
    self.value = value
    self.inputs = isTracked ? inputs : []
    self.rules = isTracked ? rules : []
  }

  /// The lengths of the value's axes.
  public var shape: [Int] { value.shape }
}
