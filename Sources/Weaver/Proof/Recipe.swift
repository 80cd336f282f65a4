/// What a chapter of the second edition lacks of the book's recipe, each with its place.
///
/// It has a summary and recall questions, asks for predictions, names its key idea, and shows no
/// more code than a reader can take in. Their form, such as five lines of summary, every chapter
/// has to keep that has them, or it is not woven.
///
/// - Parameters:
///   - source: the text of the chapter's `main.swift`.
///   - context: the book around the chapter.
/// - Returns: the faults; none if the chapter keeps the recipe.
/// - Throws: `WeaveError` if the chapter cannot be read, or quotes what does not exist.
package func recipeFaults(
  source: String, context: WeaveContext
) throws(WeaveError) -> [WeaveError] {
  let chapter = try ChapterSource(source, file: context.sourceFile)
  var faults: [WeaveError] = []
  func expect(_ count: Int, atLeast needed: Int, of what: String) {
    if count >= needed { return }
    faults.append(
      WeaveError(
        .wrongCount(count, of: what, needed: "at least \(needed)"),
        at: Place(file: chapter.file, line: 1)))
  }
  for title in [Questions.summary.title, Questions.recall.title] {
    let count = chapter.headings.count { $0.level == 2 && $0.text == title }
    expect(count, atLeast: 1, of: "sections “\(title)”")
  }
  expect(chapter.questions.count(.prediction), atLeast: 3, of: "predictions")
  let ideas = chapter.prose.count { block in
    if case .quote(_, .keyIdea) = block.content { true } else { false }
  }
  expect(ideas, atLeast: 1, of: "key ideas")
  let code = try chapter.openCode(context)
  if code.count > ChapterSource.openCodeLines {
    faults.append(
      WeaveError(
        .wrongCount(
          code.count, of: "lines of code on the page that are not folded",
          needed: "at most \(ChapterSource.openCodeLines), which end here"),
        at: code[ChapterSource.openCodeLines]))
  }
  return faults
}

extension ChapterSource {
  /// How many lines of code a page shows at most, those apart that a reader has to unfold.
  package static let openCodeLines = 120

  /// Where each line of code comes from that the page shows and does not fold, in order.
  ///
  /// Cells count, blocks of Swift in prose, and listings, each line of which has the place that
  /// asks for the listing. Blank lines do not count, nor does what an answer holds.
  ///
  /// - Parameter context: the book around the chapter.
  /// - Returns: a place for each line.
  /// - Throws: `WeaveError` for a listing that does not exist.
  package func openCode(_ context: WeaveContext) throws(WeaveError) -> [Place] {
    var places: [Place] = []
    for part in parts {
      switch part {
      case .prose(let blocks): places += try openCode(in: blocks, context)
      case .cell(let cell):
        if cell.fold == nil { places += code(cell.shown) }
      }
    }
    return places
  }

  private func openCode(
    in blocks: [ProseBlock], _ context: WeaveContext
  ) throws(WeaveError) -> [Place] {
    var places: [Place] = []
    for block in blocks {
      switch block.content {
      case .fence(let lines) where lines.first?.text.trimmed.hasSuffix("swift") == true:
        places += code(Array(lines.dropFirst().dropLast()))
      case .listing(let request):
        let place = Place(file: file, line: block.line)
        let listing = try Listing(request, from: context, askedAt: place)
        places += listing.code.filter { !$0.isEmpty }.map { _ in place }
      case .quote(let blocks, _): places += try openCode(in: blocks, context)
      case .heading, .text, .footnote, .fence, .formula, .answer: break
      }
    }
    return places
  }

  /// The places of the lines that are not blank.
  private func code(_ lines: [SourceLine]) -> [Place] {
    lines.filter { !$0.text.trimmed.isEmpty }.map { Place(file: file, line: $0.number) }
  }
}
