extension [SourceLine] {
  /// The code without what only says how something stands on the page.
  ///
  /// What `figure`, `sweep`, `show`, `remember` and `card` make stands right below the cell, so
  /// printing the calls would say everything twice, in a third of the book's lines. A `check` has
  /// a box of its own, in which what it tested can be unfolded. The chapter's source has it all.
  /// Only statements in the first column count. One ends before the next line that starts there
  /// with anything but a closing bracket, as the formatter lays it out.
  var withoutStaging: [SourceLine] {
    var kept: [SourceLine] = []
    var isStaging = false
    for (index, line) in enumerated() {
      let text = line.text.trimmed
      if line.text.startsStatement {
        isStaging = stagingVerbs.contains(String(line.text.prefix { $0 != "(" }))
      } else if text.isEmpty, isStaging {
        let next = self[index...].first { !$0.text.trimmed.isEmpty }
        if next?.text.startsStatement != false { isStaging = false }
      }
      if isStaging || text.isEmpty && kept.last?.text.trimmed.isEmpty == true { continue }
      kept.append(line)
    }
    return kept
  }
}

/// The verbs whose calls stay off the page.
private let stagingVerbs: Set<String> = [
  "figure", "sweep", "show", "remember", "card", "check", "finish",
]

extension String {
  /// Whether the line begins a statement of the top level.
  fileprivate var startsStatement: Bool {
    guard let first else { return false }
    return !first.isWhitespace && !")}]".contains(first)
  }
}
