import Foundation
import Weaver

/// Tells a run's story in the terminal: headings, predictions and key ideas as they are reached,
/// and what is shown.
struct Storyteller {
  private let chapter: Chapter
  private let options: CommonOptions
  private let terminal: Terminal
  /// What was remembered so far, by name.
  var values: [String: String] = [:]
  /// The prose not yet reached.
  private var ahead: ArraySlice<ChapterSource.Told>
  /// Answers that were reached before the run had all their results.
  private var heldBack: [[ProseBlock]] = []
  /// How many ends of line were written last, at most two: 2 is an empty line.
  private var lineEnds = 1
  /// Whether an empty line has to come before the next text.
  private var needsGap = false

  init(chapter: Chapter, options: CommonOptions, terminal: Terminal) {
    (self.chapter, self.options, self.terminal) = (chapter, options, terminal)
    ahead = chapter.told[...]
  }

  /// Whether figures are wanted.
  var showsFigures: Bool { !options.quiet && !options.noPreview }

  /// Says what is special about this run, before anything else.
  ///
  /// `isElsewhere` tells that the reader is not in the package that the page goes to.
  func open(
    changes: [KnobChange], destination: Destination?, isElsewhere: Bool
  ) throws(Stop) {
    if options.pause, !terminal.hasKeys {
      terminal.writeError("--pause needs a terminal with keys: this run does not wait.\n")
    }
    guard !options.quiet else { return }
    if destination == nil {
      terminal.writeError(
        "The chapter's source is not where it was compiled: this run writes no page.\n")
    } else if !changes.isEmpty, let destination, !destination.isBook {
      let words = changes.map { "\($0.name) \($0.value) instead of \($0.usual)" }
      terminal.writeError(
        "An experiment (\(words.joined(separator: ", "))): the page goes to "
          + "\(destination.pageFolder), the book stays as it is.\n")
    }
    if isElsewhere, let destination {
      terminal.writeError("The page goes to the package in \(destination.root.path).\n")
    }
  }

  /// Tells the prose above `line` that was not told yet.
  ///
  /// An answer that mentions results which are still to come waits for them: until what comes next,
  /// at the latest until the end, which is the line `.max`.
  mutating func reach(line: Int) throws(Stop) {
    while let next = ahead.first, next.line < line {
      ahead.removeFirst()
      if options.quiet { continue }
      try answer(isEnd: false)
      switch next {
      case .heading(let heading): try tell(heading)
      case .prediction(let blocks, _):
        try tell(blocks)
        try pause()
      case .answer(let blocks, _):
        heldBack.append(blocks)
        try answer(isEnd: false)
      case .keyIdea(let blocks, _): try tell(blocks)
      }
    }
    if line == .max, !options.quiet { try answer(isEnd: true) }
  }

  /// Tells the answers whose results are there.
  private mutating func answer(isEnd: Bool) throws(Stop) {
    let waiting = heldBack
    heldBack = []
    for blocks in waiting {
      if isEnd || blocks.values.allSatisfy({ values[$0] != nil }) {
        try tell(blocks, behind: "Answer. ")
      } else {
        heldBack.append(blocks)
      }
    }
  }

  private mutating func tell(_ heading: ChapterSource.Heading) throws(Stop) {
    if heading.level == 2 { try pause() }
    let title = try title(of: heading) + (heading.isFurther ? " · further" : "")
    let words = terminal.isScreen ? title : hashes(heading.level) + title
    let isTitle = heading.level == 1
    try show(terminal.styled(words.wrapped(to: width), isTitle ? .title : .heading) + "\n")
    needsGap = false
  }

  /// Tells a box or an answer, which begins with a few words that say what it is.
  private mutating func tell(_ blocks: [ProseBlock], behind words: String = "") throws(Stop) {
    let texts: [String]
    do {
      texts = try plainProse(blocks, file: chapter.path) { values[$0] }
    } catch {
      throw Stop("\(error)")
    }
    let told = (words + texts.joined(separator: "\n\n")).wrapped(to: width)
    let head = told.prefix { $0 != "." }
    try show(terminal.styled(String(head), .heading) + told.dropFirst(head.count) + "\n")
  }

  /// Prints `text` as the chapter says it.
  mutating func say(_ text: String) throws(Stop) {
    guard !options.quiet else { return }
    if needsGap { try separate() }
    try write(text)
  }

  /// Prints `text` with an empty line before and after it.
  mutating func show(_ text: String) throws(Stop) {
    guard !options.quiet else { return }
    try separate()
    try write(text)
    needsGap = true
  }

  /// Prints a part of an answer to a reader's own question.
  mutating func answer(_ part: ReplyPart) throws(Stop) {
    switch part {
    case .heading(let words):
      try show(terminal.styled(words.wrapped(to: width), .heading) + "\n")
      needsGap = false
    case .text(let text): try show(text.wrapped(to: width) + "\n")
    case .list(let items):
      try show(items.map { "· \($0)".wrapped(to: width, indentation: "  ") + "\n" }.joined())
    case .table(let table): try show(table.text(in: width))
    case .columns(let table, let spare): try show(table.text(in: width, without: spare))
    }
  }

  /// Prints that a check holds, and the claim that it settles.
  mutating func check(_ sentence: String, claim: Int?, verdict: Verdict?) throws(Stop) {
    var words = sentence
    if let claim, let verdict {
      let outcome =
        switch verdict {
        case .holds: "holds"
        case .holdsWhen(let condition): "holds when \(condition)"
        case .refuted: "is refuted"
        case .byConstruction: "is true by construction"
        case .reenacted: "is re-enacted"
        }
      words = "Claim \(claim) \(outcome): \(sentence)"
    }
    try say("✓", .good, words)
  }

  /// Tells that a statement of the book is not true with the knobs as they were turned.
  mutating func miss(_ sentence: String, with knobs: String) throws(Stop) {
    try say("✗", .bad, "Not with \(knobs): " + sentence)
  }

  /// The words below a picture or above a table, in lines that fit.
  func caption(_ words: String) -> String {
    terminal.styled(words.wrapped(to: width), .faint)
  }

  /// Shows a method's card: a row a property, its value beside its name.
  mutating func card(_ title: String, _ rows: [[String]]) throws(Stop) {
    let left = (rows.map { ($0.first ?? "").displayWidth }.max() ?? 0) + 2
    let lines = rows.map { row in
      ((row.first ?? "").padded(to: left) + row.dropFirst().joined(separator: "  "))
        .wrapped(to: width, indentation: String(repeating: " ", count: left)) + "\n"
    }
    try show(terminal.styled(title, .heading) + "\n" + lines.joined())
  }

  /// Prints the last line, also when the run is quiet.
  mutating func conclude(_ text: String) throws(Stop) {
    if !options.quiet { try separate() }
    try write(text + "\n")
  }

  /// How many columns a line of words may have: as on a page, or fewer on a narrow screen.
  private var width: Int {
    max(20, min(ChapterSource.columns, terminal.isScreen ? terminal.columns : .max))
  }

  /// Says `words` behind a mark, in lines that fit and start below each other.
  private mutating func say(
    _ mark: String, _ look: Terminal.Look, _ words: String
  ) throws(Stop) {
    let lines = (mark + " " + words).wrapped(to: width, indentation: "  ")
    let lineBreak = lineEnds == 0 ? "\n" : ""
    try say(lineBreak + terminal.styled(mark, look) + lines.dropFirst(mark.count) + "\n")
  }

  /// A heading without its Markdown.
  private func title(of heading: ChapterSource.Heading) throws(Stop) -> String {
    do {
      return try plainText(
        heading.text, isTyped: true, file: chapter.path, line: heading.line
      ) { values[$0] }
    } catch {
      throw Stop("\(error)")
    }
  }

  /// Waits for a key, if that is wanted and there are keys.
  private mutating func pause() throws(Stop) {
    guard options.pause, terminal.hasKeys else { return }
    try separate()
    try write(terminal.styled("press a key", .faint))
    terminal.waitForKey()
    try write(terminal.erasesLines ? "\r\u{1b}[K" : "\n")
    lineEnds = 2
  }

  private mutating func separate() throws(Stop) {
    if lineEnds < 2 { try write(String(repeating: "\n", count: 2 - lineEnds)) }
    needsGap = false
  }

  private mutating func write(_ text: String) throws(Stop) {
    guard !text.isEmpty else { return }
    do {
      try terminal.write(text)
    } catch {
      throw Stop("Standard output cannot be written: \(reason(error)). Nothing was changed.")
    }
    let ends = text.reversed().prefix { $0.isNewline }.count
    lineEnds = min(2, ends == text.count ? lineEnds + ends : ends)
  }

  private func hashes(_ level: Int) -> String { String(repeating: "#", count: level) + " " }
}

extension [KnobChange] {
  /// The changes as a reader types them: `--samples 100 --seed 7`.
  var asTyped: String { map { "--\($0.name) \($0.value)" }.joined(separator: " ") }
}
