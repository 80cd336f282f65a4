public import Explainers
public import Numerics
public import Tensors

/// Whether the model grows surer with each part, when parts come in the order of their importance,
/// the least important first.
///
/// *Question.* Does what comes last still help, and what comes first not harm?
///
/// *Formula.* From the base, with every part hidden, parts are shown one by one in the order of
/// increasing importance, which gives scores p₀, p₁, …, p_d of the class. Two readings: whether no
/// pᵢ₊₁ is below pᵢ, from p₁ on, yes or no, and the violation rate, which is the share of these d − 1
/// steps that fall, 0...1, lower is better.
///
/// The first is AIX360's `monotonicity_metric`, which leaves the step from the base out, and so does
/// the other. With many parts its answer is no for nearly every map of nearly every model, and says
/// nothing; hence the rate. Beside it look at ``GainCorrelation``, what each part gains alone.
///
/// *Ties.* Parts of equal importance stand in each order equally often: ``draws`` orders are drawn if
/// there are any.
///
/// *Degenerate cases.* A single part has no step to fall: a rate of 0.
///
/// *Reference.* Luss et al. (2019), "Generating contrastive explanations with monotonic attribute
/// functions"; Arya et al. (2019), "One explanation does not fit all", whose code is AIX360.
///
/// *Limits.* For a model that only adds up what it sees, the same parts fall in every order, and but
/// for the first part, whose step is left out, the rate is the same for every map. A map with parts
/// that speak against the class falls there, and is right to. A fall by rounding is a fall.
public struct Monotonicity: MapMetric, Hashable {
  /// The parts.
  public let blocks: PictureBlocks
  /// How many orders of parts of equal importance are averaged.
  public let draws: Int

  /// The knobs.
  ///
  /// - Precondition: there is a draw.
  public init(over blocks: PictureBlocks, draws: Int = 1) {
    precondition(draws >= 1, "Monotonicity: \(draws) draws; 1 is the least")
    (self.blocks, self.draws) = (blocks, draws)
  }

  /// "violation rate".
  public var name: String { "violation rate" }

  /// False: each violation is a fault.
  public var isBetterHigher: Bool { false }

  /// The violation rate of a map; its error is over the orders of equal parts.
  public func score(
    _ map: Tensor, _ model: BlackBox<Tensor>, _ image: Tensor, class label: Int,
    using random: Random
  ) -> MetricResult {
    paths(map, model, image, class: label, using: random).violationRate
  }

  /// Both readings of a map; the parameters are those of
  /// ``MapMetric/score(_:_:_:class:using:)-(Tensor,_,_,_,_)``.
  public func paths(
    _ map: Tensor, _ model: BlackBox<Tensor>, _ image: Tensor, class label: Int,
    using random: Random
  ) -> MonotonePaths {
    require(map, fits: image)
    return Monotonicity.paths(
      blocks.importances(in: map), of: blocks.parts(of: image), model, class: label,
      draws: draws, using: random)
  }

  // [paths]
  /// The paths of any importances of any parts.
  ///
  /// - Precondition: there is an importance for each part, `label` is a class, and there is a draw.
  public static func paths<Input>(
    _ importances: [Double], of parts: InputInParts<Input>, _ model: BlackBox<Input>,
    class label: Int, draws: Int = 1, using random: Random
  ) -> MonotonePaths {
    precondition(
      importances.count == parts.count && draws >= 1,
      "Monotonicity: \(importances.count) importances of \(parts.count) parts, \(draws) draws")
    importances.requireFinite("Monotonicity: importance")
    let isTied = Set(importances).count < importances.count
    let orders = (0..<(isTied ? draws : 1)).map { draw in
      Array(TiedOrder.descending(importances, using: random.stream(UInt64(draw))).reversed())
    }
    let scores = orders.map { order in
      let shown = Coalitions(showing: order.indices.map { Array(order[...$0]) }, of: parts.count)
      let hidden = [UInt8](repeating: 0, count: parts.count)[...]
      return model.scores(
        of: ([hidden] + shown.dropFirst()).lazy.map { parts.input(showing: $0) }, class: label)
    }
    return MonotonePaths(orders: orders, scores: scores, isTied: isTied)
  }
  // [/paths]
}
