import Numerics
public import Tensors

/// What a picture costs, whatever a network says to it: λ ‖x − ½‖² + μ TV(x).
///
/// TV(x) = Σ √(d² + r² + ε²) over channels and pixels, with d and r the differences to the pixel below
/// and to the right, 0 at the border, and ε = 0.01, so that it has a slope at flat places.
///
/// Source: Mahendran and Vedaldi (2015), "Understanding deep image representations by inverting
/// them", section 3.1, with β = 1.
public struct InputPrior: Hashable, Sendable {
  /// λ, the price of being far from grey.
  public let norm: Double
  /// μ, the price of differences between neighbours.
  public let totalVariation: Double

  /// The ε of the total variation, in units of brightness.
  package static let softness = 0.01

  /// Prices; nothing costs anything unless told.
  ///
  /// - Precondition: they are in 0...1e18. For pictures in 0...1 slopes are then below 1e19, and
  ///   `Float` holds their squares, of which Adam takes the mean.
  public init(norm: Double = 0, totalVariation: Double = 0) {
    precondition(
      0...1e18 ~= norm && 0...1e18 ~= totalVariation,
      "InputPrior: prices of \(norm) and \(totalVariation); 0 to 1e18 are possible")
    (self.norm, self.totalVariation) = (norm, totalVariation)
  }

  /// The cost of a picture, of which ``gradient(at:)`` is the slope.
  ///
  /// - Precondition: with a price on differences it is `[channels, height, width]`.
  package func cost(of picture: Tensor) -> Double {
    var cost = norm * picture.elements.reduce(0) { $0 + (Double($1) - 0.5) * (Double($1) - 0.5) }
    if totalVariation > 0 {
      forEachPixel(of: picture) { _, _, _, _, _, length in cost += totalVariation * length }
    }
    return cost
  }

  /// How the cost changes with each value of the picture.
  ///
  /// - Precondition: with a price on differences it is `[channels, height, width]`.
  public func gradient(at picture: Tensor) -> Tensor {
    var slopes = ContiguousArray(picture.elements.map { 2 * norm * (Double($0) - 0.5) })
    if totalVariation > 0 {
      forEachPixel(of: picture) { pixel, below, right, d, r, length in
        slopes[pixel] -= totalVariation * (d + r) / length
        if let below { slopes[below] += totalVariation * d / length }
        if let right { slopes[right] += totalVariation * r / length }
      }
    }
    return Tensor(ContiguousArray(slopes.map { Float($0) }), shape: picture.shape)
  }

  /// Each pixel, the one below and the one to the right, where there are any, the differences to them
  /// and √(d² + r² + ε²).
  private func forEachPixel(
    of picture: Tensor,
    _ body: (
      _ pixel: Int, _ below: Int?, _ right: Int?, _ d: Double, _ r: Double, _ length: Double
    ) -> Void
  ) {
    precondition(
      picture.shape.count == 3, "InputPrior: \(picture.shape) is not [channels, height, width]")
    let (height, width) = (picture.shape[1], picture.shape[2])
    for pixel in picture.elements.indices {
      let (row, column) = (pixel / width % height, pixel % width)
      let below = row + 1 < height ? pixel + width : nil
      let right = column + 1 < width ? pixel + 1 : nil
      let value = Double(picture.elements[pixel])
      let d = below.map { Double(picture.elements[$0]) - value } ?? 0
      let r = right.map { Double(picture.elements[$0]) - value } ?? 0
      let softness = InputPrior.softness
      body(pixel, below, right, d, r, (d * d + r * r + softness * softness).squareRoot())
    }
  }
}
