import Foundation
import Weaver

/// Tells a run's story in the terminal: headings as they are reached, and what is shown.
struct Storyteller {
  private let chapter: Chapter
  private let options: CommonOptions
  private let terminal: Terminal
  /// The headings not yet reached.
  private var ahead: ArraySlice<ChapterSource.Heading>
  /// Whether the next text starts a line.
  private var isAtLineStart = true

  init(chapter: Chapter, options: CommonOptions, terminal: Terminal) {
    (self.chapter, self.options, self.terminal) = (chapter, options, terminal)
    ahead = chapter.headings[...]
  }

  /// Whether figures are wanted.
  var showsFigures: Bool { !options.quiet && !options.noPreview }

  /// Says what is special about this run, before anything else.
  func open(changes: [KnobChange], destination: Destination?) throws(Stop) {
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
  }

  /// Prints the headings above `line` that were not printed yet.
  mutating func reach(line: Int) throws(Stop) {
    while let heading = ahead.first, heading.line < line {
      ahead.removeFirst()
      if options.quiet { continue }
      if options.pause, terminal.hasKeys, heading.level == 2 {
        try pause()
      }
      let words = terminal.isScreen ? heading.text : hashes(heading.level) + heading.text
      let isTitle = heading.level == 1
      try say("\n" + terminal.styled(words, isTitle ? .title : .heading) + "\n")
    }
  }

  /// Prints `text`, on a line of its own if it comes after a heading or a figure.
  mutating func say(_ text: String) throws(Stop) {
    guard !options.quiet, !text.isEmpty else { return }
    let lineBreak = text.hasPrefix("\n") && !isAtLineStart ? "\n" : ""
    try write(lineBreak + text)
    isAtLineStart = text.hasSuffix("\n")
  }

  /// Prints that a check holds, and the claim that it settles.
  mutating func check(_ sentence: String, claim: Int?, verdict: Verdict?) throws(Stop) {
    var words = sentence
    if let claim, let verdict {
      switch verdict {
      case .holds: words = "Claim \(claim) holds: \(sentence)"
      case .holdsWhen(let condition):
        words = "Claim \(claim) holds when \(condition): \(sentence)"
      case .refuted: words = "Claim \(claim) is refuted: \(sentence)"
      }
    }
    try say(terminal.styled("✓", .good) + " " + words + "\n")
  }

  /// Prints the last line, also when the run is quiet.
  func conclude(_ text: String) throws(Stop) {
    let lineBreaks = options.quiet ? "" : isAtLineStart ? "\n" : "\n\n"
    try write(lineBreaks + text + "\n")
  }

  private func pause() throws(Stop) {
    try write("\n" + terminal.styled("press a key", .faint))
    terminal.waitForKey()
    try write("\r\u{1b}[K\u{1b}[A")
  }

  private func write(_ text: String) throws(Stop) {
    do {
      try terminal.write(text)
    } catch {
      throw Stop("The output cannot be written: \(error.localizedDescription).")
    }
  }

  private func hashes(_ level: Int) -> String { String(repeating: "#", count: level) + " " }
}

extension [KnobChange] {
  /// The changes as a reader types them: `--samples 100 --seed 7`.
  var asTyped: String { map { "--\($0.name) \($0.value)" }.joined(separator: " ") }
}
