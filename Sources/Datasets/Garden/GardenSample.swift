public import Tensors

/// One image of Toy Garden with all that is known about it.
public struct GardenSample: Hashable, Sendable {
  /// A part of the creature and where it is seen.
  public struct PartMask: Hashable, Sendable {
    /// The part.
    public let part: Part
    /// 1 on the part and 0 elsewhere, `[48, 48]`.
    public let mask: Tensor
  }

  /// The image, `[3, 48, 48]` with values in 0...1.
  public let image: Tensor
  /// The class it is said to show; wrong where labels were flipped.
  public let label: Int
  /// The creature it shows.
  public let creature: Creature
  /// What is behind the creature.
  public let ground: Ground
  /// Where and how the creature was drawn.
  public let placement: Placement
  /// 1 on the creature and 0 elsewhere, `[48, 48]`.
  public let mask: Tensor
  /// The parts of the creature, from back to front; together they are the mask.
  public let parts: [PartMask]
}
