/// Checks a chapter as far as that is possible without running it.
///
/// It finds what is wrong in prose and layout, listings and citations that do not exist, labels
/// of equations and listings that are unknown or unused, and a last statement that is not
/// `finish()`. Figures, tables and values exist only after a run, so they are left to `weave`.
///
/// - Parameters:
///   - source: the text of the chapter's `main.swift`.
///   - context: the book around the chapter.
/// - Throws: `WeaveError` with file, line and fact, at the first thing that is wrong.
package func proofread(source: String, context: WeaveContext) throws(WeaveError) {
  let chapterSource = try ChapterSource(source, file: context.sourceFile)
  let chapter = try context.entry()
  try checkTitle(of: chapterSource, is: chapter.title)
  let document = try Document(chapterSource, events: [])
  let labels = try Labels(document, chapter: chapter.number)
  let text = TextFormatter(document, labels: labels, context: context)
  for block in document.prose {
    let place = Place(file: document.file, line: block.line)
    if case .listing(let request) = block.content {
      _ = try Listing(request, from: context, askedAt: place)
    }
    for span in block.spans {
      let place = Place(file: document.file, line: span.line)
      switch span.content {
      case .citation(let keys, let isInText):
        _ = try text.citation(keys, isInText: isInText, at: place)
      case .reference(let reference):
        if reference.kind == .figure || reference.kind == .table { continue }
        _ = try text.link(reference, at: place)
      case .markdown, .target, .formula, .value, .footnote: break
      }
    }
  }
  try checkUses(in: document, labels: labels)
  try checkTypedNumbers(in: chapterSource)
  let last = chapterSource.cells.last?.code.last
  if last?.text.trimmed != "finish()" {
    throw WeaveError(
      .missing("finish() as its last line", of: "the chapter"),
      at: Place(file: document.file, line: last?.number ?? 1))
  }
}

extension WeaveContext {
  /// The chapter's entry in the book.
  func entry() throws(WeaveError) -> Book.Chapter {
    guard let entry = book.chapter(named: chapter) else {
      throw WeaveError(
        .unlistedChapter(chapter, known: book.chapters.map(\.name)),
        at: Place(file: sourceFile, line: 1))
    }
    return entry
  }
}

/// Throws unless the chapter starts with one heading of level 1 that says `title`.
func checkTitle(of source: ChapterSource, is title: String) throws(WeaveError) {
  guard case .prose(let blocks)? = source.parts.first,
    case .heading(1, let text, _)? = blocks.first?.content
  else { throw WeaveError(.missingTitle, at: Place(file: source.file, line: 1)) }
  let titles = source.headings.filter { $0.level == 1 }
  let place = Place(file: source.file, line: titles[0].line)
  if text.source != title {
    throw WeaveError(.titleDiffers(heading: text.source, book: title), at: place)
  }
  if let mark = title.firstMarkup {
    throw WeaveError(.markupInTitle("\(mark)"), at: place)
  }
  if titles.count > 1 {
    throw WeaveError(
      .duplicate(kind: "title", name: titles[1].text, first: place.line),
      at: Place(file: source.file, line: titles[1].line))
  }
}

extension String {
  /// The first sign that may be markup on a page or in HTML.
  var firstMarkup: Character? { first { "\\`*_[]<>&|$~@".contains($0) } }
}

/// Throws if something labelled, remembered or noted is never referred to in prose, or a
/// footnote is not defined.
func checkUses(in document: Document, labels: Labels) throws(WeaveError) {
  var references: Set<Reference> = []
  var values: Set<String> = []
  var marks: [(label: String, line: Int)] = []
  let blocks = document.prose
  for span in blocks.flatMap(\.spans) {
    switch span.content {
    case .reference(let reference): references.insert(reference)
    case .value(let name): values.insert(name)
    case .footnote(let label): marks.append((label, span.line))
    case .markdown, .target, .formula, .citation: break
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
    // GitHub does not tell small letters from capitals here.
    if let first = notes.first(where: { $0.label.lowercased() == label.lowercased() }) {
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
