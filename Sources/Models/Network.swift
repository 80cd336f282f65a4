public import Autograd
public import Tensors

/// A neural network: layers, each fed with the output of the one before.
///
/// A value: a copy that is trained on leaves the original as it was.
public struct Network: Hashable, Sendable {
  /// From the input to the logits.
  public var layers: [Layer]

  /// A network of `layers`.
  ///
  /// - Precondition: No two layers have the same name.
  public init(_ layers: [Layer]) {
    precondition(
      Set(layers.map(\.name)).count == layers.count,
      "Network: two layers have the same name among \(layers.map(\.name))")
    self.layers = layers
  }

  /// The network of the book, for RGB images of any size from 4 x 4.
  ///
  /// Pixels less 0.5, then convolutions 3 → 16 → 32 → 64, each 3 x 3 with padding 1 and a ReLU,
  /// a max-pool by 2 after the first two, a global average pool, and a linear layer to the
  /// logits: 23,909 numbers for five classes. On 48 x 48 images its last convolution sees
  /// 12 x 12 positions.
  public static func garden(classes: Int, using random: inout Random) -> Network {
    Network([
      Layer("centre", .shift(by: -0.5)),
      .convolution("conv1", from: 3, to: 16, kernel: 3, padding: 1, using: &random),
      Layer("relu1", .relu),
      Layer("pool1", .maxPool(size: 2, stride: 2)),
      .convolution("conv2", from: 16, to: 32, kernel: 3, padding: 1, using: &random),
      Layer("relu2", .relu),
      Layer("pool2", .maxPool(size: 2, stride: 2)),
      .convolution("conv3", from: 32, to: 64, kernel: 3, padding: 1, using: &random),
      Layer("relu3", .relu),
      Layer("average", .globalAveragePool),
      .linear("linear", from: 64, to: classes, using: &random),
    ])
  }

  /// A network for rows of a table, `[inputs]` each: fully connected layers of the widths `hidden`,
  /// each with a ReLU, and a linear layer to the logits.
  ///
  /// Layers are called `linear1`, `relu1`, `linear2`, …, and the last one `linear`. Inputs on a
  /// scale of about 1, so standardise a table first. One class stands for a single logit, to be
  /// trained with the logistic loss.
  ///
  /// - Precondition: all widths are positive.
  public static func dense(
    inputs: Int, hidden: [Int], classes: Int, using random: inout Random
  ) -> Network {
    let widths = [inputs] + hidden
    precondition(
      classes > 0 && widths.allSatisfy { $0 > 0 },
      "Network.dense: a width of \(widths + [classes]) is not positive")
    var layers: [Layer] = []
    for (index, width) in hidden.enumerated() {
      layers.append(
        .linear("linear\(index + 1)", from: widths[index], to: width, gain: 6, using: &random))
      layers.append(Layer("relu\(index + 1)", .relu))
    }
    layers.append(
      .linear("linear", from: widths[hidden.count], to: classes, using: &random))
    return Network(layers)
  }

  /// Everything that training changes: each layer's weights, then its bias.
  public var parameters: [Tensor] {
    get { layers.flatMap(\.parameters) }
    set {
      precondition(
        newValue.map(\.shape) == parameters.map(\.shape),
        "Network: parameters \(newValue.map(\.shape)) instead of \(parameters.map(\.shape))")
      var next = 0
      for index in layers.indices {
        let count = layers[index].parameters.count
        layers[index].parameters = Array(newValue[next..<(next + count)])
        next += count
      }
    }
  }

  /// The names of ``parameters``, as PyTorch would call them: `conv1.weight`, `conv1.bias`, ….
  public var parameterNames: [String] {
    layers.flatMap { layer in
      zip(["weight", "bias"], layer.parameters).map { "\(layer.name).\($0.0)" }
    }
  }

  /// The layer called `name`, counted from 0.
  ///
  /// - Precondition: There is one.
  public func index(of name: String) -> Int {
    guard let index = layers.firstIndex(where: { $0.name == name }) else {
      fatalError("Network: no layer \(name) among \(layers.map(\.name))")
    }
    return index
  }

  /// The logits `[n, classes]` of a batch, differentiable by `parameters`, which stand in for
  /// the network's own.
  public func logits(for batch: Variable, parameters: [Variable]) -> Variable {
    var (output, next) = (batch, 0)
    for layer in layers {
      let count = layer.parameters.count
      output = layer.output(for: output, parameters: Array(parameters[next..<(next + count)]))
      next += count
    }
    return output
  }
}
