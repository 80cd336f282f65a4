import Numerics
public import Tensors

/// What a method says about one input and class: a signed number for each place, pixel or feature.
///
/// Positive numbers speak for the class and negative ones against it. Nothing is scaled, so the
/// values of two classes or inputs can be compared: that is for pictures to do, and to say.
public struct Attribution: Hashable, Sendable {
  /// The class that is explained.
  public let label: Int

  /// The layer whose output the values weigh; nothing if it is the input itself.
  public let layer: String?

  /// What a value is measured in, for a colour bar: `logit`.
  public let unit: String

  /// One value for each thing that is weighed, of any shape: places `[height, width]` of a map,
  /// pixels `[channels, height, width]`, features `[count]`.
  public let values: Tensor

  /// How far each value would move with other luck, as a standard deviation, of the shape of
  /// ``values``; nothing where a method draws nothing, or does not know.
  public let standardErrors: Tensor?

  /// What a method found; see the properties.
  ///
  /// - Precondition: every value is a finite number, and so is every standard error, none of them
  ///   negative; there are as many as values, if there are any.
  public init(
    label: Int, layer: String? = nil, unit: String, values: Tensor, standardErrors: Tensor? = nil
  ) {
    values.requireFinite("Attribution: class \(label)")
    if let standardErrors {
      precondition(
        standardErrors.shape == values.shape,
        "Attribution: standard errors \(standardErrors.shape) for values \(values.shape)")
      standardErrors.requireFinite("Attribution: standard errors")
      precondition(
        standardErrors.elements.allSatisfy { $0 >= 0 }, "Attribution: a standard error below 0")
    }
    (self.label, self.layer, self.unit) = (label, layer, unit)
    (self.values, self.standardErrors) = (values, standardErrors)
  }

  /// What speaks for the class, max(0, values): all zero if nothing does.
  public var positive: Tensor { values.map { $0 > 0 ? $0 : 0 } }

  /// What speaks against the class, max(0, −values).
  ///
  /// For Grad-CAM, whose map is linear in its weights, it is the map with weights −α: the
  /// counterfactual explanation of Selvaraju et al. (2017), which shows what would have to go
  /// for the network to change its mind.
  public var negative: Tensor { values.map { $0 < 0 ? -$0 : 0 } }

  /// The share of the values' size that ``positive`` drops, Σ|negative| / Σ|values|, in 0...1; 0
  /// where all values are zero.
  public var negativeShare: Double {
    let total = values.elements.reduce(0) { $0 + Double(abs($1)) }
    return total == 0 ? 0 : negative.elements.reduce(0) { $0 + Double($1) } / total
  }
}
