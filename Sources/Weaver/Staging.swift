extension [SourceLine] {
  /// The code without the statements that only say how something stands on the page.
  ///
  /// What `figure`, `show`, `remember` and `card` make stands right below the cell, so printing
  /// the calls would say everything twice, in a third of the book's lines; the chapter's source
  /// has them. Only statements in the first column are left out. A statement ends before the next
  /// line that starts there with anything but a closing bracket, as the formatter lays it out.
  var withoutStaging: [SourceLine] {
    var kept: [SourceLine] = []
    var isStaging = false
    for (index, line) in enumerated() {
      if line.text.startsStatement {
        isStaging = stagingVerbs.contains { line.text.hasPrefix($0 + "(") }
      } else if isStaging, line.text.trimmed.isEmpty {
        isStaging = self[index...].first { !$0.text.trimmed.isEmpty }?.text.startsStatement == false
      }
      let isBlank = line.text.trimmed.isEmpty
      if isStaging || isBlank && kept.last?.text.trimmed.isEmpty == true { continue }
      kept.append(line)
    }
    return kept
  }
}

/// The verbs whose whole effect is on the page.
private let stagingVerbs = ["figure", "show", "remember", "card", "finish"]

extension String {
  /// Whether the line begins a statement of the top level.
  fileprivate var startsStatement: Bool {
    guard let first else { return false }
    return !first.isWhitespace && !")}]".contains(first)
  }
}
