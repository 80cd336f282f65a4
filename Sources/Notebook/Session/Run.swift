package import ArgumentParser
import Foundation
package import Weaver

/// The run of this process: there is one chapter in a program.
@MainActor
package enum Run {
  private static var session: Session?
  /// The sign of life on the screen, if there is a screen and it is wanted.
  static private(set) var pulse: Pulse?

  /// Reads `arguments` and opens the transcript of the chapter whose source is at `filePath`.
  package static func start<Knobs: ParsableArguments>(
    _ type: Knobs.Type, arguments: [String], filePath: String,
    imprint: Imprint? = .ofThisProgram, at site: Site
  ) throws(Stop) -> Settings<Knobs> {
    if session != nil {
      throw Stop("\(site.path):\(site.line): open() for the second time: it was said already")
    }
    try expectFiles()
    let chapter = Chapter(filePath: filePath, fileID: site.fileID, imprint: imprint)
    let reading = try CommandLineReading<Knobs>(
      arguments, command: chapter.command, title: chapter.title)
    var terminal = Terminal.standard(ProcessInfo.processInfo.environment)
    if terminal.showsProgress, !reading.common.quiet {
      let pulse = Pulse.standard(columns: terminal.errorColumns)
      terminal = pulse.listening(to: terminal)
      self.pulse = pulse
    }
    let isAside = (reading.knobs as? any Aside)?.isAside == true
    if isAside { try reading.common.expectNoPage() }
    if reading.common.recordSeeds {
      let survey = SeedSurvey(chapter: chapter, terminal: terminal)
      throw Stop(
        try survey.conduct(with: reading.changes, isQuiet: reading.common.quiet), status: 0)
    }
    let session = try Session(
      chapter: chapter, options: reading.common, changes: reading.changes, command: reading.typed,
      terminal: terminal, isAside: isAside)
    self.session = session
    session.companions = Interrupts.install()
    LastWords.install()
    try session.begin(at: site)
    return Settings(knobs: reading.knobs, seed: reading.common.seed)
  }

  /// Refuses a process that may hold hardly any files open: pages, figures and threads need some.
  private static func expectFiles() throws(Stop) {
    let limit = getdtablesize()
    guard limit >= 64 else {
      throw Stop(
        "A program may hold only \(limit) files open here, and a chapter needs 64. "
          + "Allow more in this shell, with `ulimit -n 256`, and run it again.")
    }
  }

  /// The run, for the verb said at `site`.
  static func open(_ verb: String, _ site: Site) throws(Stop) -> Session {
    guard let session else {
      throw Stop(
        "\(site.path):\(site.line): \(verb) before open(): a chapter begins with open(Knobs.self)")
    }
    return session
  }
}

/// Lets the session do what a verb asks for, and ends the process if that fails.
@MainActor
func speak(
  _ verb: String, _ fileID: String, _ line: Int, _ function: String,
  _ act: (Session, Site) throws(Stop) -> Void
) {
  let site = Site(fileID: fileID, line: line, function: function)
  orExit { () throws(Stop) in try act(Run.open(verb, site), site) }
}

/// Returns what `work` returns, or ends the process with the message and status of its ``Stop``.
@MainActor
package func orExit<Result>(_ work: () throws(Stop) -> Result) -> Result {
  do {
    return try work()
  } catch {
    Run.pulse?.rest()
    let output = error.status == 0 ? FileHandle.standardOutput : .standardError
    try? output.write(contentsOf: Data((error.message + "\n").utf8))
    Interrupts.end(.stopped)
    exit(error.status)
  }
}
