import Tensors

extension Variable {
  /// The sum, element by element.
  public static func + (left: Variable, right: Variable) -> Variable {
    Variable(
      left.value + right.value, tangent: sum(left.tangent, right.tangent), from: [left, right],
      rules: [{ gradient, _ in gradient }, { gradient, _ in gradient }])
  }

  /// The difference, element by element.
  public static func - (left: Variable, right: Variable) -> Variable {
    Variable(
      left.value - right.value, tangent: sum(left.tangent, right.tangent.map { $0 * -1 }),
      from: [left, right],
      rules: [{ gradient, _ in gradient }, { gradient, _ in gradient * -1 }])
  }

  /// The product, element by element.
  public static func * (left: Variable, right: Variable) -> Variable {
    Variable(
      { terms in
        terms.dropFirst().reduce(terms[0].left * terms[0].right) { $0 + $1.left * $1.right }
      },
      bilinearIn: left, right,
      rules: [
        { gradient, step in gradient * step.inputs[1] },
        { gradient, step in gradient * step.inputs[0] },
      ])
  }

  /// Each element times a number.
  public static func * (left: Variable, factor: Float) -> Variable {
    Variable({ $0 * factor }, linearIn: left, rule: { gradient, _ in gradient * factor })
  }

  /// A number added to each element.
  public static func + (left: Variable, number: Float) -> Variable {
    Variable(
      left.value + number, tangent: left.tangent, from: [left],
      rules: [{ gradient, _ in gradient }])
  }
}
