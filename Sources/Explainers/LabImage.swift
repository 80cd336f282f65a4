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
    precondition(
      image.elements.allSatisfy(\.isFinite), "Superpixels: a value of the image is not finite")
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
  /// - Precondition: `sigma` is finite and not negative.
  package func smoothed(sigma: Double) -> LabImage {
    precondition(sigma.isFinite && sigma >= 0, "Superpixels: sigma \(sigma) is not 0 or above")
    let radius = Int(4 * sigma + 0.5)
    guard radius > 0 else { return self }
    let bell = (0...radius).map { distance in
      Elementary.exp(-0.5 / (sigma * sigma) * Double(distance * distance))
    }
    let total = bell[0] + 2 * bell.dropFirst().reduce(0, +)
    let weights = bell.map { $0 / total }
    var result = self
    result.colors = colors.indices.map { pixel in
      let (y, x) = pixel.quotientAndRemainder(dividingBy: width)
      return weights.blend { self.colors[mirrored(y + $0, height) * width + x] }
    }
    let columns = result.colors
    result.colors = colors.indices.map { pixel in
      let (y, x) = pixel.quotientAndRemainder(dividingBy: width)
      return weights.blend { columns[y * width + mirrored(x + $0, width)] }
    }
    return result
  }
}

/// Where position `index` of an axis of `length` finds its pixel: … 1 0 | 0 1 2 | 2 1 ….
private func mirrored(_ index: Int, _ length: Int) -> Int {
  let period = 2 * length
  let position = (index % period + period) % period
  return position < length ? position : period - 1 - position
}

extension [Double] {
  /// The weighted sum of the colours at the offsets −radius...radius, outermost first.
  fileprivate func blend(_ color: (Int) -> LabColor) -> LabColor {
    var sum = color(0) * self[0]
    for offset in stride(from: count - 1, through: 1, by: -1) {
      sum = sum + (color(-offset) + color(offset)) * self[offset]
    }
    return sum
  }
}
