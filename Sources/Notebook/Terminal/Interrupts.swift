import Dispatch
import Foundation
import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What has to be put right when a run ends in the middle: by Ctrl-C, by `kill`, or by a
/// chapter without `finish()`.
package enum Interrupts {
  /// How far a run has come.
  enum Phase { case idle, running, written, stopped }

  /// What is unfinished at this moment.
  struct State {
    var phase = Phase.idle
    /// Files and folders to remove, later ones first.
    var leftovers: [String] = []
    /// The settings of the terminal to restore, while a key is waited for.
    var terminal: termios?

    /// Removes all that was begun, and gives the terminal its usual settings back.
    mutating func clean() {
      remove(leftovers)
      if terminal != nil { restoreTerminal() }
    }

    /// Removes `paths`, which are among the leftovers: files, and folders if they are empty.
    mutating func remove(_ paths: [String]) {
      for path in paths.reversed() { _ = Foundation.remove(path) }
      leftovers.removeAll { paths.contains($0) }
    }

    private mutating func restoreTerminal() {
      guard var usual = terminal else { return }
      tcsetattr(STDIN_FILENO, TCSANOW, &usual)
      terminal = nil
    }
  }

  /// One for the process, because signals are; files are created and renamed under its lock, so
  /// that a signal comes before or after, never between.
  static let state = Mutex(State())

  /// Ends the process with status 130 on SIGINT, SIGTERM and SIGHUP, cleanly, from now on.
  ///
  /// The sources must be kept as long as they are to work.
  static func install() -> [any DispatchSourceSignal] {
    state.withLock { $0.phase = .running }
    atexit(reportUnfinished)
    return [SIGINT, SIGTERM, SIGHUP].map { number in
      signal(number, SIG_IGN)
      return watch(number) {
        state.withLock { state in
          state.clean()
          say(
            state.phase == .written
              ? "\ninterrupted: everything was written" : "\ninterrupted: nothing was written")
          _exit(130)
        }
      }
    }
  }

  /// Does `work` whenever the signal `number` arrives, from the moment that this returns and as
  /// long as what it returns is kept.
  static func watch(_ number: Int32, _ work: @escaping @Sendable () -> Void)
    -> any DispatchSourceSignal
  {
    let watched = DispatchGroup()
    watched.enter()
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler(handler: work)
    source.setRegistrationHandler { watched.leave() }
    source.resume()
    watched.wait()
    return source
  }

  /// Does the work of a program that is no chapter: a signal in its middle leaves nothing behind.
  package static func watching<Result>(_ work: () throws -> Result) rethrows -> Result {
    let sources = install()
    defer { withExtendedLifetime(sources) { end(.stopped) } }
    return try work()
  }

  /// Notes that the run came to an end by itself.
  static func end(_ phase: Phase) {
    state.withLock { if $0.phase != .written { $0.phase = phase } }
  }
}

/// Fails a program that ends by itself without having said `finish()`.
private func reportUnfinished() {
  guard Interrupts.state.withLock({ $0.phase == .running }) else { return }
  say("The chapter ended without finish(): nothing was written. Make it the last line.")
  _exit(1)
}

private func say(_ message: String) {
  try? FileHandle.standardError.write(contentsOf: Data((message + "\n").utf8))
}
