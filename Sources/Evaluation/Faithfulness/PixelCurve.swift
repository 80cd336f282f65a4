public import Explainers
public import Images
public import Numerics
public import Tensors

/// Insertion and deletion: how soon the model knows, or forgets, a picture whose pixels come, or go,
/// in the order of a map.
///
/// *Question.* Are the pixels that the map calls important those that the model needs?
///
/// *Formula.* With the pixels sorted by the map, the highest first, and xₖ the picture of which the
/// first k of K shares are taken from the picture (insertion) or from the substrate (deletion), and
/// all others from the other one, the area under the model's score f(xₖ) over k / K by the trapezoid
/// rule. High is good for insertion, low for deletion. All channels of a pixel go together.
///
/// *Ties.* The order of pixels of equal value is drawn, each order being equally likely: the area's
/// expectation over these orders is the score. So a constant map gets in expectation what a random
/// order gets, and a map of 0 and 1 what its two halves get in random order each. ``draws`` orders
/// are averaged, fewer than that only where no point depends on them; the average has no bias,
/// whatever their number. Interpolating the curve over equal pixels would have one: it pretends that
/// half of them are worth half.
///
/// *Degenerate cases.* With more steps than pixels, each step is one pixel. A picture of one pixel
/// has a curve of two points.
///
/// *Reference.* Petsiuk, Das and Saenko (2018), "RISE: randomized input sampling for explanation of
/// black-box models", section 4.1; the order of removal is Samek et al. (2017), "Evaluating the
/// visualization of what a deep neural network has learned".
///
/// *Limits.* Half-revealed pictures are unlike all that the model has learned from, and the model's
/// answer to them is part of the score. The substrate decides: the first point of an insertion curve
/// and the last one of a deletion curve say what the model sees in it, and belong beside the area.
/// The area depends on the steps, too, so compare only maps that were scored with the same.
public struct PixelCurve: MapMetric, Hashable {
  /// What happens to the most important pixels first.
  public enum Direction: String, Hashable, Sendable, CaseIterable {
    /// They are put into the substrate.
    case insertion
    /// The substrate is put over them.
    case deletion
  }

  /// Whether pixels come or go.
  public let direction: Direction
  /// What stands where the picture does not.
  public let substrate: Substrate
  /// How many shares the pixels are cut into, equal but for one pixel.
  public let steps: Int
  /// How many orders of equal pixels are averaged.
  public let draws: Int

  /// The curve's knobs.
  ///
  /// A step of 24 has 96 pixels of a picture of 48 × 48. A single draw is enough where many pictures
  /// are averaged: their scatter holds it. For one picture, draw more.
  ///
  /// - Precondition: there is a step and a draw.
  public init(_ direction: Direction, _ substrate: Substrate, steps: Int = 24, draws: Int = 1) {
    precondition(
      steps >= 1 && draws >= 1, "PixelCurve: \(steps) steps and \(draws) draws; 1 is the least")
    (self.direction, self.substrate) = (direction, substrate)
    (self.steps, self.draws) = (steps, draws)
  }

  /// "insertion" or "deletion".
  public var name: String { direction.rawValue }

  /// True for insertion.
  public var isBetterHigher: Bool { direction == .insertion }

  /// The area under ``curve(_:_:_:class:using:)``.
  public func score(
    _ map: Tensor, _ model: BlackBox<Tensor>, _ image: Tensor, class label: Int,
    using random: Random
  ) -> MetricResult {
    curve(map, model, image, class: label, using: random).area
  }

  // [curve]
  /// The curve of one map; the parameters are those of
  /// ``MapMetric/score(_:_:_:class:using:)-(Tensor,_,_,_,_)``.
  ///
  /// The model is asked once for each point, and again for each further draw at the points that
  /// depend on it.
  public func curve(
    _ map: Tensor, _ model: BlackBox<Tensor>, _ image: Tensor, class label: Int,
    using random: Random
  ) -> ScoreCurve {
    require(map, fits: image)
    let steps = min(steps, map.count)
    let cuts = (0...steps).map { $0 * map.count / steps }
    let order = TiedOrder.descending(map.elements, using: random.stream(0))
    let tied = (1..<steps).filter {
      map.elements[order[cuts[$0] - 1]] == map.elements[order[cuts[$0]]]
    }
    let orders =
      [order]
      + (1..<(tied.isEmpty ? 1 : draws)).map {
        TiedOrder.descending(map.elements, using: random.stream(UInt64($0)))
      }
    let places = orders.map(PixelCurve.places)
    let points =
      cuts.indices.map { (draw: 0, step: $0) }
      + (1..<orders.count).flatMap { draw in tied.map { (draw: draw, step: $0) } }
    let (old, new) = ends(of: image)
    let scores = model.scores(
      of: points.lazy.map { point in
        old.taking(new, where: places[point.draw], areBelow: cuts[point.step])
      }, class: label)
    var draws = [[Double]](repeating: Array(scores.prefix(cuts.count)), count: orders.count)
    for (point, score) in zip(points, scores) { draws[point.draw][point.step] = score }
    return ScoreCurve(
      shares: cuts.map { Double($0) / Double(map.count) }, draws: draws, isTied: !tied.isEmpty,
      passes: points.count)
  }
  // [/curve]

  /// The pictures at the first and the last point.
  private func ends(of image: Tensor) -> (first: Tensor, last: Tensor) {
    let hidden = substrate.background(of: image)
    return direction == .insertion ? (hidden, image) : (image, hidden)
  }

  /// Where each pixel stands in `order`.
  private static func places(in order: [Int]) -> [Int] {
    var places = order
    for (place, pixel) in order.enumerated() { places[pixel] = place }
    return places
  }
}

extension Tensor {
  /// This picture with the pixels of `other` whose place is below `limit`, in all channels.
  fileprivate func taking(_ other: Tensor, where places: [Int], areBelow limit: Int) -> Tensor {
    var result = self
    for start in stride(from: 0, to: count, by: places.count) {
      for (pixel, place) in places.enumerated() where place < limit {
        result.elements[start + pixel] = other.elements[start + pixel]
      }
    }
    return result
  }
}
