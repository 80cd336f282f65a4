import Autograd
import Numerics
public import Tensors

extension Network {
  /// How many examples run together: half as many as elsewhere, for each has a tangent beside it.
  private static let examplesInChunk = 2
  /// How many examples, at least, one thread adds up before threads share their sums.
  private static let examplesInGroup = 4
  /// How many sums there are at most.
  private static let groupsAtMost = 32

  /// The Hessian of the mean loss over `examples`, by all parameters, times `vector`: exactly, and
  /// without the matrix.
  ///
  ///     H v = d/dθ (dL/dθ · v) + λ v,   L = mean of the loss, λ = `weightDecay`
  ///
  /// The parameters move along the vector, and so do the gradients of each chunk of examples: their
  /// tangents are the product (Pearlmutter 1994). Groups of chunks run on all cores and are added
  /// in their order, so the bits do not depend on threads. There are never more than 32 sums, so
  /// memory does not grow with the examples. Where a unit is a ReLU or a maximum the second
  /// derivative is that of the piece the example lies on.
  ///
  /// - Parameters:
  ///   - loss: What was made small.
  ///   - examples: What it was made small on.
  ///   - weightDecay: λ of the penalty λ/2 · |θ|² on all parameters.
  ///   - vector: One tensor for each of ``parameters``, of its shape.
  /// - Returns: One tensor for each of ``parameters``, of its shape.
  /// - Precondition: There is an example, the labels fit the logits, and the vector the parameters.
  /// - Complexity: Less than three passes forward and back for each example: a value and a tangent
  ///   each way, but of the gradients to the parameters the tangents alone.
  public func hessianVectorProduct(
    of loss: Loss = .crossEntropy, on examples: Examples, weightDecay: Double = 0, vector: [Tensor]
  ) -> [Tensor] {
    precondition(examples.count > 0, "Hessian: no examples")
    precondition(
      vector.map(\.shape) == parameters.map(\.shape),
      "Hessian: a vector \(vector.map(\.shape)) for parameters \(parameters.map(\.shape))")
    let size = max(
      Network.examplesInGroup,
      (examples.count + Network.groupsAtMost - 1) / Network.groupsAtMost)
    let groups = Parallel.map((examples.count + size - 1) / size) { group in
      let own = (group * size)..<min((group + 1) * size, examples.count)
      var sums: [Tensor] = []
      for start in stride(from: own.lowerBound, to: own.upperBound, by: Network.examplesInChunk) {
        let chunk = start..<min(start + Network.examplesInChunk, own.upperBound)
        let part = curvature(of: loss, on: chunk.map { examples[$0] }, vector)
        sums = sums.isEmpty ? part : zip(sums, part).map { $0 + $1 }
      }
      return sums
    }
    let share = Float(1 / Double(examples.count))
    return vector.indices.map { place in
      let sum = Tensor.sum(of: groups.map { $0[place] })
      return weightDecay == 0 ? sum * share : sum * share + vector[place] * Float(weightDecay)
    }
  }

  /// The Hessian of the loss summed over one chunk, times `vector`.
  private func curvature(
    of loss: Loss, on chunk: [(image: Tensor, label: Int)], _ vector: [Tensor]
  ) -> [Tensor] {
    let images = Tensor.stacked(chunk.map(\.image))
    images.requireFinite("Hessian: the images")
    return Autograd.hessianVectorProduct(at: parameters, vector: vector) { variables in
      let logits = logits(for: Variable(constant: images), parameters: variables)
      return loss.value(logits, labels: chunk.map(\.label)) * Float(chunk.count)
    }
  }
}
