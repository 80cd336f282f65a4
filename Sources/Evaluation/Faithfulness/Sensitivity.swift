public import Explainers
public import Models
public import Numerics
public import Tensors

/// How much an explanation moves when the picture hardly does.
///
/// *Question.* Would the map be another one if each pixel were a little lighter or darker, as noise
/// would have it?
///
/// *Formula.* For pictures y = x + ε, with εᵢ uniform in −radius...radius for each value, the
/// relative change of the map Φ in the Euclidean norm, ‖Φ(y) − Φ(x)‖ / ‖Φ(x)‖: of ``samples`` of
/// them the largest, and the mean. Lower is calmer. The class that is explained stays the same, and
/// nothing is clipped to the range of a picture.
///
/// *Zero maps.* If Φ(x) is zero everywhere, a map that stays so has changed by 0, and any other by
/// 1: all of it is new. (Captum divides by 1 there, so that the change has the map's unit and cannot
/// stand beside that of other pictures.)
///
/// *Reference.* Yeh et al. (2019), "On the (in)fidelity and sensitivity of explanations", NeurIPS;
/// radius and samples as in captum's `sensitivity_max`.
///
/// *Limits.* To be calm is easy: a map that ignores the picture is calmest. The largest of ten is no
/// bound for all pictures nearby, and grows with the samples. A network that itself changes its mind
/// should have a map that changes.
public struct Sensitivity: Hashable, Sendable {
  /// The largest change of a value of the picture.
  public let radius: Double
  /// How many pictures are drawn.
  public let samples: Int

  /// The knobs.
  ///
  /// - Precondition: the radius is a finite number above 0, and there is a sample.
  public init(radius: Double = 0.02, samples: Int = 10) {
    precondition(
      radius > 0 && radius.isFinite && samples >= 1,
      "Sensitivity: \(samples) samples within \(radius)")
    (self.radius, self.samples) = (radius, samples)
  }

  /// What is added to a picture of `shape`, for each sample.
  public func noise(shape: [Int], using random: Random) -> [Tensor] {
    (0..<samples).map { sample in
      var random = random.stream(UInt64(sample))
      let count = shape.reduce(1, *)
      return Tensor(
        ContiguousArray(
          (0..<count).map { _ in Float(random.uniform(in: (-radius)..<radius)) }), shape: shape)
    }
  }

  // [change]
  /// ‖after − before‖ / ‖before‖, and of a zero map: 0 if it stays zero, else 1.
  ///
  /// - Precondition: both have the same shape and finite values.
  public static func change(from before: Tensor, to after: Tensor) -> Double {
    precondition(
      before.shape == after.shape, "Sensitivity: maps of \(before.shape) and \(after.shape)")
    before.requireFinite("Sensitivity: the map")
    after.requireFinite("Sensitivity: the map with noise")
    let (distance, size) = (
      norm(
        zip(after.elements, before.elements).lazy.map {
          Double($0) - Double($1)
        }), norm(before.elements.lazy.map(Double.init))
    )
    return size > 0 ? distance / size : (distance > 0 ? 1 : 0)
  }
  // [/change]

  /// The changes of the map that `explain` makes of a picture, for pictures with `noise`.
  ///
  /// - Parameters:
  ///   - image: The picture.
  ///   - noise: What is added to it, once for each sample; ``noise(shape:using:)`` draws it.
  ///   - passes: How many passes one explanation takes, as its card says, to count all of them.
  ///   - explain: The map of a picture; called on all cores.
  /// - Returns: The changes, with their largest and mean.
  /// - Precondition: there is noise, of the picture's shape; all maps have the same shape.
  public static func changes(
    of image: Tensor, with noise: [Tensor], passes: Int = 1,
    _ explain: @Sendable (_ picture: Tensor) -> Tensor
  ) -> SensitivityChanges {
    precondition(!noise.isEmpty, "Sensitivity: no noise")
    let maps = Parallel.map(noise.count + 1) {
      explain($0 == 0 ? image : image + noise[$0 - 1])
    }
    return SensitivityChanges(
      values: maps.dropFirst().map { change(from: maps[0], to: $0) },
      passes: maps.count * passes)
  }

  /// The changes of what `explainer` says of one picture and class.
  public func changes(
    of explainer: some Explainer, _ network: Network, _ image: Tensor, class label: Int,
    passes: Int = 1, using random: Random
  ) -> SensitivityChanges {
    Sensitivity.changes(
      of: image, with: noise(shape: image.shape, using: random), passes: passes
    ) { explainer.explain(network, $0, class: label).values }
  }

  private static func norm(_ values: some Sequence<Double>) -> Double {
    values.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }
}

/// By how much an explanation changed, for each picture with noise.
public struct SensitivityChanges: Hashable, Sendable {
  /// The relative changes.
  public let values: [Double]
  /// The passes of all explanations together.
  public let passes: Int

  /// The largest change; its error is unknown, for the largest of a sample has none to be told from
  /// the sample itself.
  public var largest: MetricResult {
    MetricResult(
      value: values.reduce(0, max), standardError: nil, passes: passes)
  }

  /// The mean change, its error over the noise; unknown of a single sample.
  public var mean: MetricResult {
    let estimate = Estimate(values)
    return MetricResult(
      value: estimate.mean, standardError: values.count > 1 ? estimate.standardError : nil,
      passes: passes)
  }
}
