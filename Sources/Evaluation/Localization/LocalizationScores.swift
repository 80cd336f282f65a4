import Images
public import Tensors

/// How well the maps of many images find the objects in them: the exam that every map sits.
///
/// *Question.* Is the object where the map is high? Three scores for each image:
///
/// - ``peaks``: 1 if the highest place of the map lies on the object (``PointingGame``);
/// - ``overlaps``: the intersection over union of the object and all places above a share of the
///   map's maximum: a mask made without masks;
/// - ``boxes``: the intersection over union of the boxes around the two (``Localization``).
///
/// Maps smaller than the mask are stretched to its size first.
///
/// *Limits.* The scores ask where the object is, not what the network used: a map of a network
/// that reads the background is right to fail. Look at the controls beside them (``Controls``).
/// Stretching keeps a peak at the border and flattens one inside, so the peaks of coarse maps lean
/// outwards: chance at few places points at the middle less often than chance at every pixel.
public struct LocalizationScores: Hashable, Sendable {
  /// For each image whether the highest place lies on the object, 0 or 1, or the share of the
  /// highest places that do.
  public let peaks: [Double]
  /// For each image the overlap of region and object, 0...1.
  public let overlaps: [Double]
  /// For each image the overlap of the two boxes, 0...1.
  public let boxes: [Double]
  /// What makes regions and boxes.
  public let finder: Localization

  /// The scores of `count` maps; images run on all cores.
  ///
  /// - Parameters:
  ///   - count: How many images there are.
  ///   - finder: What makes regions and boxes.
  ///   - example: The map of an image, `[height, width]` of any size, and its mask.
  /// - Precondition: there is an image, and no mask is empty.
  public init(
    over count: Int, by finder: Localization = Localization(),
    _ example: @Sendable (_ index: Int) -> (map: Tensor, mask: Tensor)
  ) {
    let rows = Parallel.map(count) { index in
      let (map, mask) = example(index)
      let full = map.resized(height: mask.shape[0], width: mask.shape[1])
      return [
        PointingGame.score(of: full, mask: mask, tolerance: 0),
        IntersectionOverUnion.of(finder.region(of: full), mask),
        finder.score(of: full, mask: mask),
      ]
    }
    peaks = rows.map { $0[0] }
    overlaps = rows.map { $0[1] }
    boxes = rows.map { $0[2] }
    self.finder = finder
  }

  /// How often the highest place lies on the object.
  public var pointing: Estimate { Estimate(peaks) }
  /// The mean overlap.
  public var overlap: Estimate { Estimate(overlaps) }
  /// The share of boxes that are wrong: below the finder's overlap, one half unless told.
  public var missed: Estimate { finder.error(of: boxes) }

  /// The share of boxes whose overlap is below another bound.
  public func missed(below overlap: Double) -> Estimate {
    Localization(share: finder.share, overlap: overlap).error(of: boxes)
  }
}
