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
  /// The families to try, best first; what is not installed is replaced by the system's choice.
  var candidates: [String] {
    switch self {
    case .sans: ["Inter", "Noto Sans", "DejaVu Sans", "NanumGothic", "Noto Sans CJK KR"]
    case .monospaced: ["JetBrains Mono", "DejaVu Sans Mono", "NanumGothicCoding"]
    }
  }
}
