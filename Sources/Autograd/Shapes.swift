import Numerics
import Tensors

extension Variable {
  /// The same numbers in another shape.
  public func reshaped(to shape: [Int]) -> Variable {
    let original = self.shape
    return Variable(
      { $0.reshaped(to: shape) }, linearIn: self,
      rule: { gradient, _ in
        gradient.reshaped(to: original)
      })
  }

  /// All axes but the first as one: `[n, c, height, width]` to `[n, c · height · width]`.
  public func flattened() -> Variable {
    reshaped(to: [shape[0], shape.dropFirst().reduce(1, *)])
  }

  /// The sums over all axes but those in `axes`; the transpose of ``spread(to:along:)``.
  public func summed(keeping axes: Range<Int>) -> Variable {
    let original = shape
    return Variable(
      { $0.summed(keeping: axes) }, linearIn: self,
      rule: { gradient, _ in
        gradient.spread(to: original, along: axes)
      })
  }

  /// The values repeated along all axes of `shape` but `axes`, which are their own.
  public func spread(to shape: [Int], along axes: Range<Int>) -> Variable {
    Variable(
      { $0.spread(to: shape, along: axes) }, linearIn: self,
      rule: { gradient, _ in
        gradient.summed(keeping: axes)
      })
  }

  /// The sum of all elements, a tensor without axes.
  public func sum() -> Variable { summed(keeping: 0..<0) }

  /// The mean of all elements, a tensor without axes.
  public func mean() -> Variable { sum() * (1 / Float(value.count)) }

  /// The sum of the squares of all elements: what weight decay punishes.
  public func squaredNorm() -> Variable { (self * self).sum() }

  /// One element, a tensor without axes: the logit that a gradient is taken of.
  ///
  /// - Precondition: `index` counts the elements, the last axis fastest.
  public func element(_ index: Int) -> Variable {
    precondition(0..<value.count ~= index, "no element \(index) in the shape \(shape)")
    return gathered(at: [Int32(index)], values: Tensor(value.elements[index]))
  }

  /// The elements at `indices`, one axis of them: one logit of each row.
  ///
  /// - Precondition: Each index counts the elements, the last axis fastest.
  public func elements(_ indices: [Int]) -> Variable {
    let indices = ContiguousArray(
      indices.map { index in
        precondition(0..<value.count ~= index, "no element \(index) in the shape \(shape)")
        return Int32(index)
      })
    return gathered(at: indices, values: value.gathered(at: indices, shape: [indices.count]))
  }

  /// The elements at `indices`, which are `values`; the transpose of ``scattered(to:shape:)``.
  func gathered(at indices: ContiguousArray<Int32>, values: Tensor) -> Variable {
    let original = self.shape
    return Variable(
      values, tangent: tangent?.gathered(at: indices, shape: values.shape), from: [self],
      rules: [{ gradient, _ in gradient.scattered(to: indices, shape: original) }])
  }

  /// Zeros to which each element is added at its index.
  func scattered(to indices: ContiguousArray<Int32>, shape: [Int]) -> Variable {
    let original = self.shape
    return Variable(
      { $0.scattered(to: indices, shape: shape) }, linearIn: self,
      rule: { gradient, _ in
        let values = gradient.value.gathered(at: indices, shape: original)
        return gradient.gathered(at: indices, values: values)
      })
  }
}
