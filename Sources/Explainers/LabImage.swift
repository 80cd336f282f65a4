import Numerics
package import Tensors

/// The pixels of an image in L*a*b*, row by row: what superpixel algorithms measure distances in.
package struct LabImage: Sendable {
  /// How many rows of pixels there are.
  package let height: Int

  /// How many columns of pixels there are.
  package let width: Int

  /// The colour of each pixel, row by row.
  package var colors: [LabColor]

  /// Converts an RGB image; with `stretched`, after moving its least and greatest channel value
  /// to 0 and 1, so that a pale photograph is cut like a crisp one.
  ///
  /// - Precondition: `image` is [3, height, width], not empty, with finite values.
  package init(_ image: Tensor, stretched: Bool = false) {
    precondition(
      image.shape.count == 3 && image.shape[0] == 3 && image.count > 0,
      "Superpixels: shape \(image.shape) is not that of an RGB image [3, height, width]")
    image.requireFinite("Superpixels: the image")
    let values = image.elements.map(Double.init)
    var offset = 0.0
    var range = 1.0
    if stretched, let least = values.min(), let greatest = values.max() {
      offset = least
      range = least < greatest ? greatest - least : 1
    }
    height = image.shape[1]
    width = image.shape[2]
    let area = height * width
    colors = (0..<area).map { pixel in
      LabColor(
        red: (values[pixel] - offset) / range, green: (values[area + pixel] - offset) / range,
        blue: (values[2 * area + pixel] - offset) / range)
    }
  }

  /// The image with every coordinate of every colour multiplied by `factor`.
  package func scaled(by factor: Double) -> LabImage {
    var result = self
    result.colors = colors.map { $0 * factor }
    return result
  }

  /// The image blurred by a Gaussian of standard deviation `sigma` pixels, 0 for none.
  ///
  /// The kernel is cut at 4 `sigma`; beyond its borders the image is mirrored, edge pixels twice.
  /// Complexity: O(pixels · sigma), one pass down the columns and one along the rows.
  ///
  /// - Precondition: `sigma` is in 0...1000.
  package func smoothed(sigma: Double) -> LabImage {
    let values = colors.flatMap { [$0.lightness, $0.greenRed, $0.blueYellow] }
    let down = Gaussian.blurred(values, sigma: sigma, length: height, inner: 3 * width)
    let both = Gaussian.blurred(down, sigma: sigma, length: width, inner: 3)
    var result = self
    result.colors = colors.indices.map { pixel in
      LabColor(
        lightness: both[3 * pixel], greenRed: both[3 * pixel + 1], blueYellow: both[3 * pixel + 2])
    }
    return result
  }
}
