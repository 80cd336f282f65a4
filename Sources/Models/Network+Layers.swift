public import Autograd
public import Tensors

/// Which number of a class is explained.
public enum ClassScore: String, Hashable, Sendable, CaseIterable {
  /// What the network puts out for the class.
  case logit
  /// Its softmax.
  ///
  /// With p the probabilities and z the logits, dp_c = p_c Σ_j p_j (dz_c − dz_j): all but nothing
  /// once the network is sure, and moved by what speaks for the other classes.
  case probability
}

// A network cut in two at one of its layers: image to output, and output to score.
extension Network {
  /// What the layer called `layer` puts out for one image: its entry of ``activations(of:)``,
  /// without the work above it.
  ///
  /// - Precondition: There is such a layer, here and below, and every value of the image is a
  ///   finite number.
  public func output(of layer: String, for image: Tensor) -> Tensor {
    image.requireFinite("Network: the image")
    let input = Variable(constant: Tensor.stacked([image]))
    return layers[...index(of: layer)].reduce(input) { $1.output(for: $0) }.value.slice(0)
  }

  /// The logits that the layers above `layer` make of each of its `outputs`, whether an image led
  /// to it or not: for each output, one a class.
  ///
  /// Outputs run in small chunks on all cores.
  ///
  /// - Precondition: All outputs have the same shape, and every value is a finite number.
  public func logits(above layer: String, from outputs: [Tensor]) -> [[Float]] {
    logits(above: layer, from: outputs.count) { outputs[$0] }
  }

  /// The same for `count` outputs that are made when they are needed, so that memory does not grow
  /// with their number: `output` gives the one at an index, on any thread.
  public func logits(
    above layer: String, from count: Int, _ output: @Sendable (_ index: Int) -> Tensor
  ) -> [[Float]] {
    rows(of: count, through: layers[(index(of: layer) + 1)...], { $0 }, output)
  }

  /// How the score of a class changes with each value of `output`: d score / d output.
  ///
  /// One pass forward and back through the layers above `layer`; those below are not asked.
  ///
  /// - Parameters:
  ///   - score: What is differentiated.
  ///   - label: The class.
  ///   - layer: The name of the layer.
  ///   - output: What it puts out, ``output(of:for:)``.
  ///   - rule: What the rectifiers above it do with a gradient; anything but `.gradient` gives no
  ///     derivative but another backward signal.
  /// - Returns: A tensor of the shape of `output`.
  /// - Precondition: `label` names a class, and every value of `output` is a finite number.
  public func gradient(
    of score: ClassScore, class label: Int, above layer: String, at output: Tensor,
    rule: RectifierRule = .gradient
  ) -> Tensor {
    let above = layers[(index(of: layer) + 1)...]
    return gradient(of: score, class: label, through: above, at: output, rule: rule)
  }

  /// The same through any layers at the end of the network.
  func gradient(
    of score: ClassScore, class label: Int, through layers: ArraySlice<Layer>, at output: Tensor,
    rule: RectifierRule
  ) -> Tensor {
    output.requireFinite("Network: the input to differentiate at")
    let input = Variable(Tensor.stacked([output]))
    let logits = layers.reduce(input) { $1.output(for: $0, rule: rule) }
    precondition(
      0..<logits.value.count ~= label, "Network: no class \(label) among \(logits.value.count)")
    let scores = score == .logit ? logits : softmax(logits)
    return gradients(of: scores.element(label), withRespectTo: [input])[0].value.slice(0)
  }
}
