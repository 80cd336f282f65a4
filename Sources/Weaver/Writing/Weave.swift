/// A chapter's page.
package struct Page: Hashable, Sendable {
  /// The page, ending in one end of line.
  package var markdown: String
  /// What other pages say about the chapter.
  package var facts: ChapterFacts
}

/// Joins a chapter's `source` with what its run showed, and writes its page.
///
/// The same arguments give the same page; nothing else is read.
///
/// - Parameters:
///   - source: the text of the chapter's `main.swift`.
///   - events: what the run showed, in order.
///   - context: the book around the chapter.
/// - Returns: the page, and what other pages say about it.
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
  let tallies = context.record?.tallies(of: events, in: ChapterCode(chapterSource)) ?? [:]
  var formatter = MarkdownFormatter(
    document, chapter: chapter, labels: labels, context: context, tallies: tallies)
  let markdown = try formatter.page()
  try checkUses(in: document, labels: labels)
  try checkTypedNumbers(in: chapterSource)
  return Page(
    markdown: markdown,
    facts: try ChapterFacts(
      events, of: chapter.name, file: context.sourceFile, tallies: tallies))
}
