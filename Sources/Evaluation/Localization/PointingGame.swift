import Numerics
public import Tensors

/// Whether the highest point of a map lies on the object.
///
/// Source: Zhang et al. (2016), "Top-down neural attention by excitation backprop"; a point is
/// a hit within 15 pixels of the object in an image 224 pixels wide, so the tolerance is scaled
/// to the image. A map whose highest value is shared by several pixels points at each with the
/// same chance, so its score is the share of those that hit: a constant map scores the share of
/// the image that counts as object, not 1.
public enum PointingGame {
  /// The tolerance in pixels for an image `width` pixels wide.
  public static func tolerance(forWidth width: Int) -> Double { 15 * Double(width) / 224 }

  /// How likely the highest point of `map` lies within `tolerance` of `mask`.
  ///
  /// - Parameters:
  ///   - map: The explanation, `[height, width]`.
  ///   - mask: 1 on the object, else 0; `[height, width]`.
  ///   - tolerance: The distance in pixels that still counts, 15/224 of the width by default.
  /// - Returns: 0 or 1; between them when the highest value is shared.
  /// - Precondition: both have the same shape, the object is not empty, and every value of the
  ///   map is a finite number.
  /// - Complexity: O(*ties* x *object pixels*); O(*pixels*) for a tolerance below one pixel.
  public static func score(of map: Tensor, mask: Tensor, tolerance: Double? = nil) -> Double {
    precondition(
      map.shape == mask.shape && map.shape.count == 2,
      "PointingGame: map \(map.shape) and mask \(mask.shape) do not fit")
    map.requireFinite("PointingGame")
    let width = map.shape[1]
    let reach = tolerance ?? self.tolerance(forWidth: width)
    let object = mask.elements.indices.filter { mask.elements[$0] > 0.5 }
    precondition(!object.isEmpty, "PointingGame: the mask is empty")
    let peak = map.elements.reduce(-Float.infinity, max)
    let peaks = map.elements.indices.filter { map.elements[$0] == peak }
    // Within less than a pixel of a place there is no other.
    if abs(reach) < 1 {
      return Double(peaks.count { mask.elements[$0] > 0.5 }) / Double(peaks.count)
    }
    let hits = peaks.filter { point in
      object.contains { pixel in
        let across = Double(point % width - pixel % width)
        let down = Double(point / width - pixel / width)
        return across * across + down * down <= reach * reach
      }
    }
    return Double(hits.count) / Double(peaks.count)
  }
}
