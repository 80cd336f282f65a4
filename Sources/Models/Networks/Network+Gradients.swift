public import Autograd
import Numerics
public import Tensors

// How scores change, for one image or for thousands: the ground of every method that asks for
// gradients.
extension Network {
  /// For each input how the score of its class changes with each of its values: d score / d input.
  ///
  /// One pass forward and back for each; inputs run in small chunks on all cores, and an input's
  /// gradient has the same bits whichever others are asked for beside it.
  ///
  /// - Parameters:
  ///   - score: What is differentiated.
  ///   - labels: One class for each input.
  ///   - inputs: Images, or rows of a table.
  ///   - rule: What the rectifiers do with a gradient; anything but `.gradient` gives no derivative
  ///     but another backward signal.
  /// - Returns: One tensor for each input, of its shape; none without inputs.
  /// - Precondition: All inputs have the same shape, and every label names a class; every
  ///   value is a finite number, here and below.
  public func gradients(
    of score: ClassScore = .logit, classes labels: [Int], at inputs: [Tensor],
    rule: RectifierRule = .gradient
  ) -> [Tensor] {
    gradients(of: score, classes: labels, through: layers[...], at: inputs, rule: rule)
  }

  /// For each of `outputs` of the layer called `layer` how the score of its class changes with each
  /// of its values: d score / d output, by the layers above alone.
  ///
  /// - Precondition: There is such a layer; as for ``gradients(of:classes:at:rule:)``.
  public func gradients(
    of score: ClassScore = .logit, classes labels: [Int], above layer: String,
    at outputs: [Tensor], rule: RectifierRule = .gradient
  ) -> [Tensor] {
    let above = layers[(index(of: layer) + 1)...]
    return gradients(of: score, classes: labels, through: above, at: outputs, rule: rule)
  }

  /// How the logit of a class changes with each value of the image: d logit / d image.
  ///
  /// - Precondition: `logit` names a class.
  public func gradient(
    ofLogit logit: Int, at image: Tensor, rule: RectifierRule = .gradient
  ) -> Tensor {
    gradients(classes: [logit], at: [image], rule: rule)[0]
  }

  /// How the logit of a class changes with each value that the layer called `layer` puts out.
  ///
  /// - Precondition: `logit` names a class and `layer` a layer.
  public func gradient(
    ofLogit logit: Int, withRespectTo layer: String, at image: Tensor,
    rule: RectifierRule = .gradient
  ) -> Tensor {
    gradient(of: .logit, class: logit, above: layer, at: output(of: layer, for: image), rule: rule)
  }

  /// How the score of a class changes with each value of `output`, which the layer called `layer`
  /// puts out, ``output(of:for:)``.
  ///
  /// - Precondition: `label` names a class and `layer` a layer.
  public func gradient(
    of score: ClassScore, class label: Int, above layer: String, at output: Tensor,
    rule: RectifierRule = .gradient
  ) -> Tensor {
    gradients(of: score, classes: [label], above: layer, at: [output], rule: rule)[0]
  }

  private func gradients(
    of score: ClassScore, classes labels: [Int], through layers: ArraySlice<Layer>,
    at inputs: [Tensor], rule: RectifierRule
  ) -> [Tensor] {
    precondition(
      labels.count == inputs.count,
      "Network.gradients: \(labels.count) classes for \(inputs.count) inputs")
    return Network.inChunks(of: inputs) { chunk, batch in
      let batch = Variable(batch)
      let logits = layers.reduce(batch) { $1.output(for: $0, rule: rule) }
      let classes = logits.shape[1]
      let asked = labels[chunk].enumerated().map { row, label in
        precondition(
          0..<classes ~= label, "Network: no class \(label) among \(classes)")
        return row * classes + label
      }
      // A row's score depends on that row alone, so the gradient of the sum holds each row's own.
      let sum = score.sum(of: logits, at: asked)
      let slopes = Autograd.gradients(of: sum, withRespectTo: [batch])[0].value
      return chunk.map { slopes.slice($0 - chunk.lowerBound) }
    }
  }
}
