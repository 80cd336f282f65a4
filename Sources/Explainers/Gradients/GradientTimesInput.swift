import Autograd
public import Models
import Numerics
public import Tensors

/// The gradient of a class score, times the input itself.
///
/// *Question.* How much of the score would go if each value were turned down to 0 along its slope?
///
/// *Formula.* xᵢ ∂y/∂xᵢ. For a picture the three channels of a pixel add up, so that its number is
/// about the pixel: `[channels, height, width]` to `[height, width]`.
///
/// *Reference.* Shrikumar, Greenside, Shcherbina and Kundaje (2016), "Not just a black box".
///
/// *Limits.* Exact where the score is linear without a constant term; elsewhere it is the first term
/// of a series. What is 0 gets 0, so black is never a reason. Two networks that compute the same may
/// differ in it, if one of them shifts its input (Kindermans et al. 2019).
public struct GradientTimesInput: Explainer, Hashable {
  /// What is explained.
  public let score: ClassScore

  /// The method, of the logit unless told.
  public init(score: ClassScore = .logit) { self.score = score }

  /// Explains the score of a class.
  ///
  /// One pass forward and one back.
  ///
  /// - Precondition: `label` is a class, and every value of the input is a finite number.
  public func explain(_ model: Network, _ input: Tensor, class label: Int) -> Attribution {
    let slopes = model.gradients(of: score, classes: [label], at: [input])[0]
    return Attribution(
      label: label, layer: nil, unit: score.rawValue,
      values: GradientTimesInput.overChannels(slopes * input))
  }

  /// For a picture `[channels, height, width]` the sum of each pixel's channels, `[height, width]`;
  /// anything else as it is.
  public static func overChannels(_ values: Tensor) -> Tensor {
    guard values.shape.count == 3, values.shape[0] > 0 else { return values }
    return (1..<values.shape[0]).reduce(values.slice(0)) { $0 + values.slice($1) }
  }
}
