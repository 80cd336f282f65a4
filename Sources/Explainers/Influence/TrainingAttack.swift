public import Models
import Numerics
public import Tensors

/// Training images changed by a little until the model is wrong about a test image that nobody
/// touched.
///
/// Influence tells how the test loss changes with the weight of a training example; its derivative
/// by the example's pixels tells how it changes with them:
///
///     d ℓ(z) / dxᵢ = −1/n d/dxᵢ (sᵀ∇ℓ(xᵢ)),   s = H⁻¹∇ℓ(z)
///
/// Each round takes one step of fixed size along the sign of that, keeps every value within the
/// budget of what it was and within 0...1, computes the features anew, and fits the head anew. Only
/// the head learns; the layers below it are fixed, as in the paper.
///
/// *Source.* Koh and Liang (2017), section 5.2; the step by sign is that of Goodfellow, Shlens and
/// Szegedy (2015), "Explaining and harnessing adversarial examples".
public struct TrainingAttack: Hashable, Sendable {
  /// How far a value may end from what it was.
  public var budget: Double
  /// How far a round moves each value.
  public var step: Double
  /// How many rounds there are.
  public var rounds: Int

  /// An attack; by default each of ten rounds may use a fifth of the budget.
  ///
  /// - Precondition: No number is negative.
  public init(budget: Double, step: Double? = nil, rounds: Int = 10) {
    let step = step ?? budget / 5
    precondition(
      budget >= 0 && step >= 0 && rounds >= 0,
      "TrainingAttack: \(rounds) rounds of \(step) within \(budget)")
    (self.budget, self.step, self.rounds) = (budget, step, rounds)
  }

  /// What stands after a round.
  public struct Round: Sendable {
    /// The changed images, in the order in which they were given.
    public let images: [Tensor]
    /// The head that was fitted to their features and all others.
    public let head: SoftmaxRegression
    /// The loss of the test image.
    public let loss: Double
    /// The probabilities of the test image.
    public let probabilities: [Double]
  }

  /// A network whose head alone is trained, on features that its other layers make of images.
  public struct Subject: Sendable {
    /// What makes features of images.
    public let network: Network
    /// Its layer that puts them out.
    public let layer: String
    /// A regression fitted to the features of all training images.
    public var head: SoftmaxRegression

    /// A network that is cut above `layer`, and the head that takes the place of what lay there.
    ///
    /// - Precondition: There is such a layer.
    public init(network: Network, layer: String, head: SoftmaxRegression) {
      (self.network, self.layer, self.head) = (network, layer, head)
      _ = network.index(of: layer)
    }

    /// The features of images.
    ///
    /// - Precondition: They are as many as the head takes, and the images hold finite numbers.
    func features(of images: [Tensor]) -> [[Double]] {
      let rows = network.outputs(of: layer, for: images).map { $0.elements.map(Double.init) }
      let width = head.loss.design.columns - 1
      for row in rows {
        precondition(
          row.count == width,
          "TrainingAttack: layer \(layer) puts out \(row.count) values, the head takes \(width)")
      }
      return rows
    }

    /// The layers up to the features, their numbers times `factor`, and above them a linear layer of
    /// the numbers `head`.
    func joined(_ head: [Double], bodyTimes factor: Float = 1) -> Network {
      let (classes, width) = (self.head.loss.classes, self.head.loss.design.columns)
      var weights = Tensor(shape: [classes, width - 1])
      var bias = Tensor(shape: [classes])
      for label in 0..<classes {
        for column in 0..<(width - 1) {
          weights[label, column] = Float(head[label * width + column])
        }
        bias[label] = Float(head[label * width + width - 1])
      }
      var body = Network(Array(network.layers[...network.index(of: layer)]))
      body.parameters = body.parameters.map { $0 * factor }
      let flat = Layer("\(layer), flat", .flatten)
      return Network(
        body.layers + [flat, Layer("\(layer), head", .linear(weights: weights, bias: bias))])
    }
  }

  // [attack]
  /// How the loss of `target` changes with each value of each of `images`, the training images at
  /// `indices`: −1/n d/dxᵢ (sᵀ∇ℓ(xᵢ)).
  ///
  /// - Throws: an error if the second derivatives of the head are not positive definite.
  /// - Precondition: as many images as indices, which the head has; `label` names a class.
  public static func slopes(
    of target: Tensor, label: Int, by images: [Tensor], at indices: [Int], on subject: Subject
  ) throws(InfluenceError) -> [Tensor] {
    let head = subject.head
    precondition(
      images.count == indices.count && indices.allSatisfy { head.loss.labels.indices ~= $0 },
      "TrainingAttack: \(images.count) images at \(indices) of \(head.loss.labels.count) rows")
    let gradient = head.lossGradient(of: subject.features(of: [target])[0], label: label)
    let solution = try ExactInverse(of: head.curvature).solve(gradient).vector
    let network = subject.joined(head.parameters)
    let direction = subject.joined(solution, bodyTimes: 0).parameters
    let share = -1 / Float(head.loss.labels.count)
    return Parallel.map(images.count) { index in
      network.mixedDerivative(
        of: images[index], label: head.loss.labels[indices[index]], along: direction) * share
    }
  }

  /// One step up the slope, within the budget and within 0...1.
  private func moved(_ image: Tensor, from start: Tensor, along slope: Tensor) -> Tensor {
    var image = image
    for index in image.elements.indices {
      let sign: Float = slope.elements[index] > 0 ? 1 : slope.elements[index] < 0 ? -1 : 0
      let (origin, reach) = (start.elements[index], Float(budget))
      let value = image.elements[index] + sign * Float(step)
      image.elements[index] = min(max(value, max(origin - reach, 0)), min(origin + reach, 1))
    }
    return image
  }
  // [/attack]

  /// The rounds, the start first, each raising the loss of `target` if it can.
  ///
  /// - Parameters:
  ///   - subject: What is attacked.
  ///   - images: The training images that may be changed, with values in 0...1.
  ///   - indices: Their places among the rows of the head.
  ///   - target: The test image.
  ///   - label: Its class.
  /// - Returns: One more than there are rounds.
  /// - Throws: an error if a fit does not end.
  /// - Precondition: as for ``slopes(of:label:by:at:on:)``.
  public func run(
    on subject: Subject, images: [Tensor], at indices: [Int], target: Tensor, label: Int
  ) throws -> [Round] {
    let row = subject.features(of: [target])[0]
    var subject = subject
    var rounds = [round(images, subject.head, row, label)]
    for _ in 0..<self.rounds {
      let last = rounds[rounds.count - 1].images
      let slopes = try TrainingAttack.slopes(
        of: target, label: label, by: last, at: indices, on: subject)
      let changed = last.indices.map { moved(last[$0], from: images[$0], along: slopes[$0]) }
      let loss = zip(indices, subject.features(of: changed)).reduce(subject.head.loss) {
        $0.replacing($1.0, by: $1.1)
      }
      subject.head = try SoftmaxRegression(minimising: loss, from: subject.head.parameters)
      rounds.append(round(changed, subject.head, row, label))
    }
    return rounds
  }

  private func round(
    _ images: [Tensor], _ head: SoftmaxRegression, _ row: [Double], _ label: Int
  ) -> Round {
    Round(
      images: images, head: head, loss: head.loss(of: row, label: label),
      probabilities: head.probabilities(of: row))
  }
}
