import Numerics
public import Tensors

/// How well two regions agree: what they share, divided by what they cover together.
///
///     IoU(A, B) = |A and B| / |A or B|
///
/// 1 for equal regions, 0 for those that do not touch (Jaccard 1912). A box one pixel off in a
/// small image loses more than in a large one.
public enum IntersectionOverUnion {
  /// The agreement of two boxes.
  public static func of(_ first: PixelBox, _ second: PixelBox) -> Double {
    let rows = first.rows.clamped(to: second.rows).count
    let columns = first.columns.clamped(to: second.columns).count
    let shared = rows * columns
    return Double(shared) / Double(first.area + second.area - shared)
  }

  /// The agreement of two masks, each above one half on its region; 0 if both are empty, because
  /// nothing was found.
  ///
  /// - Precondition: they have the same shape.
  public static func of(_ first: Tensor, _ second: Tensor) -> Double {
    precondition(
      first.shape == second.shape,
      "IntersectionOverUnion: masks \(first.shape) and \(second.shape) do not fit")
    var (shared, covered) = (0, 0)
    for (one, other) in zip(first.elements, second.elements) {
      if one > 0.5 && other > 0.5 { shared += 1 }
      if one > 0.5 || other > 0.5 { covered += 1 }
    }
    return covered == 0 ? 0 : Double(shared) / Double(covered)
  }
}
