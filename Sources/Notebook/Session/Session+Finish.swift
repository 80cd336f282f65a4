import Foundation
import Weaver

/// What a run leaves behind.
extension Session {
  /// Weaves the page and writes it with its figures, or compares them with the book.
  package func finish(at site: Site) throws(Stop) {
    try reach(site)
    try storyteller.reach(line: .max)
    isFinished = true
    guard let destination, let gallery, let binder else {
      let written = try PageWriter(root: readerFolder).apply(models.changes())
      try concludeModels(written)
      try storyteller.conclude(
        "No page was written: the program was moved away from its source.")
      return
    }
    try chapter.expectImprint()
    let findings = try findings(drawn: gallery.digests.mapValues(\.drawing))
    let record = changes.isEmpty ? binder.record(for: findings) : .success(nil)
    var files =
      try gallery.changes()
      + binder.pages(
        showing: events, for: destination, experiment: experiment, record: try? record.get())
    let writer = PageWriter(root: destination.root)
    if options.check {
      if case .failure(let stop) = record { throw Stop("The book is out of date: \(stop)") }
      try compare(files, with: writer, binder.unheard)
      try storyteller.conclude("The book is up to date: \(destination.page).")
    } else {
      if !destination.isBook || options.output != nil {
        files.append(
          FileChange(
            destination.pageFolder + "/" + Findings.fileName, Array(try json(findings).utf8)))
      }
      let written = try writer.apply(files + models.changes())
      try conclude(hasWritten: files.contains { written.contains($0.path) }, to: destination)
      try concludeModels(written)
      if case .failure(let stop) = record {
        try storyteller.conclude(
          "The page does not say with how many seeds its checks held: \(stop)")
      }
      let unheard = destination.isBook ? binder.unheard : []
      if !unheard.isEmpty {
        try storyteller.conclude(
          "Not among the claims and methods until they have run: "
            + unheard.joined(separator: ", ") + ".")
      }
      if misses > 0 {
        try storyteller.conclude(
          "\(misses) of the book's checks did not hold with \(changes.asTyped); look for ✗.")
      }
    }
  }

  /// What the run computed, with the fingerprints of what was `drawn` by the names of its files.
  private func findings(drawn: [String: String]) throws(Stop) -> Findings {
    do {
      let code = ChapterCode(try ChapterSource(chapter.source, file: chapter.path))
      return Findings(of: chapter.name, code: code, events: events, drawings: drawn)
    } catch {
      throw Stop("\(error)\nNothing was written.")
    }
  }

  /// What the page of a run with knobs turned says of them.
  private var experiment: Experiment? {
    guard !changes.isEmpty else { return nil }
    let width = changes.map(\.name.displayWidth).max() ?? 0
    return Experiment(
      knobs: changes.map { "\($0.name.padded(to: width))  \($0.value) instead of \($0.usual)" },
      command: command)
  }

  private func compare(
    _ files: [FileChange], with writer: PageWriter, _ unheard: [String]
  ) throws(Stop) {
    if let name = unheard.first {
      throw Stop(
        "The book is out of date: chapters/\(name)/facts.json is missing or cannot be read.\n"
          + "Run `swift run chapter-\(name)`, which writes it.")
    }
    let report = try Comparison.report(files, with: writer)
    guard report.isEmpty else { throw Stop(report) }
  }

  /// Says where the page went: by its full path if the reader is not in the package.
  private func conclude(hasWritten: Bool, to destination: Destination) throws(Stop) {
    let path = isElsewhere ? destination.url(destination.page).path : destination.page
    let page = (options.output.map { $0 + "/" } ?? "") + path
    let count = events.count(where: \.isFigure)
    let figures = count == 1 ? "1 figure" : "\(count) figures"
    try storyteller.conclude(
      hasWritten
        ? "Written: \(page) with \(figures)."
        : "Nothing changed: \(page) and its \(figures) are up to date.")
  }
}

extension Session {
  /// Says where the models went, if they were to go anywhere.
  private func concludeModels(_ written: [String]) throws(Stop) {
    guard let count = models.count else { return }
    let files = count == 1 ? "1 file" : "\(count) files"
    try storyteller.conclude(
      written.contains { $0.hasPrefix(models.path) }
        ? "Written: \(models.path) with \(files) of models."
        : "Nothing changed: the \(files) of models in \(models.path) are up to date.")
  }
}

extension Event {
  /// Whether the event has a figure's number on the page.
  fileprivate var isFigure: Bool {
    switch content {
    case .figure, .sweep: true
    default: false
    }
  }
}
