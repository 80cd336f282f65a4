import Numerics

/// How much a method's maps stay what they were while a network forgets (``SanityCheck``).
///
/// `scores["linear"].mean` is the mean of |ρ| when the last layer is forgotten: 1 for maps that
/// ignore the network or only turn over, ``chanceLevel`` for maps that have nothing to do with the
/// old ones.
///
/// *Constant maps* rank nothing. If one of a pair is constant, they do not resemble each other: 0.
/// If both are, forgetting has changed nothing: 1. So a method that ignores the network has 1 at
/// every stage, whatever it draws.
public struct SanityScores: Hashable, Sendable {
  /// The scores at one stage.
  public struct Stage: Hashable, Sendable {
    /// The lowest layer that is forgotten.
    public let layer: String
    /// |ρ| for each twin and each image, in 0...1.
    public let values: [[Double]]
    /// The mean of |ρ| with its spread over twins: the images stay, the twins could be others.
    public let overTwins: Estimate
    /// The mean of |ρ| with its spread over images: the twins stay, the images could be others.
    public let overImages: Estimate

    /// The mean of |ρ| over twins and images.
    public var mean: Double { overTwins.mean }

    init(layer: String, values: [[Double]]) {
      (self.layer, self.values) = (layer, values)
      overTwins = Estimate(values.map { Estimate($0).mean })
      overImages = Estimate(
        values[0].indices.map { image in Estimate(values.map { $0[image] }).mean })
    }
  }

  /// How many values a map has.
  public let places: Int
  /// From the logits downwards.
  public let stages: [Stage]

  /// The stage at which the layers down to `layer` are forgotten.
  ///
  /// - Precondition: there is one.
  public subscript(layer: String) -> Stage {
    guard let stage = stages.first(where: { $0.layer == layer }) else {
      preconditionFailure("SanityScores: no stage \(layer) among \(stages.map(\.layer))")
    }
    return stage
  }

  /// What maps of as many places get that have nothing to do with each other.
  public var chanceLevel: Double { SanityScores.chanceLevel(places: places) }

  /// The mean of |ρ| between two maps of independent noise: √(2 / (π (n − 1))) for n places, and at
  /// most 1.
  ///
  /// ρ of two independent orders has mean 0 and variance 1 / (n − 1), and is nearly normal: from 12
  /// places on the mean is right within 2 %. Smooth maps have fewer places than they seem to,
  /// neighbours being alike; unrelated ones get more than this, so it is a floor.
  ///
  /// - Precondition: there is a place.
  public static func chanceLevel(places: Int) -> Double {
    precondition(places > 0, "SanityScores: a map of \(places) places")
    return min(1, (2 / (Double.pi * Double(places - 1))).squareRoot())
  }
}
