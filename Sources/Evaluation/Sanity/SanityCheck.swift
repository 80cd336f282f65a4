public import Models
import Numerics
public import Tensors

/// Whether an explanation changes when the network forgets what it has learned.
///
/// *Question.* Does the map explain the network, or would any network of that form give it?
///
/// *Method.* Cascading randomisation: the layers with weights are replaced, from the logits
/// downwards, one more at each stage, by those of an untrained twin. A map that explains the
/// network has to change; one that stays the same, such as an edge detector's, does not.
///
/// *Reference.* Adebayo, Gilmer, Muelly, Goodfellow, Hardt and Kim (2018), "Sanity checks for
/// saliency maps", NeurIPS.
///
/// *Limits.* To pass says little: noise passes. Rank correlation sees the order of all places
/// alike; maps that agree on a wide background agree. Signed maps may turn over, so ask for their
/// sizes as well. One twin is one draw of chance.
public struct SanityCheck: Sendable {
  /// A network that has forgotten its upper layers.
  public struct Stage: Sendable {
    /// The lowest layer that was replaced; nothing for the trained network.
    public let layer: String?
    /// The network, trained below that layer.
    public let network: Network
  }

  /// The trained network, and one stage for each layer with weights, from the top down; the last
  /// is the twin.
  public let stages: [Stage]

  /// The stages from `trained` to `untrained`, the same network with fresh weights.
  ///
  /// - Precondition: both have the same layers.
  public init(of trained: Network, untrained: Network) {
    let form = { (network: Network) in
      network.layers.map { [$0.name] + $0.parameters.map { "\($0.shape)" } }
    }
    precondition(
      form(trained) == form(untrained),
      "SanityCheck: the twin has the layers \(form(untrained)) instead of \(form(trained))")
    var network = trained
    var stages = [Stage(layer: nil, network: network)]
    for index in trained.layers.indices.reversed() {
      guard !trained.layers[index].parameters.isEmpty else { continue }
      network.layers[index] = untrained.layers[index]
      stages.append(Stage(layer: trained.layers[index].name, network: network))
    }
    self.stages = stages
  }

  /// How much the maps of each stage resemble those of the trained network.
  ///
  /// `explain` is called for every stage and image, on all cores; a map of a single value
  /// resembles nothing.
  ///
  /// - Parameters:
  ///   - count: How many images there are.
  ///   - comparesSizes: Whether the sizes of the values are compared, without their signs.
  ///   - explain: The map for a network and the image of a number.
  /// - Returns: For each stage Spearman's rank correlation with the first, in -1...1, averaged
  ///   over the images; 1 for the first, unless its map is constant.
  public func similarities(
    over count: Int, comparesSizes: Bool = false,
    _ explain: @Sendable (_ network: Network, _ image: Int) -> Tensor
  ) -> [Estimate] {
    let correlations = Parallel.map(count) { image in
      let maps = stages.map { stage in
        explain(stage.network, image).elements.map { Double(comparesSizes ? abs($0) : $0) }
      }
      return maps.map { RankStability.spearman(maps[0], $0) }
    }
    return stages.indices.map { stage in Estimate(correlations.map { $0[stage] }) }
  }
}
