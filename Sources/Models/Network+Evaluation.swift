import Autograd
import Numerics
public import Tensors

extension Network {
  /// How many images go through the layers together; small enough for the processor's cache.
  static let imagesInChunk = 4

  /// The scores of each image before they become probabilities: for each image, one a class.
  ///
  /// Images run in small chunks on all cores. Memory does not grow with their number.
  ///
  /// - Precondition: All images have the same shape.
  public func logits(of images: [Tensor]) -> [[Float]] {
    rows(images, through: layers[...]) { $0 }
  }

  /// The probabilities of the classes for each image: softmax of the logits.
  public func probabilities(of images: [Tensor]) -> [[Float]] {
    rows(images, through: layers[...]) { softmax($0) }
  }

  /// What `layers`, the last of the network, make of each input.
  func rows(
    _ inputs: [Tensor], through layers: ArraySlice<Layer>,
    _ finish: @Sendable (_ logits: Tensor) -> Tensor
  ) -> [[Float]] {
    Network.inChunks(inputs.count) { chunk in
      let batch = Variable(constant: Tensor.stacked(Array(inputs[chunk])))
      let scores = finish(layers.reduce(batch) { $1.output(for: $0) }.value)
      return (0..<scores.shape[0]).map { Array(scores.slice($0).elements) }
    }
  }

  /// What `body` makes of 0..<`count` in chunks of ``imagesInChunk``, on all cores, in order.
  static func inChunks<Value: Sendable>(
    _ count: Int, _ body: @Sendable (Range<Int>) -> [Value]
  ) -> [Value] {
    Parallel.map((count + imagesInChunk - 1) / imagesInChunk) { chunk in
      body((chunk * imagesInChunk)..<min((chunk + 1) * imagesInChunk, count))
    }.flatMap { $0 }
  }

  /// What each layer makes of one image, in the order of ``layers``: `[channels, height, width]`
  /// up to the pooling, `[channels]` after it.
  public func activations(of image: Tensor) -> [Tensor] {
    var output = Variable(constant: Tensor.stacked([image]))
    return layers.map { layer in
      output = layer.output(for: output)
      return output.value.slice(0)
    }
  }

  /// The share of `examples` whose largest logit is the label's, in 0...1.
  ///
  /// - Precondition: There is an example.
  public func accuracy(on examples: Examples) -> Double {
    precondition(examples.count > 0, "accuracy: no examples")
    let size = 100
    var correct = 0
    for first in stride(from: 0, to: examples.count, by: size) {
      let some = (first..<min(first + size, examples.count)).map { examples[$0] }
      for (scores, label) in zip(logits(of: some.map(\.image)), some.map(\.label)) {
        if Loss.isCorrect(scores[...], label: label) { correct += 1 }
      }
    }
    return Double(correct) / Double(examples.count)
  }
}
