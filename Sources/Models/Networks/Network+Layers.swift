import Autograd
public import Tensors

// A network cut in two at one of its layers: image to output, and output to score.
extension Network {
  /// What the layer called `layer` puts out for one image: its entry of ``activations(of:)``,
  /// without the work above it.
  ///
  /// - Precondition: There is such a layer, here and below, and every value of the image is a
  ///   finite number.
  public func output(of layer: String, for image: Tensor) -> Tensor {
    outputs(of: layer, for: [image])[0]
  }

  /// What the layer called `layer` puts out for each of `images`, in small chunks on all cores.
  ///
  /// - Precondition: All images have the same shape, and every value is a finite number.
  public func outputs(of layer: String, for images: [Tensor]) -> [Tensor] {
    let below = layers[...index(of: layer)]
    return Network.inChunks(of: images) { chunk, batch in
      let output = below.reduce(Variable(constant: batch)) { $1.output(for: $0) }.value
      return chunk.map { output.slice($0 - chunk.lowerBound) }
    }
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
}
