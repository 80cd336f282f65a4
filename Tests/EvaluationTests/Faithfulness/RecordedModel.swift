import Evaluation
import Explainers
import Images
import Numerics
import Tensors

/// A network of Tests/Fixtures/faithfulness.py: flatten, linear, ReLU, linear, softmax, in double
/// precision.
struct RecordedModel: Decodable, Sendable {
  private let weights: [[Double]]

  init(from decoder: any Decoder) throws {
    weights = try decoder.singleValueContainer().decode([[Float]].self)
      .map { $0.map(Double.init) }
  }

  /// The network, of which nothing is known but its probabilities; it remembers each picture.
  var blackBox: BlackBox<Tensor> {
    var known: [Tensor: [Float]] = [:]
    return BlackBox { pictures in
      pictures.map { picture in
        let scores = known[picture] ?? probabilities(of: picture)
        known[picture] = scores
        return scores
      }
    }
  }

  /// The probabilities of the classes.
  func probabilities(of picture: Tensor) -> [Float] {
    let units = units(of: picture).map { max($0, 0) }
    let logits = weights[3].indices.map { label in
      units.indices.reduce(weights[3][label]) {
        $0 + weights[2][label * units.count + $1] * units[$1]
      }
    }
    let largest = logits.max() ?? 0
    let powers = logits.map { Elementary.exp($0 - largest) }
    let total = powers.reduce(0, +)
    return powers.map { Float($0 / total) }
  }

  /// The largest size, among the channels of each pixel, of the gradient of a logit.
  func gradientSize(of picture: Tensor, class label: Int) -> Tensor {
    let units = units(of: picture)
    let gradient = picture.elements.indices.map { input in
      units.indices.reduce(0) { sum, unit in
        let slope = units[unit] > 0 ? weights[2][label * units.count + unit] : 0
        return sum + slope * weights[0][unit * picture.count + input]
      }
    }
    let pixels = picture.count / picture.shape[0]
    let sizes = (0..<pixels).map { pixel in
      stride(from: pixel, to: picture.count, by: pixels).reduce(0) {
        max($0, gradient[$1].magnitude)
      }
    }
    return Tensor(
      ContiguousArray(sizes.map { Float($0) }), shape: Array(picture.shape.dropFirst()))
  }

  /// What the hidden units get, before they are rectified.
  private func units(of picture: Tensor) -> [Double] {
    weights[1].indices.map { unit in
      picture.elements.indices.reduce(weights[1][unit]) {
        $0 + weights[0][unit * picture.count + $1] * Double(picture.elements[$1])
      }
    }
  }
}

extension Substrate {
  /// A substrate of the fixtures; `values` are those of a colour, a picture, or a blur.
  init(recorded kind: String, _ values: [Float], shape: [Int]) {
    switch kind {
    case "color": self = .color(values)
    case "picture": self = .picture(Tensor(ContiguousArray(values), shape: shape))
    case "blurred": self = .blurred(Double(values[0]))
    default: self = .black
    }
  }
}
