package import Foundation
import Weaver

/// A chapter run with ten seeds, to record with which of them each of its checks holds.
///
/// It can be stopped at any time: what finished is kept in `my-runs/<name>/seeds`, and the next
/// survey of the same code and results goes on from there.
@MainActor
package struct SeedSurvey {
  /// The findings of the seeds that are done, as they are kept while a survey is not at its end.
  private struct Kept: Codable {
    var code: String
    var results: String
    var findings: [Int: Findings] = [:]
  }

  private let chapter: Chapter
  private let terminal: Terminal
  private let run: (_ seed: Int?, _ folder: URL) throws(Stop) -> SeedRun.Ending

  /// A survey of `chapter` that is told on `terminal`; `run` runs the chapter with a seed, or with
  /// its own if there is none, and has its page written into a folder.
  package init(
    chapter: Chapter, terminal: Terminal,
    run: @escaping (_ seed: Int?, _ folder: URL) throws(Stop) -> SeedRun.Ending
  ) {
    (self.chapter, self.terminal, self.run) = (chapter, terminal, run)
  }

  /// A survey of `chapter` by this program, which is run again for every seed.
  package init(chapter: Chapter, terminal: Terminal) {
    self.init(chapter: chapter, terminal: terminal) { seed, folder throws(Stop) in
      guard let program = Bundle.main.executableURL else {
        throw Stop("The program does not know where it lies, so it cannot be run once more.")
      }
      return try SeedRun(program: program, chapter: chapter.name)(seed: seed, into: folder)
    }
  }

  /// Runs the chapter with its own seed and with those of every record, and writes the record.
  ///
  /// A check that does not hold, and a run that stops, are told, and the survey goes on.
  ///
  /// - Returns: what is to be said at the end.
  /// - Throws: ``Stop`` if knobs were turned, if the chapter does not run with its own seed, if its
  ///   source changes meanwhile, and if a file cannot be written.
  package func conduct(with changes: [KnobChange], isQuiet: Bool) throws(Stop) -> String {
    if !changes.isEmpty {
      throw Stop(
        "--record-seeds makes a record for the book, which is made without \(changes.asTyped).",
        status: 64)
    }
    if let problem = chapter.problem { throw problem }
    try chapter.expectImprint()
    guard let root = chapter.root, let binder = try Binder(chapter) else {
      throw Stop(
        "The chapter's source is not where it was compiled, so there is no place for a record.")
    }
    let path = recordPath(chapter.name)
    // A record that could not be replaced is told before the work, not after it.
    _ = try PageWriter(root: root).content(of: path)
    let folder = root.appending(path: "my-runs/\(chapter.name)/seeds")
    let lock = try SurveyLock(on: folder, chapter: chapter.name)
    defer { extendLifetime(lock) }
    let companions = SeedRun.watch(removing: folder.appending(path: "run"))
    defer { withExtendedLifetime(companions) {} }
    let teller = SurveyTeller(terminal: terminal, chapter: chapter, isQuiet: isQuiet)
    let own = try ownFindings(folder, teller)
    let findings = try findings(beside: own, in: folder, teller)
    let record = SeedRecord(of: own, with: findings)
    var last = "Nothing was written: chapters of the first edition keep no record."
    if binder.keepsRecord {
      try chapter.expectImprint()
      let change = FileChange(path, Array(try json(record).utf8))
      let written = try PageWriter(root: root).apply([change])
      last = written.isEmpty ? "Nothing changed: \(path) is up to date." : "Written: \(path)."
    }
    try? FileManager.default.removeItem(at: folder)
    return teller.report(of: record, last)
  }

  /// What the chapter computes with its own seed, with which all its checks have to hold.
  private func ownFindings(_ folder: URL, _ teller: SurveyTeller) throws(Stop) -> Findings {
    switch try ending(nil, in: folder, teller) {
    case .finished(let own):
      try teller.tell(own)
      return own
    case .stopped(let reason):
      throw Stop(
        "The chapter does not run with its own seed, so there is nothing to record:\n\(reason)")
    }
  }

  /// What it computes with the seeds of every record; nothing for one with which it stops.
  private func findings(
    beside own: Findings, in folder: URL, _ teller: SurveyTeller
  ) throws(Stop) -> [Int: Findings] {
    let writer = PageWriter(root: folder)
    let path = "finished.json"
    var kept = Kept(code: own.code, results: own.results)
    if let bytes = try writer.content(of: path) {
      let before = try? JSONDecoder().decode(Kept.self, from: Data(bytes))
      if let before, (before.code, before.results) == (own.code, own.results) {
        kept = before
      } else {
        try teller.tellBeginning(
          because: before == nil ? "cannot be read" : "is of other code or results")
      }
    }
    for seed in SeedRecord.seeds {
      if let known = kept.findings[seed] {
        try teller.tell(known, beside: own, seed: seed, isKept: true)
        continue
      }
      switch try ending(seed, in: folder, teller) {
      case .finished(let found):
        guard found.code == own.code else {
          throw Stop("\(chapter.path) changed during the survey: begin it again.")
        }
        kept.findings[seed] = found
        try writer.apply([FileChange(path, Array(try json(kept).utf8))])
        try teller.tell(found, beside: own, seed: seed, isKept: false)
      case .stopped(let reason): try teller.tell(reason, seed: seed)
      }
    }
    return kept.findings
  }

  /// Runs the chapter once, in a folder that is removed afterwards.
  private func ending(
    _ seed: Int?, in folder: URL, _ teller: SurveyTeller
  ) throws(Stop) -> SeedRun.Ending {
    let place = folder.appending(path: "run")
    try? FileManager.default.removeItem(at: place)
    teller.begin(seed)
    defer {
      teller.rest()
      try? FileManager.default.removeItem(at: place)
    }
    do {
      let ending = try run(seed, place)
      // A run that refuses to speak for a changed source says nothing about the chapter.
      if case .stopped = ending { try chapter.expectImprint() }
      return ending
    } catch {
      throw Stop(
        "\(error)\nThe seeds that are done are kept; the same command goes on.",
        status: error.status)
    }
  }
}
