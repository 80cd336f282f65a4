/// What `--check` finds: the files of a run beside those in the book.
package enum Comparison {
  /// A line for each file that differs, and the difference of pages; empty if nothing differs.
  package static func report(_ changes: [FileChange], with writer: PageWriter) -> String {
    let differing = changes.filter { writer.content(of: $0.path) != $0.bytes }
    guard !differing.isEmpty else { return "" }
    let findings = differing.map { change -> String in
      guard let new = change.bytes else { return "\(change.path) is not drawn any more\n" }
      guard let old = writer.content(of: change.path) else { return "\(change.path) is missing\n" }
      guard change.path.hasSuffix(".md") else { return "\(change.path) differs\n" }
      let difference = Difference.unified(
        old: String(decoding: old, as: UTF8.self), new: String(decoding: new, as: UTF8.self))
      return "\(change.path) differs, - in the book, + in this run:\n\(difference)"
    }
    return "The book is out of date:\n" + findings.joined()
      + "Run the chapter without --check to bring it up to date."
  }
}
