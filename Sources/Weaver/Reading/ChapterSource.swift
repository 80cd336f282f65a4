/// A line of a chapter with its number, counted from 1.
package struct SourceLine: Hashable, Sendable {
  /// The line's number in its file.
  package var number: Int
  /// The line without its end.
  package var text: String
}

/// A chapter's program taken apart into prose and cells, in the order of the file.
///
/// A line that starts with `//:` is prose; every other line is code. A cell is a run of code
/// between two pieces of prose or `//-` lines. Lines between `//#-hidden-code` and
/// `//#-end-hidden-code`, which may hold only imports, stay off the page. Lines between
/// `//#-folded-code SENTENCE` and `//#-end-folded-code` are a cell of their own, which the page
/// shows folded below that sentence.
package struct ChapterSource: Hashable, Sendable {
  /// How many columns a page has room for.
  package static let columns = 80

  /// A run of code that is shown in one piece.
  package struct Cell: Hashable, Sendable {
    /// The lines the cell covers in the file; what they show belongs to the cell.
    package var lines: ClosedRange<Int>
    /// The cell's code, without blank lines at either end.
    package var code: [SourceLine]
    /// What the code does, in the words that stand for it while it is folded; nil if it is not.
    package var fold: String?
    /// The lines a reader sees: none if they only say how something stands on the page.
    package var shown: [SourceLine] {
      code.withoutStaging.trimmingBlankLines { $0.text.trimmed.isEmpty }
    }
  }

  /// Prose or a cell.
  package enum Part: Hashable, Sendable {
    case prose([ProseBlock])
    case cell(Cell)
  }

  /// A heading as the author wrote it.
  package struct Heading: Hashable, Sendable {
    /// 1 for the title, 2 for a section.
    package var level: Int
    /// The heading's Markdown, without its number.
    package var text: String
    /// Whether the section goes beyond the lecture and can be skipped.
    package var isFurther: Bool
    /// Its line in the file.
    package var line: Int
  }

  /// The file's path, relative to the root of the package.
  package var file: String
  /// The chapter's pieces in order.
  package var parts: [Part]
  /// What the reader is asked, and where it is answered.
  package var questions: Questions

  /// Reads a chapter from the `text` of its `file`.
  ///
  /// - Throws: `WeaveError` for a line that is too long, a marker that does not fit, prose that
  ///   cannot be read, and a question without its answer or the other way round.
  package init(_ text: String, file: String) throws(WeaveError) {
    self.file = file
    var reader = Reader(file: file)
    for (index, line) in text.lines.enumerated() {
      try reader.read(SourceLine(number: index + 1, text: line))
    }
    parts = try reader.finish()
    questions = try Questions(
      parts.flatMap { $0.prose.flatMap(\.withDescendants) }, file: file)
  }

  /// All blocks of prose in order; each is followed by the blocks inside it.
  package var prose: [ProseBlock] { parts.flatMap { $0.prose.flatMap(\.withDescendants) } }

  /// All cells in order.
  package var cells: [Cell] {
    parts.compactMap { part -> Cell? in
      if case .cell(let cell) = part { cell } else { nil }
    }
  }

  /// The headings in order.
  package var headings: [Heading] {
    prose.compactMap(\.heading)
  }

  /// The keys of all works the prose cites, in order of first citation.
  package var citations: [String] {
    var keys: [String] = []
    for span in prose.flatMap(\.spans) {
      if case .citation(let cited, _) = span.content {
        for key in cited where !keys.contains(key) { keys.append(key) }
      }
    }
    return keys
  }
}

extension ChapterSource.Part {
  /// The blocks of prose that the part is; none if it is a cell.
  package var prose: [ProseBlock] {
    if case .prose(let blocks) = self { blocks } else { [] }
  }
}

// MARK: Reading

/// Collects lines until a piece of the chapter is complete.
private struct Reader {
  let file: String
  private var parts: [ChapterSource.Part] = []
  private var prose: [SourceLine] = []
  private var code: [SourceLine] = []
  private var cellStart: Int?
  private var lastLine = 0
  private var hiddenSince: Int?
  /// The sentence of the folded code that is being read, and the line of its marker.
  private var fold: (sentence: String, line: Int)?

  init(file: String) { self.file = file }

  /// Takes in the next line.
  mutating func read(_ line: SourceLine) throws(WeaveError) {
    let place = Place(file: file, line: line.number)
    let width = line.text.displayWidth
    if width > ChapterSource.columns { throw WeaveError(.longLine(columns: width), at: place) }
    let text = line.text.trimmed
    if line.text.hasPrefix("//:") {
      if hiddenSince != nil { throw WeaveError(.hiddenCode(line.text), at: place) }
      try expectNoFold(around: line.text, at: place)
      endCell()
      let prefix = line.text.hasPrefix("//: ") ? 4 : 3
      prose.append(SourceLine(number: line.number, text: String(line.text.dropFirst(prefix))))
    } else if text.hasPrefix("//:") {
      throw WeaveError(.indentedProse, at: place)
    } else if text == "//-" {
      try expectNoFold(around: text, at: place)
      try endProse()
      endCell()
    } else if text.hasPrefix("//#-") {
      try endProse()
      try mark(text, at: place)
    } else if hiddenSince != nil {
      guard text.isEmpty || text.isImport else { throw WeaveError(.hiddenCode(text), at: place) }
    } else {
      try endProse()
      if cellStart == nil { cellStart = line.number }
      code.append(line)
    }
    lastLine = line.number
  }

  /// The parts read, once no line is left.
  mutating func finish() throws(WeaveError) -> [ChapterSource.Part] {
    if let hiddenSince {
      throw WeaveError(.unclosed("//#-hidden-code"), at: Place(file: file, line: hiddenSince))
    }
    if let fold {
      throw WeaveError(.unclosed("//#-folded-code"), at: Place(file: file, line: fold.line))
    }
    try endProse()
    endCell()
    return parts
  }

  private mutating func mark(_ text: String, at place: Place) throws(WeaveError) {
    let name = String(text.prefix { $0 != " " })
    switch name {
    case "//#-hidden-code" where name == text:
      if hiddenSince != nil { throw WeaveError(.unclosed(text), at: place) }
      try expectNoFold(around: text, at: place)
      hiddenSince = place.line
    case "//#-end-hidden-code" where name == text:
      if hiddenSince == nil { throw WeaveError(.stray(text), at: place) }
      hiddenSince = nil
    case "//#-folded-code":
      if hiddenSince != nil { throw WeaveError(.hiddenCode(text), at: place) }
      if let fold {
        throw WeaveError(.unclosed(name), at: Place(file: file, line: fold.line))
      }
      let sentence = text.dropFirst(name.count).trimmed
      if sentence.isEmpty { throw WeaveError(.missing("sentence", of: name), at: place) }
      if let mark = sentence.firstMarkup {
        throw WeaveError(.markupInSentence("\(mark)"), at: place)
      }
      endCell()
      fold = (sentence, place.line)
    case "//#-end-folded-code" where name == text:
      guard let fold else { throw WeaveError(.stray(text), at: place) }
      if code.allSatisfy({ $0.text.trimmed.isEmpty }) {
        throw WeaveError(
          .missing("code", of: "//#-folded-code"), at: Place(file: file, line: fold.line))
      }
      endCell()
      self.fold = nil
    default: throw WeaveError(.unknownMarker(text), at: place)
    }
  }

  /// Throws if `text`, which is no code, stands among folded code.
  private func expectNoFold(around text: String, at place: Place) throws(WeaveError) {
    if let fold { throw WeaveError(.insideFold(text, since: fold.line), at: place) }
  }

  private mutating func endProse() throws(WeaveError) {
    guard !prose.isEmpty else { return }
    var parser = ProseParser(prose, file: file)
    parts.append(.prose(try parser.blocks()))
    prose = []
  }

  /// Ends the cell, if it holds more than blank lines.
  private mutating func endCell() {
    defer {
      code = []
      cellStart = nil
    }
    guard let cellStart else { return }
    let visible = code.trimmingBlankLines(where: { $0.text.trimmed.isEmpty })
    if visible.isEmpty { return }
    parts.append(
      .cell(
        ChapterSource.Cell(lines: cellStart...lastLine, code: visible, fold: fold?.sentence)))
  }
}

extension String {
  /// Whether the line is an import, with any attributes and access level.
  var isImport: Bool {
    split(separator: " ").drop { $0.hasPrefix("@") || accessLevels.contains($0) }.first == "import"
  }
}

private let accessLevels: [Substring] = ["public", "package", "internal", "fileprivate", "private"]
