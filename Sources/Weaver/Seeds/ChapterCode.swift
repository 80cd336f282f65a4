import Numerics

/// The code of a chapter without its words: what a ``SeedRecord`` belongs to.
///
/// Prose, comments, imports, blanks and the words of texts are left out. So neither a new caption
/// nor a line that is broken elsewhere makes other code, but a knob or the condition of a check
/// does. Words that a run prints are no less watched: they are among the results of its
/// ``Findings``.
package struct ChapterCode: Hashable, Sendable {
  /// The fingerprint of the code.
  package let digest: String
  /// The lines on which a check begins, in order.
  private let checks: [Int]

  /// The code of the chapter `source`.
  package init(_ source: ChapterSource) {
    let lines = source.cells.flatMap(\.code).filter { !$0.text.trimmed.isImport }
    let code = CodeOnly.of(lines.map(\.text).joined(separator: "\n"))
    // A long text is put together from several with a plus.
    let bare = code.filter { !$0.isBlank }.replacing("\"+\"", with: "")
    digest = FowlerNollVo(bare).hexadecimal
    let parts = code.split(separator: "\n", omittingEmptySubsequences: false)
    checks = zip(lines, parts)
      .filter { $0.1.firstMatch(of: #/(?:^|[^\w.])check\(/#) != nil }.map(\.0.number)
  }

  /// Which of the chapter's checks, counted from 1, begins on `line`.
  ///
  /// The number does not change with the prose around the check, nor with what was measured in its
  /// sentence.
  package func check(at line: Int) -> Int { checks.count { $0 <= line } }
}
