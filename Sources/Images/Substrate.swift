import Numerics
public import Tensors

/// What stands where a pixel of a picture is hidden.
///
/// There is no neutral one: each asks "compared with what?". Say which one, and how it scores by
/// itself, with nothing of the picture left.
public enum Substrate: Hashable, Sendable {
  /// 0 in every channel, whatever the picture's values are. It may look like something, such as
  /// night.
  case black

  /// One colour everywhere, a value for each channel, such as the mean of the training pictures.
  case color([Float])

  /// Another picture, such as the mean of the training pictures.
  case picture(Tensor)

  /// The picture itself, blurred by a Gaussian of so many pixels, up to 1000; 0 hides nothing.
  ///
  /// What is wider than the blur is still seen: find out how much hides the object.
  case blurred(Double)

  /// The mean colour of `pictures`, all pixels alike.
  ///
  /// - Precondition: there is a picture with pixels, all are `[channels, height, width]` with equally
  ///   many channels, and every value is a finite number.
  public static func meanColor(of pictures: [Tensor]) -> Substrate {
    let channels = pictures.first?.shape.first ?? 0
    var (sums, pixels) = ([Double](repeating: 0, count: channels), 0)
    for picture in pictures {
      precondition(
        picture.shape.count == 3 && picture.shape[0] == channels && picture.count > 0,
        "Substrate: a picture \(picture.shape) has no mean colour of \(channels) channels")
      picture.requireFinite("Substrate: a picture")
      let area = picture.count / channels
      for channel in 0..<channels {
        sums[channel] += picture.elements[(channel * area)..<((channel + 1) * area)]
          .reduce(0) { $0 + Double($1) }
      }
      pixels += area
    }
    precondition(pixels > 0, "Substrate: no pictures have a mean colour")
    return .color(sums.map { Float($0 / Double(pixels)) })
  }

  /// The picture with every pixel hidden, of the shape of `image`.
  ///
  /// - Precondition: `image` is `[channels, height, width]`, and fits a colour or picture that is
  ///   given; every value is a finite number.
  public func background(of image: Tensor) -> Tensor {
    precondition(
      image.shape.count == 3 && image.count > 0,
      "Substrate: \(image.shape) is not [channels, height, width], or is empty")
    image.requireFinite("Substrate: the picture")
    var result = Tensor(shape: image.shape)
    switch self {
    case .black:
      break
    case .color(let values):
      precondition(
        values.count == image.shape[0],
        "Substrate: a colour of \(values.count) channels for a picture \(image.shape)")
      let area = image.count / values.count
      for index in result.elements.indices { result.elements[index] = values[index / area] }
    case .picture(let other):
      precondition(
        other.shape == image.shape, "Substrate: \(other.shape) stands behind \(image.shape)")
      result = other
    case .blurred(let sigma):
      result = Gaussian.blurred(image, sigma: sigma)
    }
    result.requireFinite("Substrate: what hides")
    return result
  }
}
