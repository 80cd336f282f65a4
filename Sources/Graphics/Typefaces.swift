extension TextStyle.Anchor {
  /// The part of the text's width that lies left of the point.
  var share: Double {
    switch self {
    case .start: 0
    case .middle: 0.5
    case .end: 1
    }
  }
}

extension TextStyle.Family {
  /// The typefaces to try for each letter, best first: that of the book, others of its kind, Korean
  /// ones, then those with many scripts and signs.
  ///
  /// What is not installed is replaced by the system's choice, which may have the letter, too.
  var candidates: [String] {
    switch self {
    case .sans: ["Inter", "Noto Sans", "DejaVu Sans"] + Self.korean + Self.anything
    case .monospaced:
      ["JetBrains Mono", "DejaVu Sans Mono", "NanumGothicCoding", "DejaVu Sans"] + Self.korean
        + Self.anything
    }
  }

  private static let korean = ["NanumGothic", "Noto Sans CJK KR", "Apple SD Gothic Neo"]
  private static let anything = [
    "Noto Sans Symbols", "Noto Sans Symbols 2", "Noto Sans Symbols2", "Noto Sans Math",
    "Apple Symbols", "STIX Two Math", "Arial Unicode MS", "FreeSans", "Unifont", "sans-serif",
  ]
}
