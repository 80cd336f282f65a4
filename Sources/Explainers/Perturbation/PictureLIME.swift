public import Images
public import Models
public import Numerics
public import Tensors

/// LIME for the pictures that a network looks at: ``LIME`` as an ``Explainer`` among others.
///
/// The map has for each pixel the coefficient of its superpixel, and the standard error of that,
/// where the samples are more than the superpixels. The network is a ``BlackBox`` here as well.
public struct PictureLIME: Explainer {
  /// Samples, kernel and surrogate.
  public let lime: LIME

  /// What hides a superpixel.
  public let fill: SuperpixelFill

  /// Which of the network's answers are explained.
  public let score: ClassScore

  /// Where the draws begin, anew for each picture: so the answer depends on nothing else.
  public let random: Random

  /// How a picture is cut.
  public let cut: @Sendable (_ image: Tensor) -> Superpixels

  /// The method, with superpixels from SLIC unless said otherwise.
  public init(
    _ lime: LIME = LIME(), fill: SuperpixelFill = .meanColor, score: ClassScore = .probability,
    random: Random, cut: @escaping @Sendable (_ image: Tensor) -> Superpixels = { .slic($0) }
  ) {
    (self.lime, self.fill, self.score) = (lime, fill, score)
    (self.random, self.cut) = (random, cut)
  }

  /// Explains the score of a class: cuts the picture, asks about its parts, and lays the
  /// coefficients back over it.
  ///
  /// Takes as many passes forward as there are samples, and none back.
  /// - Precondition: `label` is a class; `image` is `[3, height, width]`, and every value of it is
  ///   a finite number.
  public func explain(_ model: Network, _ image: Tensor, class label: Int) -> Attribution {
    var random = random
    let superpixels = cut(image)
    let found = lime.explain(
      model.blackBox(score), InputInParts(image, superpixels, fill: fill), class: label,
      using: &random)
    let areErrorsKnown = found.standardErrors.allSatisfy(\.isFinite)
    return Attribution(
      label: label, unit: score.rawValue, values: superpixels.painted(found.coefficients),
      standardErrors: areErrorsKnown ? superpixels.painted(found.standardErrors) : nil)
  }
}
