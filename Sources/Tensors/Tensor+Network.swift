import Numerics

// What the layers of a network compute, with the shapes checked. `Autograd` adds the derivatives.

extension Tensor {
  /// The product of two matrices, each transposed first if asked.
  package static func matrixProduct(
    _ left: Tensor, _ right: Tensor, transposeLeft: Bool = false, transposeRight: Bool = false
  ) -> Tensor {
    precondition(
      left.shape.count == 2 && right.shape.count == 2
        && left.shape[transposeLeft ? 0 : 1] == right.shape[transposeRight ? 1 : 0],
      "matrix product: the shapes \(left.shape)\(transposeLeft ? " transposed" : "") and"
        + " \(right.shape)\(transposeRight ? " transposed" : "") do not fit")
    let rows = left.shape[transposeLeft ? 1 : 0]
    let columns = right.shape[transposeRight ? 0 : 1]
    return Tensor(
      Kernels.matrixProduct(
        left.elements, transposed: transposeLeft, right.elements, transposed: transposeRight,
        rows: rows, depth: left.shape[transposeLeft ? 0 : 1], columns: columns),
      shape: [rows, columns])
  }

  /// Two tensors that are multiplied with each other; an operation adds several such products up.
  package typealias Factors = (left: Tensor, right: Tensor)

  /// The sum of the convolutions of batches with weights, `terms`, plus one number of `bias` for
  /// each channel.
  package static func convolution(
    _ terms: [Factors], bias: Tensor?, _ shape: ConvolutionShape
  ) -> Tensor {
    precondition(
      bias.map { $0.shape == [shape.outputChannels] } ?? true,
      "convolution: a bias \(bias?.shape ?? []) does not fit the weights \(shape.weights)")
    let terms = elements(of: terms, shape.input, shape.weights)
    return Tensor(Kernels.convolution(terms, bias: bias?.elements, shape), shape: shape.output)
  }

  /// The sum over gradients of a convolution's output and its weights, `terms`, of each gradient
  /// carried back to the input.
  package static func convolutionInputGradient(
    _ terms: [Factors], _ shape: ConvolutionShape
  ) -> Tensor {
    let terms = elements(of: terms, shape.output, shape.weights)
    return Tensor(Kernels.convolutionInputGradient(terms, shape), shape: shape.input)
  }

  /// The sum over inputs of a convolution and gradients of its output, `terms`, of each gradient
  /// carried back to the weights.
  package static func convolutionWeightGradient(
    _ terms: [Factors], _ shape: ConvolutionShape
  ) -> Tensor {
    let terms = elements(of: terms, shape.input, shape.output)
    return Tensor(Kernels.convolutionWeightGradient(terms, shape), shape: shape.weights)
  }

  private static func elements(
    of terms: [Factors], _ left: [Int], _ right: [Int]
  ) -> [Kernels.Factors] {
    terms.map { term in
      precondition(
        term.left.shape == left && term.right.shape == right,
        "convolution: the factors \(term.left.shape) and \(term.right.shape) instead of \(left)"
          + " and \(right)")
      return (term.left.elements, term.right.elements)
    }
  }

  /// The largest value of each window, and where each lies, as indices into the elements.
  ///
  /// - Precondition: The tensor is a batch `[n, c, height, width]` and the window fits into it.
  package func maxima(
    windowHeight: Int, windowWidth: Int, stride: Int
  ) -> (values: Tensor, indices: ContiguousArray<Int32>) {
    precondition(
      shape.count == 4 && stride > 0 && 1...max(shape[2], 1) ~= windowHeight
        && 1...max(shape[3], 1) ~= windowWidth && count <= Int(Int32.max),
      "max-pool: windows \(windowHeight) x \(windowWidth), \(stride) apart, in \(shape)")
    let (values, indices) = Kernels.maxima(
      elements, planes: shape[0] * shape[1], height: shape[2], width: shape[3],
      windowHeight: windowHeight, windowWidth: windowWidth, stride: stride)
    let grid = [(shape[2] - windowHeight) / stride + 1, (shape[3] - windowWidth) / stride + 1]
    return (Tensor(values, shape: [shape[0], shape[1]] + grid), indices)
  }

  /// The elements at `indices`, as a tensor of `shape`.
  package func gathered(at indices: ContiguousArray<Int32>, shape: [Int]) -> Tensor {
    Tensor(Kernels.gather(elements, at: indices), shape: shape)
  }

  /// A tensor of `shape`, zero but for the elements, each added at its index.
  package func scattered(to indices: ContiguousArray<Int32>, shape: [Int]) -> Tensor {
    precondition(
      indices.count == count, "scatter: \(indices.count) indices for the shape \(self.shape)")
    return Tensor(
      Kernels.scatter(elements, to: indices, count: shape.reduce(1, *)), shape: shape)
  }

  /// Each element, or 0 where it is negative.
  package func rectified() -> Tensor { Tensor(Kernels.relu(elements), shape: shape) }

  /// Each element where `gate` is positive, 0 elsewhere.
  package func masked(wherePositive gate: Tensor) -> Tensor {
    precondition(shape == gate.shape, "mask: the shapes \(shape) and \(gate.shape) differ")
    return Tensor(Kernels.masked(elements, wherePositive: gate.elements), shape: shape)
  }

  /// The sums over all axes but those in `axes`.
  ///
  /// - Precondition: `axes` is a range of axes of the tensor.
  package func summed(keeping axes: Range<Int>) -> Tensor {
    let (outer, middle, inner) = Tensor.lengths(of: shape, around: axes)
    return Tensor(
      Kernels.sum(elements, outer: outer, middle: middle, inner: inner), shape: Array(shape[axes]))
  }

  /// The tensor repeated along all axes of `shape` but `axes`, which are its own.
  package func spread(to shape: [Int], along axes: Range<Int>) -> Tensor {
    let (outer, middle, inner) = Tensor.lengths(of: shape, around: axes)
    precondition(
      self.shape == Array(shape[axes]),
      "spread: the shape \(self.shape) is not that of axes \(axes) of \(shape)")
    return Tensor(
      Kernels.spread(elements, outer: outer, middle: middle, inner: inner), shape: shape)
  }

  private static func lengths(
    of shape: [Int], around axes: Range<Int>
  ) -> (outer: Int, middle: Int, inner: Int) {
    precondition(
      0 <= axes.lowerBound && axes.upperBound <= shape.count, "no axes \(axes) in \(shape)")
    return (
      shape[..<axes.lowerBound].reduce(1, *), shape[axes].reduce(1, *),
      shape[axes.upperBound...].reduce(1, *)
    )
  }
}
