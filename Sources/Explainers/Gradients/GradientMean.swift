import Numerics
public import Tensors

/// A mean of gradients over draws, and what chance has left in it.
public struct GradientMean: Hashable, Sendable {
  /// The mean over all draws, of the shape of what is averaged.
  public let mean: Tensor

  /// The standard error of each mean, s / √n; nothing for a single draw.
  public let standardErrors: Tensor?

  /// The sum of ``mean`` over all its values.
  public let total: Double

  /// The standard error of ``total``, from the sums of the draws; nothing for a single draw.
  public let totalError: Double?

  /// How many draws are in hand at a time.
  private static let block = 64

  /// The mean over the draws 0..<`draws`, which `gradients` computes some at a time.
  init(over draws: Int, shape: [Int], _ gradients: (_ draws: Range<Int>) -> [Tensor]) {
    var (moments, sums) = (TensorMoments(shape: shape), TensorMoments(shape: []))
    for first in stride(from: 0, to: draws, by: GradientMean.block) {
      for tensor in gradients(first..<min(first + GradientMean.block, draws)) {
        moments.add(tensor)
        sums.add(Tensor(tensor.sum()))
      }
    }
    (mean, standardErrors) = (moments.mean, moments.standardErrors)
    (total, totalError) = (sums.means[0], sums.errors?[0])
  }

  /// For each pixel the standard error of the channel whose mean is largest in size, the first of
  /// equal ones: `[channels, height, width]` to `[height, width]`; anything else as it is.
  ///
  /// The largest size of several means lies above what it estimates, most where nothing stands out:
  /// where all are 0 but for chance and their errors equal, it is on average 0.80 of these errors
  /// with one channel, 1.13 with two and 1.33 with three.
  public var errorsOfMagnitude: Tensor? {
    guard let standardErrors, mean.shape.count == 3, mean.shape[0] > 0 else {
      return standardErrors
    }
    var result = Tensor(shape: Array(mean.shape.dropFirst()))
    for pixel in result.elements.indices {
      var largest: Float = -1
      for index in stride(from: pixel, to: mean.count, by: result.count)
      where abs(mean.elements[index]) > largest {
        largest = abs(mean.elements[index])
        result.elements[pixel] = standardErrors.elements[index]
      }
    }
    return result
  }
}
