public import Autograd
public import Numerics
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
      preconditionFailure("Network: no layer \(name) among \(layers.map(\.name))")
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
