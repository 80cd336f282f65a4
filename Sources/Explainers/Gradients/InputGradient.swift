public import Autograd
public import Models
import Numerics
public import Tensors

/// The gradient of a class score at the pixels, and two backward signals that look like it.
///
/// *Question.* Which pixels would change the score of the class if they changed a little?
///
/// *Formula.* g = ∂y/∂image, and for each pixel the largest |g| among its channels (Simonyan,
/// Vedaldi and Zisserman 2014). ``rule`` changes what rectifiers do on the way back:
///
/// | rule | a rectifier with input x hands down |
/// |:--|:--|
/// | gradient | g where x > 0 |
/// | deconvolution | g where g > 0 (Zeiler and Fergus 2014) |
/// | guided | g where x > 0 and g > 0 (Springenberg et al. 2015) |
///
/// *Reference.* Simonyan et al., "Deep inside convolutional networks"; Zeiler and Fergus,
/// "Visualizing and understanding convolutional networks"; Springenberg, Dosovitskiy, Brox and
/// Riedmiller, "Striving for simplicity: the all convolutional net". Max-pools send a signal back
/// to where the maximum was under all three rules.
///
/// *Limits.* The gradient knows what changes the score, not what makes it; it is noisy and says
/// little of a saturated unit. Deconvolution and guided backpropagation are no derivatives.
/// Deconvolution knows the picture only by where max-pools found their maxima. Guided
/// backpropagation changes least of the three when the layers above are replaced by random ones
/// (the test of Adebayo et al. 2018, "Sanity checks for saliency maps"), and its signed signals for
/// two classes are nearly the same.
public struct InputGradient: Explainer, Hashable {
  /// What the rectifiers hand down.
  public let rule: RectifierRule
  /// What is explained.
  public let score: ClassScore

  /// The gradient, or another signal; of the logit unless told.
  public init(rule: RectifierRule = .gradient, score: ClassScore = .logit) {
    (self.rule, self.score) = (rule, score)
  }

  /// Explains the score of a class: both steps in order.
  ///
  /// The map is never negative. One pass forward and one back.
  /// - Precondition: `label` is a class, and every value of the image is a finite number.
  public func explain(_ model: Network, _ image: Tensor, class label: Int) -> Attribution {
    Attribution(
      label: label, layer: nil,
      unit: rule == .gradient ? score.perBrightness : "arbitrary units",
      values: InputGradient.magnitude(of: signal(of: model, image, class: label)))
  }

  /// Step 1: what comes back to the pixels, of the image's shape, signed.
  public func signal(of model: Network, _ image: Tensor, class label: Int) -> Tensor {
    model.gradients(of: score, classes: [label], at: [image], rule: rule)[0]
  }

  /// Step 2: for each pixel the largest size among its channels,
  /// `[channels, height, width]` to `[height, width]`.
  ///
  /// - Precondition: every value is a finite number.
  public static func magnitude(of signal: Tensor) -> Tensor {
    precondition(
      signal.shape.count == 3 && signal.shape[0] > 0,
      "InputGradient: \(signal.shape) is not [channels, height, width]")
    signal.requireFinite("InputGradient: the signal")
    var largest = Tensor(shape: Array(signal.shape.dropFirst()))
    for (index, value) in signal.elements.enumerated() {
      let pixel = index % largest.count
      largest.elements[pixel] = max(largest.elements[pixel], abs(value))
    }
    return largest
  }
}

extension ClassScore {
  /// The unit of its slope at a picture: `logit per unit of brightness`.
  var perBrightness: String {
    // A name of more than one word would else be read as if its last word alone were divided.
    (rawValue.contains(" ") ? "(\(rawValue))" : rawValue) + " per unit of brightness"
  }
}
