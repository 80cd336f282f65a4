import Autograd
public import Numerics
public import Tensors

/// One step of a network: what it computes, its numbers, and its name.
public struct Layer: Hashable, Sendable {
  /// What a layer computes.
  public enum Kind: Hashable, Sendable {
    /// The same number added to every value: −0.5 centres pixels, which speeds up training.
    case shift(by: Float)
    /// `weights` `[o, c, kernel, kernel]` over `[n, c, height, width]`, plus `bias` `[o]`.
    case convolution(weights: Tensor, bias: Tensor, stride: Int, padding: Int)
    /// `weights` `[out, in]` times `[n, in]`, plus `bias` `[out]`.
    case linear(weights: Tensor, bias: Tensor)
    /// Zero for what is negative.
    case relu
    /// The hyperbolic tangent.
    case tanh
    /// The largest value of each window.
    case maxPool(size: Int, stride: Int)
    /// The mean of each channel: `[n, c, height, width]` to `[n, c]`.
    case globalAveragePool
    /// The largest value of each channel: `[n, c, height, width]` to `[n, c]`.
    case globalMaxPool
    /// All axes but the first as one.
    case flatten
  }

  /// The name by which a chapter asks for the layer's output: `conv3`.
  public let name: String
  /// What it computes, and the numbers that it has learned.
  public var kind: Kind

  /// A layer called `name`.
  public init(_ name: String, _ kind: Kind) {
    self.name = name
    self.kind = kind
  }

  /// What the layer learns: weights and bias, or nothing.
  public internal(set) var parameters: [Tensor] {
    get {
      switch kind {
      case .convolution(let weights, let bias, _, _), .linear(let weights, let bias):
        [weights, bias]
      default: []
      }
    }
    set {
      switch kind {
      case .convolution(_, _, let stride, let padding):
        kind = .convolution(
          weights: newValue[0], bias: newValue[1], stride: stride, padding: padding)
      case .linear: kind = .linear(weights: newValue[0], bias: newValue[1])
      default: break
      }
    }
  }

  /// The layer's output for a batch, computed with `parameters` in place of its own; `rule` is
  /// what a rectifier does with gradients.
  func output(
    for input: Variable, parameters: [Variable], rule: RectifierRule = .gradient
  ) -> Variable {
    switch kind {
    case .shift(let number): input + number
    case .convolution(_, _, let stride, let padding):
      Autograd.convolution(
        input, weights: parameters[0], bias: parameters[1], stride: stride, padding: padding)
    case .linear: Autograd.linear(input, weights: parameters[0], bias: parameters[1])
    case .relu: Autograd.relu(input, rule: rule)
    case .tanh: Autograd.tanh(input)
    case .maxPool(let size, let stride): Autograd.maxPool(input, size: size, stride: stride)
    case .globalAveragePool: Autograd.globalAveragePool(input)
    case .globalMaxPool: Autograd.globalMaxPool(input)
    case .flatten: input.flattened()
    }
  }

  /// The layer's output for a batch.
  func output(for input: Variable, rule: RectifierRule = .gradient) -> Variable {
    output(for: input, parameters: parameters.map { Variable(constant: $0) }, rule: rule)
  }
}

// MARK: Untrained layers

extension Layer {
  /// A square convolution with random weights.
  ///
  /// Weights are uniform within ± √(6 / inputs of one output), which keeps the size of what
  /// passes a ReLU (He et al. 2015, eq. 10); the bias starts at 0.
  public static func convolution(
    _ name: String, from inputs: Int, to outputs: Int, kernel: Int, stride: Int = 1,
    padding: Int = 0, using random: inout Random
  ) -> Layer {
    let shape = [outputs, inputs, kernel, kernel]
    let (weights, bias) = started(shape, gain: 6, using: &random)
    return Layer(
      name, .convolution(weights: weights, bias: bias, stride: stride, padding: padding))
  }

  /// A fully connected layer with random weights.
  ///
  /// Weights are uniform within ± √(`gain` / inputs): 1 suits the last layer before the logits,
  /// and 6 one before a ReLU, as in a convolution. The bias starts at 0.
  public static func linear(
    _ name: String, from inputs: Int, to outputs: Int, gain: Double = 1,
    using random: inout Random
  ) -> Layer {
    let (weights, bias) = started([outputs, inputs], gain: gain, using: &random)
    return Layer(name, .linear(weights: weights, bias: bias))
  }

  /// Weights of `shape`, uniform within ± √(`gain` / inputs of one output), and a bias of zeros.
  private static func started(
    _ shape: [Int], gain: Double, using random: inout Random
  ) -> (weights: Tensor, bias: Tensor) {
    let bound = (gain / Double(shape.dropFirst().reduce(1, *))).squareRoot()
    let weights = (0..<shape.reduce(1, *)).map { _ in Float(random.uniform(in: -bound..<bound)) }
    return (Tensor(ContiguousArray(weights), shape: shape), Tensor(shape: [shape[0]]))
  }
}
