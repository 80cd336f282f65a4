import Foundation
import Numerics
import Tensors

extension Network {
  /// The network as the bytes of a safetensors file: its weights, and among the file's texts, as
  /// `layers`, a JSON list of what rebuilds it.
  ///
  /// A reader opens it in PyTorch: `network.load_state_dict(safetensors.torch.load_file(path))`,
  /// where the layers are named as here; ``init(safetensors:file:)`` rebuilds it here.
  public var safetensors: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    // What holds names and numbers alone always has a JSON text.
    let json = (try? encoder.encode(layers.map(LayerPlan.init))) ?? Data()
    return Safetensors.encoded(
      Array(zip(parameterNames, parameters)),
      texts: ["layers": String(decoding: json, as: UTF8.self)])
  }

  /// The network that the bytes of a file hold, which ``safetensors`` wrote.
  ///
  /// - Throws: ``SafetensorsError`` for a damaged file, one without `layers`, and weights that are
  ///   not those of the layers.
  public init(safetensors bytes: [UInt8], file: String) throws(SafetensorsError) {
    func fail(_ problem: String) -> SafetensorsError {
      SafetensorsError(file: file, tensor: nil, problem: problem)
    }
    guard let json = try Safetensors.texts(in: bytes, file: file)["layers"] else {
      throw fail("no text called layers, which says what to build")
    }
    let plans: [LayerPlan]
    do {
      plans = try JSONDecoder().decode([LayerPlan].self, from: Data(json.utf8))
    } catch {
      throw fail("its text called layers is not a list of layers")
    }
    guard Set(plans.map(\.name)).count == plans.count else {
      throw fail("two of its layers have the same name")
    }
    let tensors = try Safetensors.decoded(bytes, file: file)
    func tensor(_ name: String) throws(SafetensorsError) -> Tensor {
      guard let found = tensors.first(where: { $0.name.hasSameBytes(as: name) }) else {
        throw SafetensorsError(
          file: file, tensor: name, problem: "missing, though a layer needs it")
      }
      return found.tensor
    }
    var layers: [Layer] = []
    for plan in plans {
      let weights = plan.hasWeights ? try tensor(plan.name + ".weight") : Tensor(shape: [0])
      let bias = plan.hasWeights ? try tensor(plan.name + ".bias") : Tensor(shape: [0])
      guard let layer = plan.layer(weights: weights, bias: bias) else {
        throw fail("the layer \(plan.name) cannot be built as \(plan.kind)")
      }
      layers.append(layer)
    }
    self.init(layers)
    // Every tensor of the file has its place.
    try load(safetensors: bytes, file: file)
  }

  /// Replaces the weights with those in the bytes of a safetensors file.
  ///
  /// - Parameters:
  ///   - bytes: What the file holds: exactly this network's tensors, each of its shape.
  ///   - file: The file's name, for messages.
  /// - Throws: ``SafetensorsError``; the network is then as it was.
  public mutating func load(
    safetensors bytes: [UInt8], file: String
  ) throws(SafetensorsError) {
    let found = try Safetensors.decoded(bytes, file: file)
    for (name, _) in found where !parameterNames.contains(where: { $0.hasSameBytes(as: name) }) {
      throw SafetensorsError(
        file: file, tensor: name,
        problem: "the network has no such parameter; it has "
          + parameterNames.joined(separator: ", "))
    }
    var loaded: [Tensor] = []
    for (name, own) in zip(parameterNames, parameters) {
      guard let tensor = found.first(where: { $0.name.hasSameBytes(as: name) })?.tensor else {
        throw SafetensorsError(
          file: file, tensor: name, problem: "missing; expected shape \(own.shape)")
      }
      guard tensor.shape == own.shape else {
        throw SafetensorsError(
          file: file, tensor: name,
          problem: "shape \(tensor.shape), but the network expects \(own.shape)")
      }
      loaded.append(tensor)
    }
    parameters = loaded
  }
}

extension String {
  /// Whether both are the same bytes; Swift's == also takes two ways to write an é for one.
  fileprivate func hasSameBytes(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}

/// A layer without its numbers, as a file tells it: the name and the settings of PyTorch's modules.
private struct LayerPlan: Codable {
  var name: String
  var kind: String
  var by: Float?
  var stride, padding, size: Int?

  init(_ layer: Layer) {
    name = layer.name
    switch layer.kind {
    case .shift(let number): (kind, by) = ("shift", number)
    case .convolution(_, _, let stride, let padding):
      kind = "convolution"
      (self.stride, self.padding) = (stride, padding)
    case .linear: kind = "linear"
    case .relu: kind = "relu"
    case .tanh: kind = "tanh"
    case .maxPool(let size, let stride):
      kind = "max-pool"
      (self.size, self.stride) = (size, stride)
    case .globalAveragePool: kind = "global-average-pool"
    case .globalMaxPool: kind = "global-max-pool"
    case .flatten: kind = "flatten"
    }
  }

  var hasWeights: Bool { kind == "convolution" || kind == "linear" }

  /// The layer; nothing if the kind is unknown, or a setting or a shape impossible.
  func layer(weights: Tensor, bias: Tensor) -> Layer? {
    let fits = weights.shape.first.map { [$0] == bias.shape } ?? false
    let built: Layer.Kind? =
      switch (kind, by, stride, padding, size) {
      case ("shift", let number?, _, _, _) where number.isFinite: .shift(by: number)
      case ("convolution", _, let stride?, let padding?, _)
      where stride > 0 && padding >= 0 && weights.shape.count == 4 && fits:
        .convolution(weights: weights, bias: bias, stride: stride, padding: padding)
      case ("linear", _, _, _, _) where weights.shape.count == 2 && fits:
        .linear(weights: weights, bias: bias)
      case ("relu", _, _, _, _): .relu
      case ("tanh", _, _, _, _): .tanh
      case ("max-pool", _, let stride?, _, let size?) where stride > 0 && size > 0:
        .maxPool(size: size, stride: stride)
      case ("global-average-pool", _, _, _, _): .globalAveragePool
      case ("global-max-pool", _, _, _, _): .globalMaxPool
      case ("flatten", _, _, _, _): .flatten
      default: nil
      }
    return built.map { Layer(name, $0) }
  }
}
