import Numerics
package import Tensors

/// Blurring by a Gaussian, cut off at four standard deviations; the image is mirrored at its edges.
package enum Gaussian {
  /// Blurs along the middle axis of values laid out as [any, `length`, `inner`].
  ///
  /// A `sigma` of 0 changes nothing. n (8σ + 1) multiplications.
  /// - Precondition: `sigma` is in 0...1000: no more than leaves the blur of a small picture a
  ///   matter of a second; the axes divide the number of values.
  package static func blurred(
    _ values: [Double], sigma: Double, length: Int, inner: Int
  ) -> [Double] {
    precondition(
      0...1000 ~= sigma, "Gaussian: a blur of \(sigma) pixels; 0 to 1000 are possible")
    precondition(
      length > 0 && inner > 0 && values.count % (length * inner) == 0,
      "Gaussian: \(values.count) values are no multiple of \(length) × \(inner)")
    let radius = Int(4 * sigma + 0.5)
    if radius == 0 { return values }
    let weights = kernel(sigma: sigma, radius: radius)
    let sources = (0..<length).map { position in
      (-radius...radius).map { mirrored(position + $0, in: length) }
    }
    var result = [Double](repeating: 0, count: values.count)
    for outer in 0..<(values.count / (length * inner)) {
      let block = outer * length * inner
      for position in 0..<length {
        let start = block + position * inner
        for (weight, source) in zip(weights, sources[position]) {
          let from = block + source * inner
          for index in 0..<inner { result[start + index] += weight * values[from + index] }
        }
      }
    }
    return result
  }

  /// Blurs each channel of an image [channels, height, width].
  ///
  /// - Precondition: the image has that shape, and pixels; `sigma` is in 0...1000.
  package static func blurred(_ image: Tensor, sigma: Double) -> Tensor {
    precondition(
      image.shape.count == 3 && image.count > 0,
      "Gaussian: \(image.shape) is not [channels, height, width], or is empty")
    let (height, width) = (image.shape[1], image.shape[2])
    let down = blurred(
      image.elements.map(Double.init), sigma: sigma, length: height, inner: width)
    let both = blurred(down, sigma: sigma, length: width, inner: 1)
    return Tensor(ContiguousArray(both.map { Float($0) }), shape: image.shape)
  }

  /// The weights exp(−x² / 2σ²) from −radius to radius, scaled to a sum of 1.
  private static func kernel(sigma: Double, radius: Int) -> [Double] {
    let heights = (-radius...radius).map { offset in
      let distance = Double(offset) / sigma
      return Elementary.exp(-0.5 * distance * distance)
    }
    let total = heights.reduce(0, +)
    return heights.map { $0 / total }
  }

  /// Reflects a position outside the axis back into it, edge pixels twice: 1 0 | 0 1 2 | 2 1.
  private static func mirrored(_ position: Int, in length: Int) -> Int {
    let period = 2 * length
    let inside = ((position % period) + period) % period
    return inside < length ? inside : period - 1 - inside
  }
}
