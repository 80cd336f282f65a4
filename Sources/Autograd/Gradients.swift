import Numerics
import Tensors

/// The gradients of one number with respect to `variables`: d `output` / d each of them.
///
/// Reverse mode: one walk over the tape, whose cost is a small multiple of the forward pass.
/// Only gradients on the way to `variables` are computed. A variable that `output` does not
/// depend on has the gradient zero. Gradients move as the variables do: their tangents are second
/// derivatives.
///
/// - Parameters:
///   - output: A single number.
///   - variables: Leaves or intermediate results.
///   - differentiable: Whether the gradients themselves remember how they were computed, so that
///     they can be differentiated again. It costs memory, so it is off unless asked for.
/// - Returns: One gradient for each of `variables`, of its shape.
public func gradients(
  of output: Variable, withRespectTo variables: [Variable], differentiable: Bool = false
) -> [Variable] {
  precondition(
    output.value.count == 1, "gradients: the output \(output.shape) is not a single number")
  let tape = Tape(from: output, to: variables)
  var gradients = [Variable?](repeating: nil, count: tape.steps.count)
  gradients[tape.steps.count - 1] = Variable(
    constant: Tensor(repeating: 1, shape: output.shape))

  for place in tape.steps.indices.reversed() {
    let variable = tape.steps[place]
    guard let gradient = gradients[place] else { continue }
    if !tape.isAsked[place] { gradients[place] = nil }
    let step =
      differentiable
      ? Variable.Step(inputs: variable.inputs, output: variable)
      : Variable.Step(
        inputs: variable.inputs.map { Variable(constant: $0.value, tangent: $0.tangent) },
        output: Variable(constant: variable.value, tangent: variable.tangent))
    for (input, rule) in zip(variable.inputs, variable.rules) {
      guard let target = tape.place(of: input), tape.leads[target] else { continue }
      let share = rule(gradient, step)
      gradients[target] = gradients[target].map { $0 + share } ?? share
    }
  }
  return variables.map { variable in
    tape.place(of: variable).flatMap { gradients[$0] }
      ?? Variable(constant: Tensor(repeating: 0, shape: variable.shape))
  }
}

/// The variables that led to an output, each after those that it was computed from.
private struct Tape {
  /// In the order of computation; the output is the last.
  private(set) var steps: [Variable] = []
  /// For each step whether its gradient was asked for.
  private(set) var isAsked: [Bool] = []
  /// For each step whether it is, or was computed from, a variable that was asked for.
  private(set) var leads: [Bool] = []
  private var places: [ObjectIdentifier: Int] = [:]

  init(from output: Variable, to variables: [Variable]) {
    let asked = Set(variables.map { ObjectIdentifier($0) })
    // Depth first with an explicit stack, so that a long tape needs no deep recursion.
    var stack = [(variable: output, next: 0)]
    while let (variable, next) = stack.last {
      if next < variable.inputs.count {
        stack[stack.count - 1].next += 1
        let input = variable.inputs[next]
        if input.isTracked && places[ObjectIdentifier(input)] == nil { stack.append((input, 0)) }
        continue
      }
      stack.removeLast()
      guard places[ObjectIdentifier(variable)] == nil else { continue }
      places[ObjectIdentifier(variable)] = steps.count
      let isAsked = asked.contains(ObjectIdentifier(variable))
      leads.append(isAsked || variable.inputs.contains { place(of: $0).map { leads[$0] } ?? false })
      self.isAsked.append(isAsked)
      steps.append(variable)
    }
  }

  func place(of variable: Variable) -> Int? { places[ObjectIdentifier(variable)] }
}
