package import ArgumentParser
import Foundation
package import Weaver

/// The run of this process: there is one chapter in a program.
@MainActor
package enum Run {
  private static var session: Session?

  /// Reads `arguments` and opens the transcript of the chapter whose source is at `filePath`.
  package static func start<Knobs: ParsableArguments>(
    _ type: Knobs.Type, arguments: [String], filePath: String, at site: Site
  ) throws(Stop) -> Settings<Knobs> {
    if session != nil {
      throw Stop("\(site.path):\(site.line): open() for the second time: it was said already")
    }
    let chapter = Chapter(filePath: filePath, fileID: site.fileID)
    let reading = try CommandLineReading<Knobs>(
      arguments, command: chapter.command, title: chapter.title)
    let session = try Session(
      chapter: chapter, options: reading.common, changes: reading.changes,
      terminal: .standard(ProcessInfo.processInfo.environment))
    self.session = session
    session.companions = Interrupts.install()
    LastWords.install()
    try session.begin(at: site)
    return Settings(knobs: reading.knobs, seed: reading.common.seed)
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
    let output = error.status == 0 ? FileHandle.standardOutput : .standardError
    try? output.write(contentsOf: Data((error.message + "\n").utf8))
    Interrupts.end(.stopped)
    exit(error.status)
  }
}
