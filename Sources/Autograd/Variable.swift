import Numerics
public import Tensors

/// A tensor that remembers how it was computed, so that derivatives can be taken.
///
/// The variables that led to a result form a graph, the tape. ``gradients(of:withRespectTo:)``
/// walks it backwards by the chain rule. A variable made from constants alone remembers nothing.
///
/// Variables may also move: a tangent says how fast, and whatever is computed from them gets its
/// own on the way forward. The tangents of gradients are second derivatives.
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
  public var value: Tensor {
    switch numbers {
    case .known(let value): value
    case .deferred(let compute): compute()
    case .transposedProduct(let factors): Tensor.sumOfTransposedProducts([factors])
    }
  }
  /// The value as two factors, if it is left transposed times right and nobody has computed it yet.
  package var factors: Tensor.Factors? {
    if case .transposedProduct(let factors) = numbers { factors } else { nil }
  }
  /// The lengths of the value's axes.
  public let shape: [Int]
  /// How fast the numbers change when the variables they come from move along their tangents.
  ///
  /// Nothing if none of those has one. It is computed with the value.
  public let tangent: Tensor?

  /// Where the numbers of a variable come from; all but known ones are computed when they are
  /// asked for, which may never be.
  enum Numbers: Sendable {
    case known(Tensor)
    case deferred(@Sendable () -> Tensor)
    case transposedProduct(Tensor.Factors)
  }
  private let numbers: Numbers

  /// What the value was computed from; empty if nobody asked to know.
  let inputs: [Variable]
  /// One rule for each of ``inputs``.
  let rules: [Rule]
  /// Whether gradients with respect to this variable can be asked for.
  let isTracked: Bool

  /// A number that is the same in every run.
  public convenience init(constant value: Tensor) {
    self.init(constant: value, tangent: nil)
  }

  /// A number that no gradient is taken by, but that may move.
  init(constant value: Tensor, tangent: Tensor?) {
    (numbers, shape, self.tangent) = (.known(value), value.shape, tangent)
    (inputs, rules, isTracked) = ([], [], false)
  }

  /// A variable to differentiate with respect to, which moves along `tangent` if there is one.
  ///
  /// - Precondition: The tangent has the value's shape.
  public init(_ value: Tensor, tangent: Tensor? = nil) {
    precondition(
      tangent.map { $0.shape == value.shape } ?? true,
      "Variable: a tangent \(tangent?.shape ?? []) for a value \(value.shape)")
    (numbers, shape, self.tangent) = (.known(value), value.shape, tangent)
    (inputs, rules, isTracked) = ([], [], true)
  }

  /// The result of an operation on `inputs`, with one backward rule for each of them.
  package convenience init(
    _ value: Tensor, tangent: Tensor?, from inputs: [Variable], rules: [Rule]
  ) {
    self.init(.known(value), value.shape, tangent: tangent, from: inputs, rules: rules)
  }

  /// The same for numbers of `shape` that may not have been computed yet.
  init(
    _ numbers: Numbers, _ shape: [Int], tangent: Tensor?, from inputs: [Variable], rules: [Rule]
  ) {
    precondition(inputs.count == rules.count, "\(rules.count) rules for \(inputs.count) inputs")
    isTracked = inputs.contains { $0.isTracked }
    (self.numbers, self.shape, self.tangent) = (numbers, shape, tangent)
    self.inputs = isTracked ? inputs : []
    self.rules = isTracked ? rules : []
  }
}

extension Variable {
  /// The result of an operation that is linear in `input`: the output moves as the input does.
  convenience init(
    _ operation: (Tensor) -> Tensor, linearIn input: Variable, rule: @escaping Rule
  ) {
    self.init(
      operation(input.value), tangent: input.tangent.map(operation), from: [input], rules: [rule])
  }

  /// The result of an operation that is linear in each of two inputs, and that can add several
  /// products up: by the product rule the output moves as left′ · right + left · right′.
  ///
  /// The value of a result that moves and `isLast` is computed only when it is asked for: of the
  /// gradients to parameters a Hessian-vector product needs the tangents alone.
  convenience init(
    _ operation: @escaping @Sendable ([Tensor.Factors]) -> Tensor, bilinearIn left: Variable,
    _ right: Variable, isLast: Bool = false, rules: [Rule]
  ) {
    let factors = (left.value, right.value)
    let moves = Variable.moves(left, right)
    let tangent = moves.isEmpty ? nil : operation(moves)
    if let tangent, isLast {
      self.init(
        .deferred { operation([factors]) }, tangent.shape, tangent: tangent, from: [left, right],
        rules: rules)
    } else {
      self.init(operation([factors]), tangent: tangent, from: [left, right], rules: rules)
    }
  }

  /// The terms of the product rule: none if neither factor moves.
  static func moves(_ left: Variable, _ right: Variable) -> [Tensor.Factors] {
    [left.tangent.map { ($0, right.value) }, right.tangent.map { (left.value, $0) }]
      .compactMap { $0 }
  }

  /// The sum of two tangents, of which each may be missing.
  static func sum(_ left: Tensor?, _ right: Tensor?) -> Tensor? {
    guard let left, let right else { return left ?? right }
    return left + right
  }
}
