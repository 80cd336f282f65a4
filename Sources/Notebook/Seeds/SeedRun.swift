package import Foundation
import Synchronization
package import Weaver

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A chapter's program, run on behalf of a survey.
package struct SeedRun {
  /// How a run ended.
  package enum Ending: Hashable, Sendable {
    /// It came to its end.
    case finished(Findings)
    /// It stopped in the middle, by a trap of its code, for the reason given.
    case stopped(String)
  }

  /// The process that runs now; a signal to the survey has to end it too.
  static let running = Mutex<pid_t?>(nil)

  /// The program.
  package let program: URL
  /// The name of the chapter's folder.
  package let chapter: String

  /// Prepares to run `program`, that of the chapter in the folder `chapter`.
  package init(program: URL, chapter: String) { (self.program, self.chapter) = (program, chapter) }

  /// Runs the program with `seed`, or with its own if there is none, and waits for its end.
  ///
  /// It writes its page into `folder`.
  ///
  /// - Throws: ``Stop`` if it could not be run, was ended from outside, or ended in words, as by a
  ///   full disk or data that are damaged: none of this is the seed's doing.
  package func callAsFunction(seed: Int?, into folder: URL) throws(Stop) -> Ending {
    let process = Process()
    process.executableURL = program
    process.arguments =
      ["--quiet", "--no-preview", "--output", folder.path]
      + (seed.map { ["--seed", "\($0)"] } ?? [])
    process.standardOutput = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    let errors = Pipe()
    process.standardError = errors
    let said: Data
    do {
      try SeedRun.running.withLock { running in
        try process.run()
        running = process.processIdentifier
      }
      said = try errors.fileHandleForReading.readToEnd() ?? Data()
    } catch {
      throw Stop("\(program.path) could not be run: \(reason(error)).")
    }
    process.waitUntilExit()
    SeedRun.running.withLock { $0 = nil }
    let status = process.terminationStatus
    if process.terminationReason == .exit {
      if status == 0 { return .finished(try findings(in: folder)) }
      if status == 130 { throw Stop("the run was interrupted", status: 130) }
      throw Stop("the run could not be brought to its end: \(firstLine(of: said))")
    } else if [SIGINT, SIGTERM, SIGHUP, SIGKILL].contains(status) {
      throw Stop("the run was ended from outside, by signal \(status)", status: 130)
    }
    return .stopped(firstLine(of: said))
  }

  private func firstLine(of said: Data) -> String {
    let lines = String(decoding: said, as: UTF8.self).split(whereSeparator: \.isNewline)
    return lines.first.map(String.init) ?? "it said nothing"
  }

  /// What a run left in `folder`.
  private func findings(in folder: URL) throws(Stop) -> Findings {
    let file = folder.appending(path: "chapters/\(chapter)/\(Findings.fileName)")
    do {
      return try JSONDecoder().decode(Findings.self, from: Data(contentsOf: file))
    } catch {
      throw Stop(
        "\(program.lastPathComponent) left no \(file.path) that can be read: \(reason(error)).")
    }
  }
}

extension SeedRun {
  /// From now on Ctrl-C and its like end the run that is waited for, remove what lies in `folder`,
  /// and end this process, with words.
  ///
  /// The sources must be kept as long as they are to work.
  static func watch(removing folder: URL) -> [any DispatchSourceSignal] {
    [SIGINT, SIGTERM, SIGHUP].map { number in
      signal(number, SIG_IGN)
      return Interrupts.watch(number) {
        running.withLock { running in
          if let running { kill(running, SIGKILL) }
          try? FileManager.default.removeItem(at: folder)
          let words = "\ninterrupted: the seeds that are done are kept; the same command goes on\n"
          try? FileHandle.standardError.write(contentsOf: Data(words.utf8))
          _exit(130)
        }
      }
    }
  }
}
