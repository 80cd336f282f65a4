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
/// - Throws: `WeaveError` with file, line and fact, at the first thing that is wrong.
/// - Complexity: O(*lines* × *cells* + *events* × *cells*).
package func weave(
  source: String, events: [Event], context: WeaveContext
) throws(WeaveError) -> Page {
  let chapterSource = try ChapterSource(source, file: context.sourceFile)
  let start = Place(file: context.sourceFile, line: 1)
  guard let chapter = context.book.chapter(named: context.chapter) else {
    throw WeaveError(
      .unlistedChapter(context.chapter, known: context.book.chapters.map(\.name)), at: start)
  }
  try checkTitle(of: chapterSource, is: chapter.title)
  let document = try Document(chapterSource, events: events)
  let labels = try Labels(document, chapter: chapter.number)
  var formatter = MarkdownFormatter(
    document, chapter: chapter, labels: labels, context: context)
  let markdown = try formatter.page()
  try checkUses(in: document, labels: labels)
  return Page(markdown: markdown, claims: settledClaims(events))
}

/// Throws unless the chapter starts with one heading of level 1 that says `title`.
private func checkTitle(of source: ChapterSource, is title: String) throws(WeaveError) {
  guard case .prose(let blocks)? = source.parts.first,
    case .heading(1, let text)? = blocks.first?.content
  else { throw WeaveError(.missingTitle, at: Place(file: source.file, line: 1)) }
  let titles = source.headings.filter { $0.level == 1 }
  let place = Place(file: source.file, line: titles[0].line)
  if text.source != title {
    throw WeaveError(.titleDiffers(heading: text.source, book: title), at: place)
  }
  if titles.count > 1 {
    throw WeaveError(
      .duplicate(kind: "title", name: titles[1].text, first: place.line),
      at: Place(file: source.file, line: titles[1].line))
  }
}

/// Throws if something labelled, remembered or noted is never referred to in prose, or a
/// footnote is not defined.
private func checkUses(in document: Document, labels: Labels) throws(WeaveError) {
  var references: Set<Reference> = []
  var values: Set<String> = []
  var marks: [(label: String, line: Int)] = []
  let blocks = document.prose
  for span in blocks.flatMap(\.spans) {
    switch span.content {
    case .reference(let reference): references.insert(reference)
    case .value(let name): values.insert(name)
    case .footnote(let label): marks.append((label, span.line))
    case .markdown, .formula, .citation: break
    }
  }
  try labels.expectAll(in: references)
  for value in document.values where !values.contains(value.name) {
    throw WeaveError(
      .unused(kind: "value", name: value.name, use: "\\(\(value.name))"), at: value.place)
  }
  var notes: [(label: String, line: Int)] = []
  for block in blocks {
    guard case .footnote(let label, _) = block.content else { continue }
    let place = Place(file: document.file, line: block.line)
    if let first = notes.first(where: { $0.label == label }) {
      throw WeaveError(.duplicate(kind: "footnote", name: label, first: first.line), at: place)
    }
    if !marks.contains(where: { $0.label == label }) {
      throw WeaveError(.unused(kind: "footnote", name: label, use: "[^\(label)]"), at: place)
    }
    notes.append((label, block.line))
  }
  for mark in marks where !notes.contains(where: { $0.label == mark.label }) {
    throw WeaveError(
      .unknown(kind: "footnote", name: mark.label, known: notes.map(\.label)),
      at: Place(file: document.file, line: mark.line))
  }
}

private func settledClaims(_ events: [Event]) -> [Page.SettledClaim] {
  events.compactMap { event in
    guard case .check(let sentence, let number?, let verdict?) = event.content else { return nil }
    return Page.SettledClaim(number: number, verdict: verdict, sentence: sentence)
  }
}
