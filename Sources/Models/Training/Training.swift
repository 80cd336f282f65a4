import Autograd
public import Numerics
package import Tensors

/// How a network is trained.
public struct TrainingOptions: Hashable, Sendable {
  /// How the learning rate changes on the way.
  public enum Schedule: Hashable, Sendable {
    /// Not at all.
    case constant
    /// From full to zero along half a cosine (Loshchilov and Hutter 2017, without restarts).
    case cosine
  }

  /// How often each example is seen.
  public var epochs: Int
  /// How many examples make one step.
  public var batchSize: Int
  /// The rule of the steps.
  public var optimizer: Optimizer
  /// How the learning rate changes.
  public var schedule: Schedule
  /// λ of the penalty λ/2 · |θ|² on all parameters.
  public var weightDecay: Double
  /// What is made small.
  public var loss: Loss

  /// Options; the defaults are those of the book.
  ///
  /// - Precondition: `epochs` is not negative and `batchSize` is positive.
  public init(
    epochs: Int, batchSize: Int = 32, optimizer: Optimizer = .adam(learningRate: 0.01),
    schedule: Schedule = .cosine, weightDecay: Double = 0, loss: Loss = .crossEntropy
  ) {
    precondition(
      epochs >= 0 && batchSize > 0, "training: \(epochs) epochs with batches of \(batchSize)")
    (self.epochs, self.batchSize, self.optimizer) = (epochs, batchSize, optimizer)
    (self.schedule, self.weightDecay, self.loss) = (schedule, weightDecay, loss)
  }

  /// How many steps a training on `examples` takes; the last batch of an epoch may be smaller.
  public func steps(on examples: Examples) -> Int {
    epochs * ((examples.count + batchSize - 1) / batchSize)
  }
}

/// One step of a training: how the network did on a batch before it learned from it.
public struct TrainingStep: Hashable, Sendable {
  /// Which epoch, counted from 0.
  public let epoch: Int
  /// Which step of the whole training, counted from 0.
  public let index: Int
  /// How many steps the whole training has.
  public let count: Int
  /// How many examples the batch had.
  public let examples: Int
  /// The mean loss over the batch, without the penalty of weight decay.
  public let loss: Double
  /// The share of the batch that the network got right, in 0...1.
  public let accuracy: Double
}

/// The course of a training.
public struct TrainingHistory: Hashable, Sendable {
  /// Every step.
  public internal(set) var steps: [TrainingStep] = []

  /// For each epoch the mean loss over its examples, each as it was when its turn came.
  public var losses: [Double] { perEpoch(\.loss) }
  /// For each epoch the share of its examples that were right when their turn came.
  public var accuracies: [Double] { perEpoch(\.accuracy) }

  private func perEpoch(_ value: (TrainingStep) -> Double) -> [Double] {
    (0..<((steps.last?.epoch ?? -1) + 1)).map { epoch in
      let steps = steps.filter { $0.epoch == epoch }
      return steps.reduce(0) { $0 + value($1) * Double($1.examples) }
        / Double(steps.reduce(0) { $0 + $1.examples })
    }
  }
}

/// Trains `network` on `examples`, in a new random order each epoch.
///
/// Each batch is cut into small chunks of fixed size. A chunk has its own tape, forward and
/// backward on one thread while its numbers are in the processor's cache; the gradients are added
/// in the order of the chunks. So the same seed gives the same network on any number of threads.
///
/// `onStep` is called after each step, to show progress. The history that comes back holds loss
/// and accuracy of each step.
///
/// - Precondition: There is an example, the labels fit the network's logits, and all images hold
///   finite numbers.
@discardableResult
public func train(
  _ network: inout Network, on examples: Examples, options: TrainingOptions,
  using random: inout Random, onStep: (TrainingStep) -> Void = { _ in }
) -> TrainingHistory {
  precondition(examples.count > 0, "training: no examples")
  var parameters = network.parameters
  var optimizer = OptimizerState(
    options.optimizer, weightDecay: options.weightDecay, for: parameters)
  var history = TrainingHistory()
  let count = options.steps(on: examples)

  for epoch in 0..<options.epochs {
    let order = random.permutation(of: examples.count)
    for start in stride(from: 0, to: order.count, by: options.batchSize) {
      let batch = Array(order[start..<min(start + options.batchSize, order.count)])
      let index = history.steps.count
      let result = BatchResult(of: network, on: examples, batch, parameters, options.loss)
      optimizer.step(
        &parameters, gradients: result.gradients,
        factor: options.schedule.factor(at: index, of: count))
      let step = TrainingStep(
        epoch: epoch, index: index, count: count, examples: batch.count,
        loss: result.loss, accuracy: Double(result.correct) / Double(batch.count))
      history.steps.append(step)
      onStep(step)
    }
  }
  network.parameters = parameters
  return history
}

extension TrainingOptions.Schedule {
  /// What the learning rate is multiplied by at step `index` of `count`.
  package func factor(at index: Int, of count: Int) -> Double {
    switch self {
    case .constant: 1
    case .cosine: (1 + Elementary.cos(Double.pi * Double(index) / Double(count))) / 2
    }
  }
}

/// What one batch says: its mean loss, the gradients of that, and how many it got right.
package struct BatchResult: Sendable {
  /// How many examples share a tape; small enough for the processor's cache.
  private static let examplesInChunk = 4

  package let loss: Double
  package let correct: Int
  package let gradients: [Tensor]

  /// Runs the examples at `indices` forward and backward, with `parameters` in place of the
  /// network's own.
  package init(
    of network: Network, on examples: Examples, _ indices: [Int], _ parameters: [Tensor],
    _ loss: Loss
  ) {
    let size = BatchResult.examplesInChunk
    let parts = Parallel.map((indices.count + size - 1) / size) { chunk in
      let own = indices[(chunk * size)..<min((chunk + 1) * size, indices.count)]
      return ChunkResult(
        of: own.map { examples[$0] }, network, parameters, loss,
        weight: Float(own.count) / Float(indices.count))
    }
    self.loss = parts.reduce(0) { $0 + $1.loss }
    correct = parts.reduce(0) { $0 + $1.correct }
    gradients = parameters.indices.map { place in
      let slopes = parts.map { $0.slopes[place] }
      let factors = slopes.compactMap(\.factors)
      return factors.count == slopes.count
        ? Tensor.sumOfTransposedProducts(factors) : Tensor.sum(of: slopes.map(\.value))
    }
  }
}

/// What one chunk of a batch says: the same, but for gradients that may still be factors.
private struct ChunkResult: Sendable {
  let loss: Double
  let correct: Int
  let slopes: [Variable]

  /// Runs a chunk; its loss and gradients count by `weight`, its share of the batch.
  init(
    of chunk: [(image: Tensor, label: Int)], _ network: Network, _ parameters: [Tensor],
    _ loss: Loss, weight: Float
  ) {
    let variables = parameters.map { Variable($0) }
    let labels = chunk.map(\.label)
    let images = Tensor.stacked(chunk.map(\.image))
    images.requireFinite("training: the images")
    let logits = network.logits(
      for: Variable(constant: images), parameters: variables)
    let share = loss.value(logits, labels: labels) * weight
    self.loss = Double(share.value.elements[0])
    correct = labels.enumerated().count { row, label in
      Loss.isCorrect(Array(logits.value.slice(row).elements)[...], label: label)
    }
    slopes = Autograd.gradients(of: share, withRespectTo: variables)
  }
}
