import Numerics
public import Tensors

/// What a method says about one image and class: a signed number for each place.
///
/// Positive numbers speak for the class and negative ones against it. Nothing is scaled, so maps
/// of two classes or images can be compared: that is for pictures to do, and to say.
public struct Attribution: Hashable, Sendable {
  /// The class that is explained.
  public let label: Int

  /// The layer whose output the map weighs; nothing if it is the image itself.
  public let layer: String?

  /// What a value of the map is measured in, for a colour bar: `logit`.
  public let unit: String

  /// One value for each place of the layer, `[height, width]`.
  public let map: Tensor

  /// What a method found; see the properties.
  ///
  /// - Precondition: the map is `[height, width]`, and every value of it is a finite number.
  public init(label: Int, layer: String?, unit: String, map: Tensor) {
    precondition(map.shape.count == 2, "Attribution: \(map.shape) is not [height, width]")
    map.requireFinite("Attribution: class \(label)")
    (self.label, self.layer, self.unit, self.map) = (label, layer, unit, map)
  }

  /// What speaks for the class, max(0, map): all zero if nothing does.
  public var positive: Tensor { map.map { $0 > 0 ? $0 : 0 } }

  /// What speaks against the class, max(0, −map).
  ///
  /// For Grad-CAM, whose map is linear in its weights, it is the map with weights −α: the
  /// counterfactual explanation of Selvaraju et al. (2017), which shows what would have to go
  /// for the network to change its mind.
  public var negative: Tensor { map.map { $0 < 0 ? -$0 : 0 } }

  /// The share of the map's size that ``positive`` drops, Σ|negative| / Σ|map|, in 0...1; 0 for a
  /// map of zeros.
  public var negativeShare: Double {
    let total = map.elements.reduce(0) { $0 + Double(abs($1)) }
    return total == 0 ? 0 : negative.elements.reduce(0) { $0 + Double($1) } / total
  }
}
