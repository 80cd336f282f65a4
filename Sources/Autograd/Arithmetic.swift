import Tensors

extension Variable {
  /// The sum, element by element.
  public static func + (left: Variable, right: Variable) -> Variable {
    Variable(
      left.value + right.value, from: [left, right],
      rules: [{ gradient, _ in gradient }, { gradient, _ in gradient }])
  }

  /// The difference, element by element.
  public static func - (left: Variable, right: Variable) -> Variable {
    Variable(
      left.value - right.value, from: [left, right],
      rules: [{ gradient, _ in gradient }, { gradient, _ in gradient * -1 }])
  }

  /// The product, element by element.
  public static func * (left: Variable, right: Variable) -> Variable {
    Variable(
      left.value * right.value, from: [left, right],
      rules: [
        { gradient, step in gradient * step.inputs[1] },
        { gradient, step in gradient * step.inputs[0] },
      ])
  }

  /// Each element times a number.
  public static func * (left: Variable, factor: Float) -> Variable {
    Variable(
      left.value * factor, from: [left], rules: [{ gradient, _ in gradient * factor }])
  }

  /// A number added to each element.
  public static func + (left: Variable, number: Float) -> Variable {
    Variable(left.value + number, from: [left], rules: [{ gradient, _ in gradient }])
  }
}
