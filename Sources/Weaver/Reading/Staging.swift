extension [SourceLine] {
  /// The code without what only says how something stands on the page.
  ///
  /// What `figure`, `sweep`, `show`, `remember` and `card` make stands right below the cell, so printing
  /// the calls would say everything twice, in a third of the book's lines; and so does a check's
  /// sentence, of which only the condition is left. The chapter's source has it all. Only
  /// statements in the first column count. One ends before the next line that starts there with
  /// anything but a closing bracket, as the formatter lays it out.
  var withoutStaging: [SourceLine] {
    var kept: [SourceLine] = []
    var stage = Stage.code
    for (index, line) in enumerated() {
      let text = line.text.trimmed
      if line.text.startsStatement {
        stage = Stage(of: line.text)
      } else if text.isEmpty, stage != .code {
        let next = self[index...].first { !$0.text.trimmed.isEmpty }
        if next?.text.startsStatement != false { stage = .code }
      } else if stage == .check, text.hasPrefix("\"") {
        kept.append(SourceLine(number: line.number, text: "  …)"))
        stage = .hidden
      }
      if stage == .hidden || text.isEmpty && kept.last?.text.trimmed.isEmpty == true { continue }
      kept.append(line)
    }
    return kept
  }
}

/// What becomes of a statement's lines.
private enum Stage {
  case code
  case check
  case hidden

  /// What becomes of the statement that begins with `line`.
  init(of line: String) {
    let verb = line.prefix { $0 != "(" }
    switch verb {
    case "figure", "sweep", "show", "remember", "card", "finish": self = .hidden
    case "check": self = .check
    default: self = .code
    }
  }
}

extension String {
  /// Whether the line begins a statement of the top level.
  fileprivate var startsStatement: Bool {
    guard let first else { return false }
    return !first.isWhitespace && !")}]".contains(first)
  }
}
