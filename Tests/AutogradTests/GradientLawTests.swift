import Autograd
import Numerics
import Tensors
import Testing

/// An operation as the laws below see it: some tensors in, one variable out.
struct Operation: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let shapes: [[Int]]
  let apply: @Sendable ([Variable]) -> Variable

  init(
    _ name: String, _ shapes: [Int]..., apply: @escaping @Sendable ([Variable]) -> Variable
  ) {
    (testDescription, self.shapes, self.apply) = (name, shapes, apply)
  }

  static let all = [
    Operation("sum of two", [2, 3], [2, 3]) { $0[0] + $0[1] },
    Operation("difference", [2, 3], [2, 3]) { $0[0] - $0[1] },
    Operation("product", [2, 3], [2, 3]) { $0[0] * $0[1] },
    Operation("product with itself", [2, 3]) { $0[0] * $0[0] },
    Operation("scaling", [2, 3]) { $0[0] * -2.5 },
    Operation("shift", [2, 3]) { ($0[0] + 1.5) * $0[0] },
    Operation("reshaping", [2, 6]) { $0[0].reshaped(to: [3, 4]) },
    Operation("flattening", [2, 2, 1, 3]) { $0[0].flattened() },
    Operation("sum", [2, 3]) { $0[0].sum() },
    Operation("mean", [2, 3]) { $0[0].mean() },
    Operation("squared norm", [2, 3]) { $0[0].squaredNorm() },
    Operation("sum keeping an axis", [2, 3, 2]) { $0[0].summed(keeping: 1..<2) },
    Operation("spreading", [3]) { $0[0].spread(to: [2, 3, 2], along: 1..<2) },
    Operation("one element", [2, 3]) { $0[0].element(4) },
    Operation("matrix product", [2, 3], [3, 4]) { matrixProduct($0[0], $0[1]) },
    Operation("matrix product, left transposed", [3, 2], [3, 4]) {
      matrixProduct($0[0], $0[1], transposeLeft: true)
    },
    Operation("matrix product, right transposed", [2, 3], [4, 3]) {
      matrixProduct($0[0], $0[1], transposeRight: true)
    },
    Operation("matrix product, both transposed", [3, 2], [4, 3]) {
      matrixProduct($0[0], $0[1], transposeLeft: true, transposeRight: true)
    },
    Operation("linear layer", [2, 3], [4, 3], [4]) {
      linear($0[0], weights: $0[1], bias: $0[2])
    },
    Operation("convolution", [2, 2, 4, 3], [3, 2, 2, 2], [3]) {
      convolution($0[0], weights: $0[1], bias: $0[2])
    },
    Operation("padded convolution", [1, 2, 3, 3], [5, 2, 3, 3], [5]) {
      convolution($0[0], weights: $0[1], bias: $0[2], padding: 1)
    },
    Operation("convolution with a stride", [1, 2, 6, 5], [2, 2, 3, 3]) {
      convolution($0[0], weights: $0[1], stride: 2, padding: 1)
    },
    Operation("convolution padded beyond its kernel", [2, 1, 3, 3], [2, 1, 1, 2]) {
      convolution($0[0], weights: $0[1], stride: 3, padding: 2)
    },
    Operation("ReLU", [2, 5]) { relu($0[0]) },
    Operation("hyperbolic tangent", [2, 3]) { tanh($0[0]) },
    Operation("logistic function", [2, 3]) { sigmoid($0[0]) },
    Operation("softmax", [2, 4]) { softmax($0[0]) },
    Operation("max-pool", [1, 2, 5, 4]) { maxPool($0[0], size: 2, stride: 2) },
    Operation("overlapping max-pool", [1, 1, 5, 5]) { maxPool($0[0], size: 3, stride: 2) },
    Operation("global average pool", [2, 3, 2, 2]) { globalAveragePool($0[0]) },
    Operation("global max-pool", [2, 3, 2, 2]) { globalMaxPool($0[0]) },
    Operation("softmax cross-entropy", [3, 4]) {
      softmaxCrossEntropy($0[0], labels: [2, 0, 3])
    },
    Operation("logistic loss", [4, 1]) {
      logisticLoss($0[0], targets: Tensor([0, 1, 1, 0.25], shape: [4, 1]))
    },
  ]

  /// Inputs at least 0.1 from each other and 0.05 from zero, so that no step of the laws below
  /// crosses a kink of ReLU or changes the winner of a maximum.
  func inputs(using random: inout Random) -> [Tensor] {
    shapes.map { shape in
      let count = shape.reduce(1, *)
      let values = random.permutation(of: count).map { 0.1 * (Float($0 - count / 2) + 0.5) }
      return Tensor(ContiguousArray(values), shape: shape)
    }
  }
}

@Suite struct GradientLawTests {
  /// Products with a random tensor make any output a single number.
  private func weighted(_ value: Variable, _ seed: UInt64) -> Variable {
    (value * Variable(constant: noise(value.shape, seed))).sum()
  }

  private func noise(_ shape: [Int], _ seed: UInt64) -> Tensor {
    var random = Random(seed: seed)
    let values = (0..<shape.reduce(1, *)).map { _ in Float(random.uniform(in: -1..<1)) }
    return Tensor(ContiguousArray(values), shape: shape)
  }

  /// Compares the gradients of `function` with central differences.
  ///
  /// With a step of 1/64 the third derivatives leave an error of about 1e-4 of the values, and
  /// the rounding of sums of a few dozen `Float` one of 1e-6 · 64.
  private func expectSlopes(
    of function: ([Variable]) -> Variable, at inputs: [Tensor],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let variables = inputs.map { Variable($0) }
    let slopes = gradients(of: function(variables), withRespectTo: variables)
    let step: Float = 1 / 64
    for (place, input) in inputs.enumerated() {
      #expect(slopes[place].shape == input.shape, sourceLocation: sourceLocation)
      for index in input.elements.indices {
        func value(_ shift: Float) -> Float {
          var moved = inputs
          moved[place].elements[index] += shift
          return function(moved.map { Variable($0) }).value.elements[0]
        }
        let difference = (value(step) - value(-step)) / (2 * step)
        let slope = slopes[place].value.elements[index]
        #expect(
          abs(slope - difference) <= 1e-3 + 1e-3 * abs(difference),
          "input \(place), element \(index)", sourceLocation: sourceLocation)
      }
    }
  }

  @Test(arguments: Operation.all)
  func `a gradient is a central difference`(_ operation: Operation) {
    var random = Random(seed: 11)
    expectSlopes(
      of: { weighted(operation.apply($0), 3) }, at: operation.inputs(using: &random))
  }

  /// The inputs as variables that move along noise.
  private func moving(_ inputs: [Tensor]) -> [Variable] {
    inputs.enumerated().map { Variable($1, tangent: noise($1.shape, UInt64(20 + $0))) }
  }

  private func dot(_ left: [Tensor], _ right: [Tensor?]) -> Float {
    zip(left, right).reduce(0) { sum, pair in sum + (pair.1.map { pair.0 * $0 }?.sum() ?? 0) }
  }

  private func expectSame(_ found: Float, _ expected: Float) {
    // Sums of a few dozen products of size 1, in two orders.
    #expect(abs(found - expected) <= 1e-5 * max(1, abs(expected)))
  }

  @Test(arguments: Operation.all)
  func `a tangent is the gradient times the tangents of the inputs`(_ operation: Operation) {
    var random = Random(seed: 13)
    let variables = moving(operation.inputs(using: &random))
    let output = weighted(operation.apply(variables), 6)
    let slopes = gradients(of: output, withRespectTo: variables)
    expectSame(
      output.tangent?.elements[0] ?? .nan, dot(slopes.map(\.value), variables.map(\.tangent)))
  }

  /// Forward over reverse beside reverse over reverse: two ways to the same second derivatives.
  @Test(arguments: Operation.all)
  func `a tangent of a gradient is a gradient of the gradient`(_ operation: Operation) {
    var random = Random(seed: 14)
    let variables = moving(operation.inputs(using: &random))
    // The square makes every operation curved.
    let output = operation.apply(variables)
    let slopes = gradients(
      of: weighted(output * output, 7), withRespectTo: variables, differentiable: true)
    let slope = zip(slopes, variables).map { slope, variable in
      (slope * Variable(constant: variable.tangent ?? Tensor(shape: variable.shape))).sum()
    }
    let expected = gradients(
      of: slope.dropFirst().reduce(slope[0], +), withRespectTo: variables)
    for (found, expected) in zip(slopes.map(\.tangent), expected.map(\.value)) {
      for (one, other) in zip(found?.elements ?? [], expected.elements) { expectSame(one, other) }
      #expect(found?.shape == expected.shape)
    }
  }

  @Test(arguments: Operation.all)
  func `a gradient of a gradient is a central difference`(_ operation: Operation) {
    var random = Random(seed: 12)
    expectSlopes(
      of: { variables in
        let output = weighted(operation.apply(variables), 4)
        let slopes = gradients(of: output, withRespectTo: variables, differentiable: true)
        let parts = slopes.map { weighted($0, 5) }
        // Nothing that is constant has a tape; the sum of squares keeps one in every case.
        return parts.dropFirst().reduce(parts[0], +) + variables[0].squaredNorm()
      }, at: operation.inputs(using: &random))
  }
}
