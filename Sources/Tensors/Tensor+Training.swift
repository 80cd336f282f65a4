import Numerics

// What a training does with all of its parameters at each step, on all cores.

extension Tensor {
  /// The sum of `tensors`, added in their order.
  ///
  /// - Precondition: There is a tensor, and all have the same shape.
  package static func sum(of tensors: [Tensor]) -> Tensor {
    precondition(
      Set(tensors.map(\.shape)).count == 1,
      "Tensor.sum: the shapes \(tensors.map(\.shape)) are not one")
    let parts = tensors.map(\.elements)
    let pieces = Pieces.map(parts[0].count) { Kernels.sums(of: parts, in: $0) }
    return Tensor(Pieces.joined(pieces), shape: tensors[0].shape)
  }

  /// The sum over `terms` of left transposed times right, added in their order.
  ///
  /// It has the bits of ``matrixProduct(_:_:transposeLeft:transposeRight:)`` for each term and then
  /// ``sum(of:)``, but a large sum is made on all cores and no product is written down.
  ///
  /// - Precondition: There is a term, and all products have the same shape.
  package static func sumOfTransposedProducts(_ terms: [Factors]) -> Tensor {
    let shape = [terms[0].left.shape[1], terms[0].right.shape[1]]
    let rows = 4 * Kernels.tileRows
    guard shape[0] % Kernels.tileRows == 0, shape[1] % Kernels.tileColumns == 0, shape[0] > 0 else {
      return sum(of: terms.map { matrixProduct($0.left, $0.right, transposeLeft: true) })
    }
    for term in terms {
      precondition(
        [term.left.shape, term.right.shape] == shape.map { [term.left.shape[0], $0] },
        "Tensor: the factors \(term.left.shape) and \(term.right.shape) for a sum \(shape)")
    }
    let factors: [Kernels.Factors] = terms.map { ($0.left.elements, $0.right.elements) }
    let pieces = Parallel.map((shape[0] + rows - 1) / rows) { piece in
      Kernels.sumOfTransposedProducts(
        factors, rows: shape[0], columns: shape[1],
        in: (piece * rows)..<min((piece + 1) * rows, shape[0]))
    }
    return Tensor(Pieces.joined(pieces), shape: shape)
  }
}

/// One step of Adam for one parameter θ with gradient g (Kingma and Ba 2015, algorithm 1).
///
///     m ← m + meanShare (g − m),   v ← squareDecay v + squareShare g²,
///     θ ← θ − stride m / (scale √v + epsilon).
///
/// `stride` and `scale` hold the learning rate and the corrections for having started at zero.
package struct AdamStep: Sendable {
  /// What a parameter's steps remember: the running means of gradient and squared gradient.
  package struct State: Sendable {
    var mean, square: Tensor

    /// Nothing seen yet.
    package init(for parameter: Tensor) {
      mean = Tensor(shape: parameter.shape)
      square = mean
    }
  }

  let meanShare, squareDecay, squareShare, scale, epsilon, stride: Float

  /// The numbers of one step.
  package init(
    meanShare: Float, squareDecay: Float, squareShare: Float, scale: Float, epsilon: Float,
    stride: Float
  ) {
    (self.meanShare, self.squareDecay) = (meanShare, squareDecay)
    (self.squareShare, self.scale) = (squareShare, scale)
    (self.epsilon, self.stride) = (epsilon, stride)
  }

  /// Takes the step; a large parameter is moved on all cores.
  ///
  /// - Precondition: Parameter, gradient and state have the same shape.
  package func take(_ parameter: inout Tensor, gradient: Tensor, state: inout State) {
    precondition(
      gradient.shape == parameter.shape && state.mean.shape == parameter.shape,
      "Adam: a gradient \(gradient.shape) and means \(state.mean.shape) for a parameter"
        + " \(parameter.shape)")
    let shape = parameter.shape
    let (old, slopes, before) = (parameter.elements, gradient.elements, state)
    let pieces = Pieces.map(old.count) { Kernels.adam(old, slopes, before, self, in: $0) }
    parameter = Tensor(Pieces.joined(pieces.map(\.parameter)), shape: shape)
    state.mean = Tensor(Pieces.joined(pieces.map(\.mean)), shape: shape)
    state.square = Tensor(Pieces.joined(pieces.map(\.square)), shape: shape)
  }
}

/// Long arrays cut into pieces of one size, so that cores share the work and caches hold a piece.
private enum Pieces {
  private static let size = 1 << 14

  /// `body`'s values for the pieces of 0..<`count`, in their order.
  static func map<Value: Sendable>(
    _ count: Int, _ body: @Sendable (Range<Int>) -> Value
  ) -> [Value] {
    guard count > 2 * size else { return [body(0..<count)] }
    return Parallel.map((count + size - 1) / size) { piece in
      body((piece * size)..<min((piece + 1) * size, count))
    }
  }

  static func joined(_ pieces: [ContiguousArray<Float>]) -> ContiguousArray<Float> {
    if pieces.count == 1 { return pieces[0] }
    var whole = ContiguousArray<Float>()
    whole.reserveCapacity(pieces.reduce(0) { $0 + $1.count })
    for piece in pieces { whole.append(contentsOf: piece) }
    return whole
  }
}
