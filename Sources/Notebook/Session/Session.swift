package import Foundation
package import Weaver

/// One run of a chapter: tells its story in the terminal and keeps what it showed for the page.
@MainActor
package final class Session {
  /// The chapter that runs.
  package let chapter: Chapter
  /// The options every chapter has.
  package let options: CommonOptions
  /// The knobs that stand elsewhere than at their defaults.
  package let changes: [KnobChange]
  /// The command that makes this run's page again.
  package let command: String
  /// The screen.
  package let terminal: Terminal
  /// What was shown so far.
  package private(set) var events: [Event] = []
  /// Whether the run answers a reader's own question and makes no page.
  package let isAside: Bool
  /// The signal sources and whatever else must live as long as the run.
  package var companions: [Any] = []

  let destination: Destination?
  let isElsewhere: Bool
  let readerFolder: URL
  let binder: Binder?
  var gallery: Gallery?
  var models: ModelFolder
  var storyteller: Storyteller
  private var bar: Progress?
  var isFinished = false
  var misses = 0

  /// Opens the transcript; nothing is said or written yet.
  ///
  /// - Throws: ``Stop`` if a source of the page is damaged or not what the program was compiled
  ///   from, or if the run was asked for a page or a comparison that it cannot make.
  package init(
    chapter: Chapter, options: CommonOptions, changes: [KnobChange], command: String,
    terminal: Terminal, readerFolder: URL = URL(filePath: FileManager.default.currentDirectoryPath),
    isAside: Bool = false
  ) throws(Stop) {
    if options.check, !changes.isEmpty {
      throw Stop(
        "--check compares with the book, which is made without \(changes.asTyped).", status: 64)
    }
    if chapter.root == nil, options.check || options.output != nil {
      throw Stop(
        "The chapter's source is not where it was compiled, so there is no page to write or "
          + "to compare. Build the package again where it lies now.")
    }
    if let problem = chapter.problem { throw problem }
    try chapter.expectImprint()
    (self.chapter, self.options, self.changes) = (chapter, options, changes)
    (self.command, self.terminal, self.readerFolder) = (command, terminal, readerFolder)
    self.isAside = isAside
    destination = isAside ? nil : try Session.destination(chapter, options, changes)
    isElsewhere = options.output == nil && destination?.isAround(readerFolder) == false
    binder = try Binder(chapter)
    gallery = try destination.map { destination throws(Stop) in
      try Gallery(destination: destination)
    }
    models = try ModelFolder(at: options.models, chapter: chapter.name)
    storyteller = Storyteller(chapter: chapter, options: options, terminal: terminal)
  }

  /// Says what is special about this run, and the title.
  ///
  /// - Throws: ``Stop`` if it is plain already that the page cannot be written at the end.
  package func begin(at site: Site) throws(Stop) {
    if let destination, !options.check {
      try PageWriter(root: destination.root).expectRoom(for: destination.page)
    }
    if let index = models.index { try PageWriter(root: readerFolder).expectRoom(for: index) }
    if !isAside {
      try storyteller.open(changes: changes, destination: destination, isElsewhere: isElsewhere)
    }
    try reach(site)
  }

  private static func destination(
    _ chapter: Chapter, _ options: CommonOptions, _ changes: [KnobChange]
  ) throws(Stop) -> Destination? {
    guard let root = chapter.root else { return nil }
    guard let output = options.output else {
      return changes.isEmpty
        ? .book(at: root, chapter: chapter.name) : .experiment(at: root, chapter: chapter.name)
    }
    let destination = Destination.book(at: URL(filePath: output), chapter: chapter.name)
    if destination.isBook(ofPackageAt: root) {
      throw Stop(
        """
        --output \(output) is a book's own folder, which only a run without options writes.
        Name another folder, or leave --output out: the page of a run with a knob turned goes to \
        my-runs/\(chapter.name).
        """, status: 64)
    }
    return destination
  }

  // MARK: What a chapter says

  /// Prints `text` below the cell.
  package func print(_ text: String, at site: Site) throws(Stop) {
    try record(.text(text), at: site)
    try storyteller.say(text)
  }

  /// Shows a table as text, or with a number if it has a label.
  package func show(
    _ table: Table, label: String?, caption: String, at site: Site
  ) throws(Stop) {
    if let label {
      try record(
        .table(label: label, caption: caption, header: table.columns, rows: table.rows),
        at: site)
      let header = try table.columns.map { column throws(Stop) in try plain(column, at: site) }
      let shown = Table(columns: header, rows: table.rows)
      let words = storyteller.caption("Table: " + (try plain(caption, at: site)))
      try storyteller.show(words + "\n" + shown.text)
    } else {
      try print(table.text, at: site)
    }
  }

  /// Names a formatted result for prose.
  package func remember(_ name: String, _ text: String, at site: Site) throws(Stop) {
    try record(.value(name: name, text: text), at: site)
    storyteller.values[name] = text
  }

  /// States what must hold.
  ///
  /// A false statement ends the run and nothing is written, for the book promises it. With knobs
  /// turned it promises nothing: a miss is told and stands on the run's own page, and the run goes
  /// on, so that an experiment is not cut short by its most interesting result.
  package func check(
    _ holds: Bool, _ sentence: String, claim: Int?, verdict: Verdict?, at site: Site
  ) throws(Stop) {
    let words = try plain(sentence, at: site)
    if holds {
      try record(.check(sentence: sentence, claim: claim, verdict: verdict), at: site)
      try storyteller.check(words, claim: claim, verdict: verdict)
    } else if changes.isEmpty {
      throw failure("check failed: \(words)\nNothing was written.", at: site)
    } else {
      try record(.miss(sentence: sentence), at: site)
      try storyteller.miss(words, with: changes.asTyped)
      misses += 1
    }
  }

  /// Shows the method's card.
  package func card(_ title: String, rows: [[String]], at site: Site) throws(Stop) {
    try record(.card(title: title, rows: rows), at: site)
    let words = try rows.map { row throws(Stop) in
      try row.map { cell throws(Stop) in try plain(cell, at: site) }
    }
    try storyteller.card(title, words)
  }

  /// Shows a bar while `work` runs.
  package func progress<Value>(
    _ title: String, total: Int, at site: Site, _ work: (Progress) -> Value
  ) throws(Stop) -> Value {
    try expect(!isFinished, "progress after finish()", at: site)
    if site.isInCell { try reach(site) }
    let clock = ContinuousClock()
    let start = clock.now
    var terminal = terminal
    if options.quiet { terminal.showsProgress = false }
    let outer = bar
    outer?.erase()
    let inner = Progress(title, total: total, terminal: terminal) { start.duration(to: clock.now) }
    bar = inner
    defer { bar = outer }
    let result = work(inner)
    inner.end()
    return result
  }

  /// Keeps what was trained, to be written at the end if `--models` names a folder.
  package func keepModel(_ name: String, _ bytes: () -> [UInt8], at site: Site) throws(Stop) {
    try expect(!isFinished, "a model after finish()", at: site)
    if let complaint = models.add(name, bytes) { throw failure(complaint, at: site) }
  }

  // MARK: Order and place

  /// Notes `content` as shown at `site`, if a chapter may speak there and now.
  ///
  /// A number that is not finite is none, so no page shows it.
  func record(_ content: Event.Content, at site: Site) throws(Stop) {
    try reach(site)
    do {
      try content.expectLetters(at: Place(file: site.path, line: site.line))
    } catch {
      throw Stop("\(error)\nNothing was written.")
    }
    if let word = content.wordOfNoNumber(besides: changes.compactMap(\.fileName)) {
      let cause = changes.isEmpty ? "" : ", with \(changes.asTyped)"
      throw failure(
        "“\(word)” is no number that a page can show\(cause).\nNothing was written.", at: site)
    }
    events.append(Event(site: site, content: content))
  }

  /// What a chapter says with Markdown, as a terminal shows it.
  func plain(_ words: String, at site: Site) throws(Stop) -> String {
    do {
      return try plainText(words, file: site.path, line: site.line) { storyteller.values[$0] }
    } catch {
      throw Stop("\(error)\nNothing was written.")
    }
  }

  func reach(_ site: Site) throws(Stop) {
    bar?.erase()
    try expect(!isFinished, "nothing can be shown after finish()", at: site)
    guard site.isInCell, site.fileID == chapter.fileID else {
      let place = Place(file: site.path, line: site.line)
      throw Stop("\(WeaveError(.speaksInFunction(site.function), at: place))")
    }
    try storyteller.reach(line: site.line)
  }

  func expect(_ holds: Bool, _ complaint: String, at site: Site) throws(Stop) {
    if !holds { throw failure(complaint, at: site) }
  }

  func failure(_ message: String, at site: Site) -> Stop {
    Stop("\(site.path):\(site.line): \(message)")
  }
}

extension Site {
  /// The file as messages name it: `chapters/lime/main.swift` for `chapter_lime/main.swift`.
  package var path: String {
    fileID.hasPrefix("chapter_")
      ? "chapters/" + fileID.dropFirst("chapter_".count).replacing("_", with: "-") : fileID
  }
}
