import Explainers
public import Images
public import Tensors

/// How much of a known object the best superpixels of an explanation cover, beside its controls.
///
/// All choose as many superpixels as lie mostly on the object, at least one. The order that any
/// score has to show is oracle above explanation above random; edges, which never saw the model,
/// are the rival.
public struct RegionScores: Hashable, Sendable {
  /// How many superpixels each may choose.
  public let count: Int
  /// The recall of the explanation's best superpixels.
  public let explanation: Double
  /// The highest recall that is possible with this cut.
  public let oracle: Double
  /// The recall of the superpixels with the strongest edges.
  public let edges: Double
  /// The recall of superpixels drawn at random, on average.
  public let random: Double

  /// Scores a `ranking` of the `superpixels` of `image` against the object's `mask`.
  ///
  /// - Precondition: mask, image and superpixels fit, and the object is not empty.
  /// - Complexity: O(*pixels*).
  public init(_ ranking: [Int], of superpixels: Superpixels, on image: Tensor, mask: Tensor) {
    let object = MaskRecall(of: mask, in: superpixels)
    count = max(1, object.majority.count)
    let contrast = Controls.ranking(of: superpixels, by: Controls.edges(of: image))
    explanation = object.recall(of: Array(ranking.prefix(count)))
    oracle = object.bestRecall(with: count)
    edges = object.recall(of: Array(contrast.prefix(count)))
    random = object.randomRecall(with: count)
  }
}
