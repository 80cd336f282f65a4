public import Explainers
public import Numerics
public import Tensors

/// How well a few superpixels cover an object whose pixels are known.
///
/// Recall is the share of the object that the chosen superpixels cover, precision the share of
/// the chosen area that is object:
///
///     recall = |chosen and object| / |object|,   precision = |chosen and object| / |chosen|.
///
/// Superpixels do not overlap, so the best possible recall with k of them takes the k that hold
/// most of the object, and a random choice covers k / count of it on average: both exact.
public struct MaskRecall: Sendable {
  /// How many of the object's pixels lie in each superpixel.
  public let overlaps: [Int]

  /// How many pixels each superpixel has.
  public let sizes: [Int]

  /// How many pixels the object has.
  public let area: Int

  /// Counts the pixels of `mask` (`[height, width]`, 1 on the object, else 0) in `superpixels`.
  ///
  /// - Precondition: mask and superpixels have the same size, and the object is not empty.
  /// - Complexity: O(*pixels*).
  public init(of mask: Tensor, in superpixels: Superpixels) {
    precondition(
      mask.shape == [superpixels.height, superpixels.width],
      "MaskRecall: mask \(mask.shape), superpixels [\(superpixels.height), \(superpixels.width)]")
    var overlaps = [Int](repeating: 0, count: superpixels.count)
    var sizes = overlaps
    for (label, inside) in zip(superpixels.labels, mask.elements) {
      sizes[label] += 1
      if inside > 0.5 { overlaps[label] += 1 }
    }
    self.overlaps = overlaps
    self.sizes = sizes
    area = overlaps.reduce(0, +)
    precondition(area > 0, "MaskRecall: the mask is empty, so recall has no meaning")
  }

  /// The share of the object that the superpixels `chosen` cover; one that is named twice covers
  /// no more than once.
  ///
  /// - Precondition: there are such superpixels, here and below.
  public func recall(of chosen: [Int]) -> Double {
    Double(total(of: overlaps, over: chosen)) / Double(area)
  }

  /// The share of the area of `chosen` that is object; 0 when nothing is chosen.
  public func precision(of chosen: [Int]) -> Double {
    let chosenArea = total(of: sizes, over: chosen)
    return chosenArea == 0 ? 0 : recall(of: chosen) * Double(area) / Double(chosenArea)
  }

  /// The sum of `values` over the superpixels that `chosen` names.
  private func total(of values: [Int], over chosen: [Int]) -> Int {
    Set(chosen).reduce(0) { sum, label in
      precondition(
        values.indices.contains(label),
        "MaskRecall: no superpixel \(label) among \(values.count)")
      return sum + values[label]
    }
  }

  /// The highest recall that any `count` superpixels reach.
  ///
  /// - Precondition: `count` is 0 or more, here and below.
  /// - Complexity: O(*n* log *n*) for *n* superpixels.
  public func bestRecall(with count: Int) -> Double { recall(of: best(count)) }

  /// The `count` superpixels that hold most of the object; the lower index first when equal.
  public func best(_ count: Int) -> [Int] {
    precondition(count >= 0, "MaskRecall: \(count) superpixels cannot be chosen")
    let order = overlaps.indices.sorted { (overlaps[$1], $0) < (overlaps[$0], $1) }
    return Array(order.prefix(count))
  }

  /// The recall of `count` superpixels drawn at random, on average.
  public func randomRecall(with count: Int) -> Double {
    precondition(count >= 0, "MaskRecall: \(count) superpixels cannot be chosen")
    return Double(min(count, overlaps.count)) / Double(overlaps.count)
  }

  /// The recalls of `draws` random choices of `count` superpixels: how lucky chance can get.
  ///
  /// - Precondition: `draws` is 0 or more.
  public func randomRecalls(
    with count: Int, draws: Int, using random: inout Random
  ) -> [Double] {
    precondition(
      count >= 0 && draws >= 0, "MaskRecall: \(draws) choices of \(count) superpixels")
    return (0..<draws).map { _ in
      recall(of: Array(random.permutation(of: overlaps.count).prefix(count)))
    }
  }

  /// The superpixels that are mostly object, in ascending order.
  public var majority: [Int] { overlaps.indices.filter { 2 * overlaps[$0] > sizes[$0] } }

  /// The intersection over union of the object and the superpixels that are mostly object.
  ///
  /// No choice of whole superpixels that follows the majority can do better; it says how well
  /// the cut itself fits the object, before any explanation.
  public var majorityIntersectionOverUnion: Double {
    let chosen = majority
    let intersection = chosen.reduce(0) { $0 + overlaps[$1] }
    let union = area + chosen.reduce(0) { $0 + sizes[$1] - overlaps[$1] }
    return Double(intersection) / Double(union)
  }
}
