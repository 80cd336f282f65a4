import Numerics

// MARK: Element by element

extension Tensor {
  /// The tensor of `body`'s values for each element.
  public func map(_ body: (Float) -> Float) -> Tensor {
    Tensor(Kernels.mapped(elements, body), shape: shape)
  }

  /// Sums, element by element.
  ///
  /// - Precondition: Both have the same shape, here and in the other operators.
  public static func + (left: Tensor, right: Tensor) -> Tensor {
    Tensor(Kernels.add(left.elements, matching(right, left)), shape: left.shape)
  }

  /// Differences, element by element.
  public static func - (left: Tensor, right: Tensor) -> Tensor {
    Tensor(Kernels.subtract(left.elements, matching(right, left)), shape: left.shape)
  }

  /// Products, element by element.
  public static func * (left: Tensor, right: Tensor) -> Tensor {
    Tensor(Kernels.multiply(left.elements, matching(right, left)), shape: left.shape)
  }

  /// Quotients, element by element.
  public static func / (left: Tensor, right: Tensor) -> Tensor {
    Tensor(Kernels.divide(left.elements, matching(right, left)), shape: left.shape)
  }

  /// The square root of each element.
  public func squareRoots() -> Tensor { Tensor(Kernels.squareRoots(elements), shape: shape) }

  /// `number` added to each element.
  public static func + (left: Tensor, number: Float) -> Tensor {
    Tensor(Kernels.shift(left.elements, by: number), shape: left.shape)
  }

  /// `number` taken from each element.
  public static func - (left: Tensor, number: Float) -> Tensor { left + -number }

  /// Each element times `number`.
  public static func * (left: Tensor, number: Float) -> Tensor {
    Tensor(Kernels.scale(left.elements, by: number), shape: left.shape)
  }

  /// Each element times `number`.
  public static func * (number: Float, right: Tensor) -> Tensor { right * number }

  /// Adds `right` to this tensor.
  public static func += (left: inout Tensor, right: Tensor) { left.add(right, times: 1) }

  /// Adds `factor` times `other`, in place.
  ///
  /// - Precondition: Both have the same shape.
  public mutating func add(_ other: Tensor, times factor: Float) {
    Kernels.accumulate(Tensor.matching(other, self), times: factor, into: &elements)
  }

  private static func matching(_ right: Tensor, _ left: Tensor) -> ContiguousArray<Float> {
    precondition(
      left.shape == right.shape, "Tensor: the shapes \(left.shape) and \(right.shape) differ")
    return right.elements
  }
}

// MARK: One number from all

extension Tensor {
  /// The sum of all elements; 0 without any.
  public func sum() -> Float { Kernels.sum(elements) }

  /// The mean of all elements; not a number without any.
  public func mean() -> Float { sum() / Float(count) }

  /// The smallest element.
  ///
  /// - Precondition: There is an element, here and in the next two.
  public func minimum() -> Float { elements[index { $0 < $1 }] }

  /// The largest element.
  public func maximum() -> Float { elements[argMax()] }

  /// The index of the largest element, the first of equals.
  public func argMax() -> Int { index { $0 > $1 } }

  /// The first index whose element comes before all others in the order `wins`.
  private func index(_ wins: (Float, Float) -> Bool) -> Int {
    precondition(count > 0, "Tensor: no extreme element in the shape \(shape)")
    return elements.indices.dropFirst().reduce(0) {
      wins(elements[$1], elements[$0]) ? $1 : $0
    }
  }
}

// MARK: One tensor from many

extension Tensor {
  /// Σₖ wₖ Tₖ, element by element, in `Double` and in the order of the tensors.
  ///
  /// - Precondition: there is a tensor, all have the same shape, and there are as many weights.
  package static func weightedSum(of tensors: [Tensor], by weights: [Double]) -> Tensor {
    precondition(
      !tensors.isEmpty && tensors.count == weights.count,
      "Tensor: \(weights.count) weights for \(tensors.count) tensors")
    var sums = ContiguousArray<Double>(repeating: 0, count: tensors[0].count)
    for (tensor, weight) in zip(tensors, weights) {
      let elements = matching(tensor, tensors[0])
      for index in sums.indices { sums[index] += weight * Double(elements[index]) }
    }
    return Tensor(ContiguousArray(sums.map { Float($0) }), shape: tensors[0].shape)
  }
}
