import Autograd
import Numerics
public import Tensors

/// What the training of a network makes small, on all examples at once, with its derivatives.
///
///     J(θ) = 1/n Σ ℓ(zᵢ, θ) + λ/2 |θ|²,   ℓ = −log p(label | image)
///
/// Parameters are a list in double precision, in the order of ``Network/parameters``; the network
/// computes in single, so slopes carry rounding errors of about 1e-7. Removed examples add nothing
/// to the sum, and its divisor stays n. For small networks and some hundred examples: the values of
/// 128 examples are held at a time.
public struct FullBatchLoss: Sendable {
  /// The layers; their own parameters do not matter.
  public let network: Network
  /// The images, removed or not.
  public let images: [Tensor]
  /// Their classes.
  public let labels: [Int]
  /// λ.
  public let penalty: Double
  /// The examples that are not removed.
  public let kept: [Int]
  private let batches: [Batch]

  /// Some examples, side by side.
  private struct Batch: Sendable {
    let images: Tensor
    let labels: [Int]
  }

  private static let examplesInBatch = 128

  /// The cross-entropy of `network` on `examples`, less those at `removed`.
  ///
  /// - Precondition: There is an example, there are those to remove, every label names a class, the
  ///   penalty is 0 or more, and all images hold finite numbers.
  public init(
    of network: Network, on examples: Examples, penalty: Double, removing removed: [Int] = []
  ) {
    precondition(examples.count > 0, "FullBatchLoss: there are no examples")
    precondition(
      penalty >= 0 && penalty.isFinite,
      "FullBatchLoss: the penalty is \(penalty), it has to be 0 or more")
    let all = (0..<examples.count).map { examples[$0] }
    for (index, example) in all.enumerated() {
      example.image.requireFinite("FullBatchLoss: image \(index)")
    }
    let classes = network.logits(of: [all[0].image])[0].count
    for (index, example) in all.enumerated() where !(0..<classes ~= example.label) {
      preconditionFailure(
        "FullBatchLoss: example \(index) has the label \(example.label) of \(classes) classes")
    }
    self.init(network, all.map(\.image), all.map(\.label), penalty, removing: removed)
  }

  private init(
    _ network: Network, _ images: [Tensor], _ labels: [Int], _ penalty: Double,
    removing removed: [Int]
  ) {
    for index in removed {
      precondition(
        images.indices ~= index,
        "FullBatchLoss: no example \(index) among \(images.count) to remove")
    }
    (self.network, self.images, self.labels, self.penalty) = (network, images, labels, penalty)
    let removed = Set(removed)
    let kept = images.indices.filter { !removed.contains($0) }
    self.kept = kept
    let size = FullBatchLoss.examplesInBatch
    batches = stride(from: 0, to: kept.count, by: size).map { start in
      let own = kept[start..<min(start + size, kept.count)]
      return Batch(images: .stacked(own.map { images[$0] }), labels: own.map { labels[$0] })
    }
  }

  /// The same loss without the examples at `indices` too; the divisor stays the count of all.
  ///
  /// - Precondition: there are those examples.
  public func removing(_ indices: [Int]) -> FullBatchLoss {
    let kept = Set(kept)
    return FullBatchLoss(
      network, images, labels, penalty,
      removing: images.indices.filter { !kept.contains($0) } + indices)
  }

  /// How many parameters there are.
  public var parameterCount: Int { network.parameters.reduce(0) { $0 + $1.count } }

  // MARK: Derivatives

  /// J and dJ / dθ.
  ///
  /// - Precondition: as many parameters as there are, here and below.
  public func slope(at parameters: [Double]) -> (value: Double, gradient: [Double]) {
    let tensors = tensors(parameters)
    let parts = Parallel.map(batches.count) { index in
      let variables = tensors.map { Variable($0) }
      let share = share(of: batches[index], variables)
      let slopes = gradients(of: share, withRespectTo: variables)
      return (value: Double(share.value.elements[0]), gradient: flat(slopes.map(\.value)))
    }
    var (value, gradient) = (penalty / 2 * dot(parameters, parameters), parameters)
    for index in gradient.indices { gradient[index] *= penalty }
    for part in parts {
      value += part.value
      for index in gradient.indices { gradient[index] += part.gradient[index] }
    }
    return (value, gradient)
  }

  /// d²J / dθ²: exact products by Autograd, or the matrix from one for each parameter.
  public func curvature(at parameters: [Double]) -> SymmetricOperator {
    let tensors = tensors(parameters)
    return SymmetricOperator(size: parameterCount) { vector in
      let direction = self.tensors(vector)
      var product = vector.map { penalty * $0 }
      let parts = Parallel.map(batches.count) { index in
        flat(
          hessianVectorProduct(at: tensors, vector: direction) { share(of: batches[index], $0) })
      }
      for part in parts {
        for index in product.indices { product[index] += part[index] }
      }
      return product
    }
  }

  // MARK: Example by example

  /// ℓ of one image, seen in training or not.
  ///
  /// - Precondition: `label` names a class, and the image holds finite numbers, here and below.
  public func loss(of image: Tensor, label: Int, at parameters: [Double]) -> Double {
    let logits = logits(of: image, label, tensors(parameters).map { Variable(constant: $0) })
    let shares = softmax(logits.value).elements
    return -Elementary.log(Double(shares[label]))
  }

  /// dℓ / dθ of one image.
  public func gradient(of image: Tensor, label: Int, at parameters: [Double]) -> [Double] {
    let variables = tensors(parameters).map { Variable($0) }
    let loss = softmaxCrossEntropy(logits(of: image, label, variables), labels: [label])
    return flat(gradients(of: loss, withRespectTo: variables).map(\.value))
  }

  /// For every image, removed or not, dℓ / dθ times `direction`: one pass forward in which the
  /// parameters move.
  public func slopes(at parameters: [Double], along direction: [Double]) -> [Double] {
    let moving = zip(tensors(parameters), tensors(direction)).map { Variable($0, tangent: $1) }
    return Network.inChunks(of: images) { chunk, batch in
      let logits = network.logits(for: Variable(constant: batch), parameters: moving)
      let shares = softmax(logits.value)
      let classes = logits.shape[1]
      return chunk.enumerated().map { row, index in
        (0..<classes).reduce(0) { sum, label in
          let error = Double(shares[row, label]) - (label == labels[index] ? 1 : 0)
          return sum + error * Double(logits.tangent?[row, label] ?? 0)
        }
      }
    }
  }

  // MARK: Parts

  /// The loss of a batch as its share of the mean over all n.
  private func share(of batch: Batch, _ parameters: [Variable]) -> Variable {
    let logits = network.logits(for: Variable(constant: batch.images), parameters: parameters)
    return softmaxCrossEntropy(logits, labels: batch.labels)
      * Float(Double(batch.labels.count) / Double(images.count))
  }

  private func logits(of image: Tensor, _ label: Int, _ parameters: [Variable]) -> Variable {
    image.requireFinite("FullBatchLoss: the image")
    let logits = network.logits(
      for: Variable(constant: .stacked([image])), parameters: parameters)
    precondition(
      0..<logits.shape[1] ~= label,
      "FullBatchLoss: no class \(label) among \(logits.shape[1])")
    return logits
  }

  /// Parameters in the shapes of the layers.
  public func tensors(_ parameters: [Double]) -> [Tensor] {
    precondition(
      parameters.count == parameterCount,
      "FullBatchLoss: \(parameters.count) parameters instead of \(parameterCount)")
    var next = 0
    return network.parameters.map { own in
      defer { next += own.count }
      return Tensor(
        ContiguousArray(parameters[next..<(next + own.count)].map { Float($0) }), shape: own.shape)
    }
  }
}

/// Tensors one after another, as a list.
package func flat(_ tensors: [Tensor]) -> [Double] {
  tensors.flatMap { $0.elements.map(Double.init) }
}
