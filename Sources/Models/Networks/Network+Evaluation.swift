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
  /// - Precondition: All images have the same shape, and every value is a finite number.
  public func logits(of images: [Tensor]) -> [[Float]] {
    rows(of: images.count, through: layers[...]) { images[$0] }
  }

  /// The probabilities of the classes for each image: softmax of the logits.
  ///
  /// - Precondition: All images have the same shape, and every value is a finite number.
  public func probabilities(of images: [Tensor]) -> [[Float]] {
    rows(of: images.count, through: layers[...], softmax) { images[$0] }
  }

  /// What `layers`, the last of the network, make of each of `count` inputs, which are made when
  /// they are needed: there are never more of them at a time than the cores have in hand.
  func rows(
    of count: Int, through layers: ArraySlice<Layer>,
    _ finish: @Sendable (_ logits: Tensor) -> Tensor = { $0 },
    _ input: @Sendable (_ index: Int) -> Tensor
  ) -> [[Float]] {
    Network.inChunks(
      of: count, input: input,
      body: { _, batch in
        let scores = finish(layers.reduce(Variable(constant: batch)) { $1.output(for: $0) }.value)
        return (0..<scores.shape[0]).map { Array(scores.slice($0).elements) }
      })
  }

  /// What `body` makes of the inputs 0..<`count`, chunk by chunk on all cores, in their order.
  ///
  /// Inputs are made when they are needed: there are never more of them at a time than the cores
  /// have in hand. `body` gets the numbers of a chunk's inputs, and the inputs as one batch.
  ///
  /// - Precondition: All inputs have the same shape, and every value is a finite number.
  static func inChunks<Value: Sendable>(
    of count: Int, input: @Sendable (_ index: Int) -> Tensor,
    body: @Sendable (_ chunk: Range<Int>, _ batch: Tensor) -> [Value]
  ) -> [Value] {
    Parallel.map((count + imagesInChunk - 1) / imagesInChunk) { number in
      let start = number * imagesInChunk
      let chunk = start..<min(start + imagesInChunk, count)
      let inputs = chunk.map { index in
        let input = input(index)
        input.requireFinite("Network: input \(index)")
        return input
      }
      return body(chunk, Tensor.stacked(inputs))
    }.flatMap { $0 }
  }

  /// The same for inputs that are there.
  static func inChunks<Value: Sendable>(
    of inputs: [Tensor], body: @Sendable (_ chunk: Range<Int>, _ batch: Tensor) -> [Value]
  ) -> [Value] {
    inChunks(of: inputs.count, input: { inputs[$0] }, body: body)
  }

  /// What each layer makes of one image, in the order of ``layers``: `[channels, height, width]`
  /// up to the pooling, `[channels]` after it.
  ///
  /// - Precondition: Every value of the image is a finite number.
  public func activations(of image: Tensor) -> [Tensor] {
    image.requireFinite("Network: the image")
    var output = Variable(constant: Tensor.stacked([image]))
    return layers.map { layer in
      output = layer.output(for: output)
      return output.value.slice(0)
    }
  }

  /// The share of `examples` whose largest logit, the first of equal ones, is the label's, in
  /// 0...1.
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
