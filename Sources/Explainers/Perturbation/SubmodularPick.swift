import Numerics

/// SP-LIME: a few explained instances that stand for a whole model.
///
/// *Question.* Which explanations should a person with little time look at?
///
/// *Formula.* W_ij is the weight of feature j in the explanation of instance i. A feature is worth
/// I_j = √Σᵢ |W_ij|, so one that many explanations use is worth more than one that a single one
/// uses much. A set V of instances is worth what it covers: c(V) = Σⱼ 1[some i in V has W_ij ≠ 0] I_j.
/// The best set is hard to find; taking each time the instance that adds most gives at least
/// 1 − 1/e, which is 63 %, of its worth (Nemhauser, Wolsey and Fisher 1978).
///
/// *Reference.* Ribeiro, Singh and Guestrin (2016), section 4; `submodular_pick.py` of their code,
/// version 0.2.0.1, adds the weights of several classes with their signs, which may cancel, and
/// draws the instances to be explained by a generator that its seed does not reach. Here nothing is
/// drawn.
///
/// *Limits.* An explanation with many small weights covers as much as one with many large ones, so
/// let explanations be sparse. What no instance among those explained shows is not seen.
public struct SubmodularPick: Hashable, Sendable {
  /// How much each feature is worth.
  public let importances: [Double]

  /// The instances that were picked, in that order.
  public let picked: [Int]

  /// What the first instance covers, the first two, and so on.
  public let coverages: [Double]

  private let features: [[Int]]

  // [pick]
  /// Picks `count` instances by the weights of all their explanations, one list an instance with a
  /// weight for each feature.
  ///
  /// Of instances that add equally much the first is picked, also when there is nothing left to add.
  /// - Precondition: the lists are equally long and hold finite numbers; `count` is in 0...instances.
  /// - Complexity: count * instances * features.
  public init(_ weights: [[Double]], count: Int) {
    precondition(
      0...weights.count ~= count, "SubmodularPick: \(count) picks among \(weights.count)")
    let features = weights.map { row in row.indices.filter { row[$0] != 0 } }
    let importances = SubmodularPick.importances(of: weights)
    var (picked, coverages): ([Int], [Double]) = ([], [])
    var open = importances
    var covered = 0.0
    for _ in 0..<count {
      let gains = features.map { own in own.reduce(0) { $0 + open[$1] } }
      let rest = gains.indices.filter { !picked.contains($0) }
      guard let best = rest.max(by: { (gains[$0], $1) < (gains[$1], $0) }) else { break }
      picked.append(best)
      covered += gains[best]
      coverages.append(covered)
      for feature in features[best] { open[feature] = 0 }
    }
    (self.features, self.importances) = (features, importances)
    (self.picked, self.coverages) = (picked, coverages)
  }
  // [/pick]

  /// How much each feature is worth: I_j = √Σᵢ |W_ij|.
  ///
  /// - Precondition: as above.
  public static func importances(of weights: [[Double]]) -> [Double] {
    var sums = [Double](repeating: 0, count: weights.first?.count ?? 0)
    for (instance, row) in weights.enumerated() {
      precondition(
        row.count == sums.count,
        "SubmodularPick: \(row.count) weights of instance \(instance), \(sums.count) of the first")
      row.requireFinite("SubmodularPick: instance \(instance), weight")
      for (feature, weight) in row.enumerated() { sums[feature] += abs(weight) }
    }
    return sums.map { $0.squareRoot() }
  }

  /// What a set of instances covers: c(V).
  ///
  /// - Precondition: there are those instances.
  public func coverage(of instances: [Int]) -> Double {
    for instance in instances {
      precondition(
        features.indices ~= instance,
        "SubmodularPick: no instance \(instance) among \(features.count)")
    }
    return Set(instances.flatMap { features[$0] }).sorted().reduce(0) { $0 + importances[$1] }
  }

  /// What all instances together cover.
  public var totalCoverage: Double { coverage(of: Array(features.indices)) }
}
