import Foundation
import Weaver

/// Tells a run's story in the terminal: headings as they are reached, and what is shown.
struct Storyteller {
  private let chapter: Chapter
  private let options: CommonOptions
  private let terminal: Terminal
  /// What was remembered so far, by name.
  var values: [String: String] = [:]
  /// The headings not yet reached.
  private var ahead: ArraySlice<ChapterSource.Heading>
  /// How many ends of line were written last, at most two: 2 is an empty line.
  private var lineEnds = 1
  /// Whether an empty line has to come before the next text.
  private var needsGap = false

  init(chapter: Chapter, options: CommonOptions, terminal: Terminal) {
    (self.chapter, self.options, self.terminal) = (chapter, options, terminal)
    ahead = chapter.headings[...]
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

  /// Prints the headings above `line` that were not printed yet.
  mutating func reach(line: Int) throws(Stop) {
    while let heading = ahead.first, heading.line < line {
      ahead.removeFirst()
      if options.quiet { continue }
      if options.pause, terminal.hasKeys, heading.level == 2 {
        try pause()
      }
      let title = try title(of: heading)
      let words = terminal.isScreen ? title : hashes(heading.level) + title
      let isTitle = heading.level == 1
      try show(terminal.styled(words.wrapped(to: width), isTitle ? .title : .heading) + "\n")
      needsGap = false
    }
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

  private mutating func pause() throws(Stop) {
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
