import Images
import Numerics
public import Tensors

/// A score of a map over one picture: what a column of a ``ScoreBoard`` holds.
///
/// Two scores are the same if they have the same name.
public struct MapScore: Hashable, Sendable {
  /// What is scored: a picture with its truth.
  public struct Case: Sendable {
    /// The number of the picture.
    public let index: Int
    /// The picture, `[3, height, width]`.
    public let image: Tensor
    /// 1 on the object, 0 elsewhere, `[height, width]`.
    public let mask: Tensor
    /// The class that the map explains.
    public let label: Int

    /// A picture with its truth.
    public init(index: Int, image: Tensor, mask: Tensor, label: Int) {
      (self.index, self.image, self.mask, self.label) = (index, image, mask, label)
    }

    /// The map in the size of the picture.
    func fitted(_ map: Tensor) -> Tensor {
      map.shape == mask.shape ? map : map.resized(height: mask.shape[0], width: mask.shape[1])
    }

    /// Stops unless there is an object to be found.
    fileprivate func requireObject(for score: String) {
      precondition(
        mask.elements.contains { $0 > 0.5 }, "\(score): the mask is empty in picture \(index)")
    }
  }

  /// What tables and texts call it.
  public let name: String
  /// Whether a method is better for a higher score.
  public let isBetterHigher: Bool
  private let score: @Sendable (_ map: Tensor, _ item: Case) -> MetricResult

  /// A score called `name`; `score` gets the map in the size of the picture.
  public init(
    _ name: String, isBetterHigher: Bool = true,
    _ score: @escaping @Sendable (_ map: Tensor, _ item: Case) -> Double
  ) {
    self.init(
      name, isBetterHigher: isBetterHigher,
      result: { map, item in
        let value = score(map, item)
        precondition(value.isFinite, "MapScore: \(name) of picture \(item.index) is \(value)")
        return MetricResult(value: value)
      })
  }

  /// The same for a score that draws, or asks a model, and says so.
  public init(
    _ name: String, isBetterHigher: Bool = true,
    result score: @escaping @Sendable (_ map: Tensor, _ item: Case) -> MetricResult
  ) {
    (self.name, self.isBetterHigher, self.score) = (name, isBetterHigher, score)
  }

  /// The score of `map`, which is stretched to the size of the picture first.
  ///
  /// - Precondition: it is a number, neither infinite nor not-a-number.
  public func value(of map: Tensor, on item: Case) -> Double { result(of: map, on: item).value }

  /// The same with its error and passes.
  public func result(of map: Tensor, on item: Case) -> MetricResult {
    score(item.fitted(map), item)
  }

  /// Whether both have the same name.
  public static func == (left: MapScore, right: MapScore) -> Bool { left.name == right.name }

  /// Takes the name in.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

// MARK: Is the object where the map is high?

extension MapScore {
  /// Whether the highest place lies on the object, 0 or 1, or the share of the highest places that
  /// do (``PointingGame``, without tolerance).
  public static let pointing = MapScore("pointing") { map, item in
    PointingGame.score(of: map, mask: item.mask, tolerance: 0)
  }

  /// The intersection over union of the object and all places above a share of the map's maximum,
  /// 0...1: a mask made without masks.
  ///
  /// - Precondition: the object is not empty, as for all scores of this kind.
  public static let iou = iou(by: Localization())

  /// Whether the box around these places is wrong: 1 where its intersection over union with the
  /// object's box is below one half, 0 elsewhere.
  public static let boxError = boxError(by: Localization())

  /// The share of what is positive in the map that lies on the object, 0...1; 0 if nothing is.
  ///
  /// Source: Wang et al. (2020), "Score-CAM", section 4.3, the energy-based pointing game.
  public static let energy = MapScore("energy") { map, item in
    map.requireFinite("energy")
    item.requireObject(for: "energy")
    var (inside, total) = (0.0, 0.0)
    for (value, mask) in zip(map.elements, item.mask.elements) where value > 0 {
      total += Double(value)
      if mask > 0.5 { inside += Double(value) }
    }
    return total == 0 ? 0 : inside / total
  }

  /// The intersection over union with another share of the maximum; it goes by the same name.
  public static func iou(by finder: Localization) -> MapScore {
    MapScore("IoU") { map, item in
      item.requireObject(for: "IoU")
      return IntersectionOverUnion.of(finder.region(of: map), item.mask)
    }
  }

  /// The box error with another share of the maximum, by the same name, or from another overlap
  /// on: "box error below 0.75".
  public static func boxError(by finder: Localization) -> MapScore {
    let bound = finder.overlap == Localization().overlap ? "" : " below \(finder.overlap)"
    return MapScore("box error" + bound, isBetterHigher: false) { map, item in
      finder.score(of: map, mask: item.mask) >= finder.overlap ? 0 : 1
    }
  }
}
