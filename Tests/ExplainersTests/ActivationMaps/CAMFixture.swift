import Models
import Tensors
import TestSupport
import Testing

/// A network and its maps by PyTorch and captum, made by Tests/Fixtures/cam.py.
struct CAMFixture: Decodable {
  /// What the methods make of one layer.
  struct LayerMaps: Decodable {
    let activations, gradients: StoredArray
    /// One map for each weighting, by its name.
    let maps: [String: StoredArray]
    /// Grad-CAM by captum, signed and rectified.
    let captum, captumPositive: StoredArray?
  }

  let name: String
  let label: Int
  let image, logits: StoredArray
  let parameters: [StoredArray]
  let relu2, relu3, probability: LayerMaps
  let guided, deconvolution, guidedGradCAM: StoredArray
  let cam: StoredArray?

  var network: Network { CAMFixture.network(head: name, parameters) }

  /// A small garden whose head is `pooled`, `linear` or `dense`.
  static func network(head: String, _ parameters: [StoredArray]) -> Network {
    let values = parameters.map { Tensor($0.floats, shape: $0.shape) }
    func convolution(_ name: String, _ first: Int) -> Layer {
      Layer(
        name,
        .convolution(weights: values[first], bias: values[first + 1], stride: 1, padding: 1))
    }
    func linear(_ name: String, _ first: Int) -> Layer {
      Layer(name, .linear(weights: values[first], bias: values[first + 1]))
    }
    let features = [
      convolution("conv1", 0), Layer("relu1", .relu),
      Layer("pool1", .maxPool(size: 2, stride: 2)), convolution("conv2", 2), Layer("relu2", .relu),
      convolution("conv3", 4), Layer("relu3", .relu),
    ]
    switch head {
    case "pooled":
      return Network(features + [Layer("average", .globalAveragePool), linear("linear", 6)])
    case "linear": return Network(features + [Layer("flatten", .flatten), linear("linear", 6)])
    default:
      return Network(
        features + [
          Layer("flatten", .flatten), linear("linear1", 6), Layer("relu4", .relu),
          linear("linear", 8),
        ])
    }
  }

  var picture: Tensor { Tensor(image.floats, shape: image.shape) }

  static func all() throws -> [CAMFixture] {
    let fixtures = try Fixture.decode([CAMFixture].self, from: "cam/networks.json")
    #expect(fixtures.map(\.name) == ["pooled", "linear", "dense"])
    return fixtures
  }
}

/// Values of a thousandth to one, from sums of some hundred products in `Float`.
func expectClose(
  _ tensor: Tensor, _ expected: StoredArray, _ comment: String = "",
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let complaint = expected.complaint(
    about: tensor.elements, shape: tensor.shape, absolute: 1e-6, relative: 1e-5)
  #expect(complaint == nil, "\(comment)", sourceLocation: sourceLocation)
}

/// The largest difference of two tensors.
func gap(_ first: Tensor, _ second: Tensor) -> Float { (first - second).map { abs($0) }.maximum() }
