/// A kind of pattern, as a concept that a network may know without having been taught it.
public enum Texture: Int, CaseIterable, Hashable, Sendable {
  case plain, striped, dotted, checked, wavy, speckled, scaly, spiral

  /// The word for it, such as `striped`.
  public var name: String { "\(self)" }
}
