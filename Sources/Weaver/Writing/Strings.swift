extension Character {
  /// Whether the character only parts words: a space, a tab or an end of line.
  ///
  /// A non-breaking or a thin space is not among them: who writes one wants it kept.
  var isBlank: Bool {
    self == " " || self == "\t" || self == "\n" || self == "\r\n" || self == "\r"
  }
}

extension StringProtocol {
  /// The text without blanks at either end.
  var trimmed: String {
    var rest = self[...]
    while let first = rest.first, first.isBlank { rest.removeFirst() }
    return rest.trimmingEnd
  }

  /// The text without blanks at its end.
  var trimmingEnd: String {
    var rest = self[...]
    while let last = rest.last, last.isBlank { rest.removeLast() }
    return String(rest)
  }

  /// The lines without their ends; a final end of line starts no further line.
  var lines: [String] {
    var all = split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.hasSuffix("\r") ? String($0.dropLast()) : String($0)
    }
    // "\r\n" is one Character, which the split above does not see.
    if contains("\r\n") {
      all = all.flatMap {
        $0.split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init)
      }
    }
    if all.last == "" { all.removeLast() }
    return all
  }

  /// The text in one line: every run of blanks becomes one space.
  var inOneLine: String {
    split(whereSeparator: \.isBlank).joined(separator: " ")
  }
}

extension [String] {
  /// The lines without the spaces that all of them begin with.
  var withoutCommonIndentation: [String] {
    let indentation =
      filter { !$0.trimmed.isEmpty }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
    return map { String($0.dropFirst(indentation)) }
  }
}

extension Array {
  /// The elements without those at either end for which `isBlank` holds.
  func trimmingBlankLines(where isBlank: (Element) -> Bool) -> [Element] {
    guard let first = firstIndex(where: { !isBlank($0) }),
      let last = lastIndex(where: { !isBlank($0) })
    else { return [] }
    return Array(self[first...last])
  }
}
