import Models
import Numerics
import Tensors

/// A network so small that it can be worked by hand, and what the library says of it.
struct Example {
  /// Nine numbers: dark on the left, bright on the right.
  let picture = Tensor([0, 2, 2, 0, 2, 1, 1, 3, 0], shape: [1, 3, 3])
  /// The one filter.
  let filter = Tensor([-1, 1, -1, 1], shape: [1, 1, 2, 2])
  /// The names of the two classes.
  let classes = ["edge", "none"]
  /// What each class makes of the mean of the map.
  let weights: [Float] = [1, -1]
  let constants: [Float] = [0, 2]

  /// The number of the picture that is nudged, counted from 0: the one in the middle.
  let nudged = 4

  var network: Network {
    Network([
      Layer(
        "map",
        .convolution(weights: filter, bias: Tensor([0], shape: [1]), stride: 1, padding: 0)),
      Layer("relu", .relu),
      Layer("mean", .globalAveragePool),
      Layer(
        "logits",
        .linear(
          weights: Tensor(ContiguousArray(weights), shape: [2, 1]),
          bias: Tensor(ContiguousArray(constants), shape: [2]))),
    ])
  }

  /// What a layer puts out, `[height, width]`.
  func map(_ layer: String) -> Tensor {
    Tensor(network.output(of: layer, for: picture).elements, shape: [2, 2])
  }

  /// The mean of the map behind the ReLU.
  var mean: Double { Double(network.output(of: "mean", for: picture).elements[0]) }

  /// The logits, with the number in the middle as it is or changed.
  func logits(middle: Double? = nil) -> [Double] {
    var changed = picture.elements
    if let middle { changed[nudged] = Float(middle) }
    return network.logits(of: [Tensor(changed, shape: picture.shape)])[0].map(Double.init)
  }

  var probabilities: [Double] {
    network.probabilities(of: [picture])[0].map(Double.init)
  }

  /// The probabilities if `number` is added to both logits.
  func probabilities(adding number: Float) -> [Double] {
    let layers =
      network.layers.dropLast() + [
        Layer(
          "logits",
          .linear(
            weights: Tensor(ContiguousArray(weights), shape: [2, 1]),
            bias: Tensor(ContiguousArray(constants.map { $0 + number }), shape: [2])))
      ]
    return Network(Array(layers)).probabilities(of: [picture])[0].map(Double.init)
  }

  /// How the logit of *edge* changes with each number of the picture, `[3, 3]`.
  var gradient: Tensor {
    Tensor(network.gradient(ofLogit: 0, at: picture).elements, shape: [3, 3])
  }

  /// The slope at the number in the middle.
  var slope: Double { Double(gradient.elements[nudged]) }
}
