/// A chapter's page.
package struct Page: Hashable, Sendable {
  /// A claim of the lectures that the chapter settled.
  package struct SettledClaim: Hashable, Sendable {
    /// The claim's number.
    package var number: Int
    /// How its experiment came out.
    package var verdict: Verdict
    /// What the experiment tested.
    package var sentence: String
  }

  /// The page, ending in one end of line.
  package var markdown: String
  /// The claims that the run settled, in order.
  package var claims: [SettledClaim]
}

/// Joins a chapter's `source` with what its run showed, and writes its page.
///
/// The same arguments give the same page; nothing else is read.
///
/// - Parameters:
///   - source: the text of the chapter's `main.swift`.
///   - events: what the run showed, in order.
///   - context: the book around the chapter.
/// - Returns: the page, and what it settled.
/// - Throws: `WeaveError` with file, line and fact, at the first thing that is wrong.
/// - Complexity: O((*lines* + *events*) × *cells*).
package func weave(
  source: String, events: [Event], context: WeaveContext
) throws(WeaveError) -> Page {
  let chapterSource = try ChapterSource(source, file: context.sourceFile)
  let chapter = try context.entry()
  try checkTitle(of: chapterSource, is: chapter.title)
  let document = try Document(chapterSource, events: events)
  let labels = try Labels(document, chapter: chapter.number)
  var formatter = MarkdownFormatter(
    document, chapter: chapter, labels: labels, context: context)
  let markdown = try formatter.page()
  try checkUses(in: document, labels: labels)
  return Page(markdown: markdown, claims: settledClaims(events))
}

private func settledClaims(_ events: [Event]) -> [Page.SettledClaim] {
  events.compactMap { event in
    guard case .check(let sentence, let number?, let verdict?) = event.content else { return nil }
    return Page.SettledClaim(number: number, verdict: verdict, sentence: sentence)
  }
}
