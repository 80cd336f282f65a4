public import Graphics

/// The family of a creature's main colour.
///
/// Every creature comes in several, and each of the warm ones on every creature, so that colour
/// alone does not tell the class.
public enum Tint: Int, CaseIterable, Hashable, Sendable {
  case red, orange, yellow, brown, blue

  /// The word for it, such as `red`.
  public var name: String { "\(self)" }

  /// The colour in the middle of the family.
  public var color: Color {
    switch self {
    case .red: Color(hex: 0xd1_3a2c)
    case .orange: Color(hex: 0xe9_8230)
    case .yellow: Color(hex: 0xf0_c232)
    case .brown: Color(hex: 0xa8_6a3c)
    case .blue: Color(hex: 0x4a_7fc4)
    }
  }
}

extension Color {
  /// The colour `share` of the way to white.
  package func lighter(_ share: Double) -> Color {
    mixed(with: Color(hex: 0xff_ffff, alpha: alpha), share)
  }

  /// The colour `share` of the way to a warm black.
  package func darker(_ share: Double) -> Color {
    mixed(with: Color(hex: 0x20_1410, alpha: alpha), share)
  }
}
