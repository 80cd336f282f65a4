import Foundation
import Weaver

/// The run of this process: there is one chapter in a program.
@MainActor
enum Run {
  /// The run, once `open` was said.
  static var session: Session?

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
func orExit<Result>(_ work: () throws(Stop) -> Result) -> Result {
  do {
    return try work()
  } catch {
    let output = error.status == 0 ? FileHandle.standardOutput : .standardError
    try? output.write(contentsOf: Data((error.message + "\n").utf8))
    Interrupts.end(.stopped)
    exit(error.status)
  }
}
