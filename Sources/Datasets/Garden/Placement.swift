public import Graphics

/// Where and how a creature was drawn into an image: the truth about it.
public struct Placement: Hashable, Sendable {
  /// What was drawn.
  public var creature: Creature
  /// The family of its main colour.
  public var tint: Tint
  /// The middle of the creature in pixels from the top left corner of the image.
  public var center: Point
  /// The length of its longest side in pixels.
  public var size: Double
  /// Degrees by which it is turned clockwise.
  public var turn: Double
  /// Whether it looks to the left.
  public var isFlipped: Bool

  /// The placement with the given facts.
  public init(
    creature: Creature, tint: Tint, center: Point, size: Double, turn: Double, isFlipped: Bool
  ) {
    (self.creature, self.tint, self.center) = (creature, tint, center)
    (self.size, self.turn, self.isFlipped) = (size, turn, isFlipped)
  }

  /// The map from the frame of a ``Portrait`` to pixels of the image.
  package var transform: Transform {
    Transform.translation(center.x, center.y)
      .after(.rotation(degrees: turn)).after(.scale(isFlipped ? -size : size, size))
  }
}
