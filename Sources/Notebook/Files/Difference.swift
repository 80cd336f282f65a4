/// The difference of two texts, as `diff -u` shows it.
package enum Difference {
  /// One line of either text.
  private struct Line {
    var mark: Character
    var text: Substring
    /// How many lines of the old and the new text stand before it.
    var old: Int
    var new: Int
  }

  /// The lines that differ with `context` lines around them, at most `limit` lines; empty if
  /// the texts are equal.
  package static func unified(
    old: String, new: String, context: Int = 2, limit: Int = 40
  ) -> String {
    let lines = merged(
      old.split(separator: "\n", omittingEmptySubsequences: false),
      new.split(separator: "\n", omittingEmptySubsequences: false))
    let changed = lines.indices.filter { lines[$0].mark != " " }
    var shown: [String] = []
    var next = 0
    for index in changed where index >= next {
      let start = max(next, index - context)
      var end = index
      for other in changed where other >= index && other <= end + 2 * context + 1 { end = other }
      next = min(lines.count, end + context + 1)
      let part = lines[start..<next]
      let oldCount = part.count { $0.mark != "+" }
      let newCount = part.count { $0.mark != "-" }
      shown.append(
        "@@ -\(part[start].old + 1),\(oldCount) +\(part[start].new + 1),\(newCount) @@")
      shown += part.map { "\($0.mark)\($0.text)" }
    }
    if shown.count > limit {
      shown = shown.prefix(limit) + ["… and \(shown.count - limit) more lines"]
    }
    return shown.map { $0 + "\n" }.joined()
  }

  /// Both texts in one: lines only in the old marked `-`, only in the new `+`.
  private static func merged(_ old: [Substring], _ new: [Substring]) -> [Line] {
    var removed = Set<Int>()
    var inserted = Set<Int>()
    for change in new.difference(from: old) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var lines: [Line] = []
    var (i, j) = (0, 0)
    while i < old.count || j < new.count {
      if removed.contains(i) {
        lines.append(Line(mark: "-", text: old[i], old: i, new: j))
        i += 1
      } else if inserted.contains(j) {
        lines.append(Line(mark: "+", text: new[j], old: i, new: j))
        j += 1
      } else {
        lines.append(Line(mark: " ", text: old[i], old: i, new: j))
        i += 1
        j += 1
      }
    }
    return lines
  }
}
