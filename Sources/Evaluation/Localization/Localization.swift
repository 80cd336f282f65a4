public import Images
import Numerics
public import Tensors

/// A box from a map: where a method says the object is.
///
/// *Question.* Does the explanation lie on the object, with the right extent?
///
/// *Formula.* Take the places above ``share`` of the map's highest value, of these the largest
/// piece that hangs together by its edges (4 neighbours), and the smallest box around it. It is
/// right if its intersection over union with the object's box is at least ``overlap``.
///
/// *Reference.* Zhou et al. (2016), section 3.2, with 20 % and the largest piece; the overlap of
/// one half is that of the ImageNet localisation task (Russakovsky et al. 2015).
///
/// *Limits.* The share decides much: a map of peaks gets small boxes and one of hills large ones,
/// whatever they know. Compare methods at the best share of each, chosen on other images, or over
/// a range of shares (Choe et al. 2020). A box in the middle is a strong rival in a set where
/// objects are central; measure it.
///
/// *Degenerate maps.* A map without a positive value points nowhere: no region, no box, and an
/// overlap of 0. A map that is positive and equal everywhere has the whole image as its region.
/// Of pieces of equal size the one met first, row by row, counts.
public struct Localization: Hashable, Sendable {
  /// The share of the highest value above which a place belongs to the region.
  public let share: Double

  /// The intersection over union from which on a box is right.
  public let overlap: Double

  /// The knobs; as they stand, those of the paper.
  ///
  /// - Precondition: `share` is in 0..<1 and `overlap` above 0 and at most 1.
  public init(share: Double = 0.2, overlap: Double = 0.5) {
    precondition(
      0..<1 ~= share && overlap > 0 && overlap <= 1,
      "Localization: a share of \(share) and an overlap of \(overlap)")
    (self.share, self.overlap) = (share, overlap)
  }

  // [box]
  /// The box that `map`, `[height, width]`, stands for: all steps in order.
  ///
  /// Nothing if the map has no positive value.
  public func box(of map: Tensor) -> PixelBox? {
    PixelBox(around: Regions.largest(of: region(of: map)))
  }

  /// Step 1: 1 where the map is above ``share`` of its highest value, 0 elsewhere; all 0 if that
  /// value is not positive.
  ///
  /// - Precondition: every value is a finite number.
  public func region(of map: Tensor) -> Tensor {
    precondition(
      map.shape.count == 2 && map.count > 0,
      "Localization: a map \(map.shape) that is empty or no [height, width]")
    map.requireFinite("Localization")
    let threshold = max(Float(share) * map.maximum(), 0)
    return map.map { $0 > threshold ? 1 : 0 }
  }
  // [/box]

  /// How well the box of `map` agrees with that of the object; 0 without a box.
  ///
  /// - Precondition: map and mask have the same shape, and the object is not empty.
  public func score(of map: Tensor, mask: Tensor) -> Double {
    precondition(
      map.shape == mask.shape, "Localization: map \(map.shape) and mask \(mask.shape) do not fit")
    guard let object = PixelBox(around: mask) else {
      preconditionFailure("Localization: an empty mask")
    }
    return box(of: map).map { IntersectionOverUnion.of($0, object) } ?? 0
  }

  /// The localisation error: the share of `scores` below ``overlap``, with its standard error.
  ///
  /// - Precondition: there is a score.
  public func error(of scores: [Double]) -> Estimate {
    Estimate(scores.map { $0 >= overlap ? 0 : 1 })
  }
}
