/// The five classes of Toy Garden; the raw value is the label a network learns.
public enum Creature: Int, CaseIterable, Hashable, Sendable {
  case bee, ladybird, fish, mushroom, snail

  /// The word for it: `bee`, `ladybird`, `fish`, `mushroom` or `snail`.
  public var name: String { "\(self)" }

  /// What it consists of, from back to front; every pixel of it belongs to one part.
  public var parts: [Part] {
    switch self {
    case .bee: [.wings, .body, .stripes, .head]
    case .ladybird: [.legs, .head, .shell, .dots]
    case .fish: [.tail, .fins, .body, .eye]
    case .mushroom: [.stem, .cap, .dots]
    case .snail: [.feelers, .body, .shell]
    }
  }
}

/// A part of a creature that a mask marks.
///
/// Legs and feelers are thin: at 48 pixels their mask can be empty.
public enum Part: Int, CaseIterable, Hashable, Sendable {
  case body = 1
  case head, stripes, wings, dots, shell, legs, tail, fins, eye, cap, stem, feelers

  /// The word for it, such as `stripes`.
  public var name: String { "\(self)" }
}

/// What a creature stands on, swims in or flies over.
public enum Ground: Int, CaseIterable, Hashable, Sendable {
  case meadow, soil, water, stone

  /// The word for it: `meadow`, `soil`, `water` or `stone`.
  public var name: String { "\(self)" }
}
