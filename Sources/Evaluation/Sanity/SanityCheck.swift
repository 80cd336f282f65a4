public import Explainers
public import Models
public import Numerics
public import Tensors

/// Whether an explanation changes when the network forgets what it has learned.
///
/// *Question.* Does the map explain the network, or would any network of that form give it?
///
/// *Method.* Cascading randomisation: the layers with weights are replaced, from the logits
/// downwards, one more at each stage, by those of an untrained twin. A map that explains the
/// network has to change; one that stays the same, such as an edge detector's, does not.
///
/// *Score.* For each twin, stage and image |ρ|, the size of Spearman's rank correlation between the
/// map of the trained network and that of the one that forgot; of these the mean (``SanityScores``).
/// One score for all methods, of the map as the method returns it. Without the sign, because a map
/// that turns over draws the same picture; over ten twins or more, because one twin is one draw of
/// chance.
///
/// *Reference.* Adebayo, Gilmer, Muelly, Goodfellow, Hardt and Kim (2018), "Sanity checks for
/// saliency maps", NeurIPS.
///
/// *Limits.* To pass says little: noise passes. Rank correlation sees the order of all places
/// alike, so maps that agree on a wide background agree; and it does not see sizes, so a map that
/// has shrunk to nothing may be found unchanged. See ``SanityScores/chanceLevel`` for what
/// unrelated maps get.
public struct SanityCheck: Sendable {
  /// The network as it was trained.
  public let trained: Network
  /// The same network with fresh weights, once for each draw.
  public let twins: [Network]
  /// What the stages are called, in order: the lowest layer that is forgotten.
  ///
  /// They go from the logits downwards; at the last one nothing is left of the trained network.
  public let layers: [String]

  /// The check of `trained` against `count` untrained twins.
  ///
  /// Each twin draws from a stream of its own, so the first ten are the same among twenty, and
  /// `random` is left as it is.
  ///
  /// - Parameters:
  ///   - trained: The network.
  ///   - count: How many twins are drawn.
  ///   - random: What their streams begin from.
  ///   - untrained: Draws the same network with fresh weights.
  /// - Precondition: `count` is 10 or more; the twins have the layers of `trained`, of which one
  ///   has weights.
  public init(
    of trained: Network, twins count: Int = 10, using random: Random,
    untrained: (inout Random) -> Network
  ) {
    precondition(
      count >= 10, "SanityCheck: \(count) random twins say little; draw at least 10")
    let form = { (network: Network) in
      network.layers.map { [$0.name] + $0.parameters.map { "\($0.shape)" } }
    }
    let chance = random.stream(named: "random twins")
    twins = (0..<count).map { number in
      var own = chance.stream(UInt64(number))
      let twin = untrained(&own)
      precondition(
        form(twin) == form(trained),
        "SanityCheck: a twin has the layers \(form(twin)) instead of \(form(trained))")
      return twin
    }
    layers = trained.layers.reversed().filter { !$0.parameters.isEmpty }.map(\.name)
    precondition(!layers.isEmpty, "SanityCheck: no layer of the network has weights")
    self.trained = trained
  }

  /// The trained network with the layers from the logits down to `layer` as in a twin.
  ///
  /// - Precondition: there is such a layer, and `twin` counts from 0.
  public func network(forgettingDownTo layer: String, twin: Int = 0) -> Network {
    precondition(
      twins.indices.contains(twin), "SanityCheck: no twin \(twin) among \(twins.count)")
    let lowest = trained.index(of: layer)
    return Network(Array(trained.layers[..<lowest]) + twins[twin].layers[lowest...])
  }

  /// How much the maps of each stage resemble those of the trained network.
  ///
  /// `explain` is called on all cores: for each image once with the trained network, and once for
  /// each twin and stage.
  ///
  /// - Parameters:
  ///   - count: How many images there are.
  ///   - explain: The map for a network and the image of a number, of any shape.
  /// - Returns: |ρ| for each stage, twin and image.
  /// - Precondition: there is an image; all maps have the same number of places, one or more, and
  ///   their values are finite numbers.
  public func scores(
    over count: Int, _ explain: @Sendable (_ network: Network, _ image: Int) -> Tensor
  ) -> SanityScores {
    precondition(count > 0, "SanityCheck: no images")
    let forgetful = twins.indices.map { twin in
      layers.map { network(forgettingDownTo: $0, twin: twin) }
    }
    let truth = Parallel.map(count) { [trained] in RankedMap(explain(trained, $0)) }
    let items = Parallel.map(count * twins.count) { item in
      let (twin, image) = item.quotientAndRemainder(dividingBy: count)
      return forgetful[twin].map { truth[image].likeness(to: RankedMap(explain($0, image))) }
    }
    return SanityScores(
      places: truth[0].ranks.count,
      stages: layers.indices.map { stage in
        SanityScores.Stage(
          layer: layers[stage],
          values: twins.indices.map { twin in
            (0..<count).map { items[twin * count + $0][stage] }
          })
      })
  }

  /// How much a method's explanations of `inputs`, each for a class of its own, resemble those of
  /// the trained network; see ``scores(over:_:)``.
  ///
  /// - Precondition: there is one class for each input.
  public func scores(
    of explainer: some Explainer, for inputs: [Tensor], classes labels: [Int]
  ) -> SanityScores {
    precondition(
      labels.count == inputs.count,
      "SanityCheck: \(labels.count) classes for \(inputs.count) inputs")
    return scores(over: inputs.count) { network, image in
      explainer.explain(network, inputs[image], class: labels[image]).values
    }
  }
}

/// The order of a map's places.
private struct RankedMap: Sendable {
  let ranks: [Double]

  init(_ map: Tensor) {
    precondition(map.count > 0, "SanityCheck: a map without places")
    map.requireFinite("SanityCheck")
    ranks = RankStability.ranks(of: map.elements.map(Double.init))
  }

  /// |ρ|, in 0...1; 1 between two constant maps, which rank nothing alike, 0 if one is constant.
  func likeness(to other: RankedMap) -> Double {
    precondition(
      ranks.count == other.ranks.count,
      "SanityCheck: a map of \(other.ranks.count) places beside one of \(ranks.count)")
    if isConstant(ranks) && isConstant(other.ranks) { return 1 }
    return abs(RankStability.correlation(ranks, other.ranks))
  }
}
