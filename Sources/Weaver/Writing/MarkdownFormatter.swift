/// Writes a chapter's page as Markdown that GitHub, print and web understand.
struct MarkdownFormatter {
  let context: WeaveContext
  let chapter: Book.Chapter
  let document: Document
  let text: TextFormatter
  let labels: Labels
  /// With how many seeds a check held, by its line.
  let tallies: [Int: SeedTally]

  /// The paragraphs written so far; a blank line goes between them.
  var paragraphs: [String] = []
  /// Where each claim was settled so far, by its number.
  var claimLines: [Int: Int] = [:]
  /// How many cards were written so far.
  var cards = 0
  private var section = 0

  /// Prepares to write the page of `chapter`.
  init(
    _ document: Document, chapter: Book.Chapter, labels: Labels, context: WeaveContext,
    tallies: [Int: SeedTally] = [:]
  ) {
    self.context = context
    self.tallies = tallies
    self.chapter = chapter
    self.document = document
    self.labels = labels
    text = TextFormatter(document, labels: labels, context: context)
  }

  /// The whole page, ending in one end of line.
  mutating func page() throws(WeaveError) -> String {
    let way = context.experiment == nil ? "run `make \(chapter.name)`" : "make it again as it says"
    paragraphs = ["<!-- Woven from \(document.file). Do not edit: \(way). -->"]
    for part in document.parts {
      switch part {
      case .prose(let blocks): for block in blocks { paragraphs += try format(block) }
      case .cell(let cell, let output):
        paragraphs += code(of: cell)
        try format(output, of: cell)
      }
    }
    if let experiment = context.experiment { paragraphs.insert(experiment.box, at: 2) }
    paragraphs += ["---", navigation]
    return paragraphs.joined(separator: "\n\n") + "\n"
  }

  // MARK: Prose

  private mutating func format(_ block: ProseBlock) throws(WeaveError) -> [String] {
    switch block.content {
    case .heading(1, let title, _):
      return ["# \(chapter.number). \(title.source.literalWords)"]
    case .heading(let level, let title, let isFurther):
      let mark = isFurther ? " · *further*" : ""
      return [
        String(repeating: "#", count: level) + number(level) + " " + (try text.markdown(title))
          + mark
      ]
    case .text(let words): return [try text.markdown(words)]
    case .footnote(let label, let words): return ["[^\(label)]: " + (try text.markdown(words))]
    case .fence(let lines): return [lines.map(\.text.trimmingEnd).joined(separator: "\n")]
    case .formula(let tex, let label):
      return formula(tex, label: label).map { $0.indented(by: block.indentation) }
    case .listing(let request): return try listing(request, line: block.line)
    case .quote(let blocks, let box):
      var inner = try format(blocks)
      if let name = box.name, let number = document.questions.number(at: block.line),
        let range = inner[0].firstRange(of: box.rawValue)
      {
        inner[0].replaceSubrange(range, with: "**\(name) \(chapter.number).\(number).")
      }
      return [quoted(inner).indented(by: block.indentation)]
    case .answer(let blocks):
      return folded(summary(ofAnswerAt: block.line), try format(blocks))
    }
  }

  /// What an answer is called while it is folded.
  private func summary(ofAnswerAt line: Int) -> String {
    guard let (kind, number) = document.questions.question(answeredAt: line) else {
      return "Answer"
    }
    return switch kind {
    case .exercise: "Answer \(chapter.number).\(number)"
    case .prediction: "Answer to prediction \(chapter.number).\(number)"
    case .recall: "Answers to the questions"
    }
  }

  private mutating func format(_ blocks: [ProseBlock]) throws(WeaveError) -> [String] {
    var paragraphs: [String] = []
    for block in blocks { paragraphs += try format(block) }
    return paragraphs
  }

  /// The number in front of a heading; deeper ones than sections have none.
  private mutating func number(_ level: Int) -> String {
    switch level {
    case 2:
      section += 1
      return " \(chapter.number).\(section)"
    default: return ""
    }
  }

  private func formula(_ tex: [String], label: String?) -> [String] {
    guard let label else { return [fenced(tex, as: "math")] }
    let reference = Reference(.equation, label)
    let tag = "\\tag{\(labels.number(of: reference) ?? "")}"
    return [anchor(reference), fenced(tex + [tag], as: "math")]
  }

  private func listing(_ request: ListingRequest, line: Int) throws(WeaveError) -> [String] {
    let listing = try Listing(
      request, from: context, askedAt: Place(file: document.file, line: line))
    var caption = "`\(request.path)`, \(named(listing.lines))"
    if let words = request.caption { caption += ". " + (try text.markdown(words)) }
    return captioned(
      Reference(.listing, request.label), caption,
      below: [
        origin(of: listing.numbers, in: request.path),
        fenced(listing.code, as: CodeLanguage(of: request.path).name),
      ])
  }

  /// The code of a cell with its lines, folded if it is to be; nothing if it only stages.
  private func code(of cell: ChapterSource.Cell) -> [String] {
    guard let first = cell.shown.first, let last = cell.shown.last else { return [] }
    let code = [
      origin(of: cell.shown.map(\.number), in: document.file),
      fenced(cell.shown.map(\.text.trimmingEnd), as: "swift"),
    ]
    guard let sentence = cell.fold else { return code }
    return folded("Code: \(sentence) (\(named(first.number...last.number)))", code)
  }

  // MARK: Shapes

  /// What a reference to it leads to.
  func anchor(_ reference: Reference) -> String {
    anchor(labels.anchor(of: reference) ?? "")
  }

  /// What a link to `name` leads to.
  func anchor(_ name: String) -> String { "<a id=\"\(name)\"></a>" }

  /// Anchor, numbered caption, then what it is about.
  func captioned(_ reference: Reference, _ caption: String, below: [String]) -> [String] {
    let name = "\(reference.kind.word.capitalized) \(labels.number(of: reference) ?? "")"
    return [anchor(reference), "**\(name).** \(caption)"] + below
  }

  /// The way to the chapters before and after this one, and to the contents.
  private var navigation: String {
    let chapters = context.book.written
    let here = chapters.firstIndex { $0.name == chapter.name }
    let link = { (chapter: Book.Chapter, before: String, after: String) in
      "[\(before)\(chapter.number). \(chapter.title.literalWords)\(after)]"
        + "(\(context.link(to: "chapters/\(chapter.name)/README.md")))"
    }
    var links = ["[Contents](\(context.link(to: "chapters/README.md")))"]
    if let here, here > 0 { links.insert(link(chapters[here - 1], "← ", ""), at: 0) }
    if let here, here + 1 < chapters.count { links.append(link(chapters[here + 1], "", " →")) }
    return links.joined(separator: " · ")
  }

  /// What is wrong at `line` of the chapter.
  func error(_ problem: WeaveError.Problem, line: Int) -> WeaveError {
    WeaveError(problem, at: Place(file: document.file, line: line))
  }
}

/// Lines of a file as a page names them: `line 3`, `lines 3–7`.
private func named(_ lines: ClosedRange<Int>) -> String {
  lines.count == 1
    ? "line \(lines.lowerBound)" : "lines \(lines.lowerBound)–\(lines.upperBound)"
}

/// `paragraphs` that a reader unfolds by the words of the `summary`.
private func folded(_ summary: String, _ paragraphs: [String]) -> [String] {
  ["<details>\n<summary>\(summary)</summary>"] + paragraphs + ["</details>"]
}

/// `lines` between fences that are longer than any run of backticks with which a line starts.
func fenced(_ lines: [String], as language: String) -> String {
  let starts = lines.flatMap(\.lines).map { line in line.trimmed.prefix { $0 == "`" }.count }
  let longest = starts.max() ?? 0
  let fence = String(repeating: "`", count: max(3, longest + 1))
  return ([fence + language] + lines + [fence]).joined(separator: "\n")
}

/// `paragraphs` behind Markdown's mark of a quotation.
func quoted(_ paragraphs: [String]) -> String {
  paragraphs.joined(separator: "\n\n").lines
    .map { $0.isEmpty ? ">" : "> " + $0 }.joined(separator: "\n")
}

extension ProseBlock.Box {
  /// The name before its number; nil if it has none.
  fileprivate var name: String? {
    switch self {
    case .exercise: "Exercise"
    case .prediction: "Prediction"
    case .plain, .keyIdea: nil
    }
  }
}

extension String {
  /// The text with `columns` spaces before every line that is not empty.
  fileprivate func indented(by columns: Int) -> String {
    let space = String(repeating: " ", count: columns)
    return lines.map { $0.isEmpty ? "" : space + $0 }.joined(separator: "\n")
  }
}
