import Autograd
import Images
public import Models
import Numerics
public import Tensors

/// Guided Grad-CAM: the fine lines of guided backpropagation, where Grad-CAM sees the class.
///
/// *Question.* Which details, in the region that speaks for the class?
///
/// *Formula.* Guided backpropagation at the pixels, times max(0, Grad-CAM) stretched to the image
/// by straight lines, value by value.
///
/// *Reference.* Selvaraju et al. (2017), section 3.2.
///
/// *Limits.* The details are those of ``InputGradient`` with the rule `guided`, whose signals for
/// two classes are nearly the same: it is the region that depends on the class. Where Grad-CAM is
/// zero, so is this.
public struct GuidedGradCAM: Explainer, Hashable {
  /// What finds the region.
  public let region: GradCAM

  /// What finds the details.
  public let details = InputGradient(rule: .guided)

  /// The method with Grad-CAM at `layer`.
  public init(layer: String) { region = GradCAM(layer: layer) }

  /// Explains the logit of a class: all steps in order.
  ///
  /// The map is never negative. Two passes forward, one back to the layer and one to the pixels.
  /// - Precondition: that of ``GradCAM/explain(_:_:class:)``.
  public func explain(_ model: Network, _ image: Tensor, class label: Int) -> Attribution {
    let coarse = region.explain(model, image, class: label)
    let fine = details.signal(of: model, image, class: label)
    return Attribution(
      label: label, layer: region.layer, unit: "arbitrary units",
      values: InputGradient.magnitude(of: product(of: fine, and: coarse)))
  }

  /// The last step: `fine` `[channels, height, width]` times what `coarse` has for the class.
  public func product(of fine: Tensor, and coarse: Attribution) -> Tensor {
    precondition(
      fine.shape.count == 3, "GuidedGradCAM: \(fine.shape) is not [channels, height, width]")
    let mask = coarse.positive.resized(height: fine.shape[1], width: fine.shape[2])
    return Tensor.stacked((0..<fine.shape[0]).map { fine.slice($0) * mask })
  }
}
