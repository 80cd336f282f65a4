/// What `--check` finds: the files of a run beside those in the book.
package enum Comparison {
  /// A line for each file that differs, and the difference of pages; empty if nothing differs.
  ///
  /// - Throws: ``Stop`` that names a file that cannot be read.
  package static func report(
    _ changes: [FileChange], with writer: PageWriter
  ) throws(Stop) -> String {
    var findings: [String] = []
    for change in try writer.differing(changes) {
      findings.append(
        finding(change.path, old: try writer.content(of: change.path), new: change.bytes))
    }
    guard !findings.isEmpty else { return "" }
    return "The book is out of date:\n" + findings.joined()
      + "Run the chapter without --check to bring it up to date."
  }

  /// What is to be said of the file at `path`, which is `old` in the book and `new` in this run.
  private static func finding(_ path: String, old: [UInt8]?, new: [UInt8]?) -> String {
    guard let new else { return "\(path) is not drawn any more\n" }
    guard let old else { return "\(path) is missing\n" }
    guard path.hasSuffix(".md") else { return "\(path) differs\n" }
    let difference = Difference.unified(
      old: String(decoding: old, as: UTF8.self), new: String(decoding: new, as: UTF8.self))
    return "\(path) differs, - in the book, + in this run:\n\(difference)"
  }
}
