import Numerics
public import Tensors

/// What is painted over a superpixel that is hidden.
///
/// There is no neutral one: each asks "compared with what?".
public enum SuperpixelFill: Hashable, Sendable {
  /// Its own mean colour: what LIME's code does when nothing is asked for. Texture goes,
  /// colour stays, so a region known by its colour alone never disappears.
  case meanColor

  /// Black. It may look like something that the model knows.
  case black

  /// One colour everywhere, channels in 0...1.
  case color(red: Float, green: Float, blue: Float)

  /// The image blurred by a Gaussian of so many pixels, up to 1000.
  case blurred(Double)

  /// The image with every superpixel hidden.
  ///
  /// - Precondition: `image` is [3, height, width], of the size that was cut, and every value of
  ///   it, and of a colour, is a finite number.
  public func background(of image: Tensor, _ superpixels: Superpixels) -> Tensor {
    let area = superpixels.height * superpixels.width
    precondition(
      image.shape == [3, superpixels.height, superpixels.width],
      "SuperpixelFill: image \(image.shape), superpixels over \(superpixels.height) × "
        + "\(superpixels.width)")
    image.requireFinite("SuperpixelFill: the image")
    var result = Tensor(shape: image.shape)
    switch self {
    case .meanColor:
      let means = superpixels.meanColors(of: image)
      for channel in 0..<3 {
        for pixel in 0..<area {
          result.elements[channel * area + pixel] = means[superpixels.labels[pixel]][channel]
        }
      }
    case .black:
      break
    case .color(let red, let green, let blue):
      for (channel, value) in [red, green, blue].enumerated() {
        for pixel in 0..<area { result.elements[channel * area + pixel] = value }
      }
      result.requireFinite("SuperpixelFill: the colour that hides")
    case .blurred(let sigma):
      result = Gaussian.blurred(image, sigma: sigma)
    }
    return result
  }
}
