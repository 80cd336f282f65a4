public import Datasets
public import Numerics
public import Tensors

extension Controls {
  /// A map that never saw a network, for each image of a set.
  public struct Rival: Sendable {
    /// What tables call it.
    public let name: String
    /// Its map for the image of a number, `[height, width]`.
    public let map: @Sendable (_ index: Int) -> Tensor
  }

  /// The four rivals that every table of scores has below the methods: the truth itself, the edges
  /// of the image, the middle of the image, and independent values at each pixel.
  ///
  /// The first should win every score and the last should get what luck gets; edges and middle are
  /// what a method has to beat before its score means anything.
  public static func rivals(in set: GardenSet, using random: inout Random) -> [Rival] {
    let side = GardenFormat.side
    let noise = set.indices.map { _ in Controls.random(height: side, width: side, using: &random) }
    return [
      Rival(name: "oracle") { oracle(set.mask(at: $0)) },
      Rival(name: "edges") { edges(of: set.image(at: $0)) },
      Rival(name: "centre") { _ in center(height: side, width: side) },
      Rival(name: "random") { noise[$0] },
    ]
  }
}
