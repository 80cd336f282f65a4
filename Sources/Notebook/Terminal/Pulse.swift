import Foundation
import Synchronization

/// A sign of life: how many seconds the screen has stood still, counted on standard error.
///
/// A bar tells how far a work has come, but not all that takes long on some machine is counted by
/// one, and a bar may wait long for its next step. So the pulse listens to all that is written; a
/// second after the last word it begins to count, behind the bar if there is one, and the next word
/// takes its place. It never stands on the page, in a file or in a pipe.
package final class Pulse: Sendable {
  private struct State {
    /// When something was written last.
    var since: Duration
    /// The bar on the screen; empty if there is none.
    var bar = ""
    /// Whether the cursor stands where nothing would be overwritten but the bar.
    var isClear = true
    /// The seconds on the screen; 0 if none are.
    var shown = 0
  }

  private static let erasure = "\u{1b}[K"

  private let state: Mutex<State>
  private let columns: Int
  private let now: @Sendable () -> Duration
  private let draw: @Sendable (String) -> Void

  /// A pulse on a screen of `columns`; `now` tells the time since any fixed moment.
  package init(
    columns: Int, now: @escaping @Sendable () -> Duration,
    draw: @escaping @Sendable (String) -> Void
  ) {
    (self.columns, self.now, self.draw) = (columns, now, draw)
    state = Mutex(State(since: now()))
  }

  /// The pulse of this process on standard error, which beats until the process ends.
  package static func standard(columns: Int) -> Pulse {
    let clock = ContinuousClock()
    let start = clock.now
    let pulse = Pulse(
      columns: columns, now: { start.duration(to: clock.now) },
      draw: { try? FileHandle.standardError.write(contentsOf: Data($0.utf8)) })
    Thread.detachNewThread {
      while true {
        Thread.sleep(forTimeInterval: 0.25)
        pulse.beat()
      }
    }
    return pulse
  }

  /// `terminal`, heard by the pulse whenever it writes.
  package func listening(to terminal: Terminal) -> Terminal {
    var heard = terminal
    heard.write = { text in try self.hear(text) { try terminal.write(text) } }
    heard.writeError = { text in self.hear(text) { terminal.writeError(text) } }
    return heard
  }

  /// Shows the seconds since the last word, if there are more than are shown.
  package func beat() {
    state.withLock { state in
      let seconds = Int((now() - state.since) / .seconds(1))
      guard state.isClear, seconds > state.shown else { return }
      state.shown = seconds
      let count = (state.bar.isEmpty ? "" : "  ") + "… \(seconds) s"
      let bar = state.bar.cut(to: columns - 1 - count.displayWidth)
      draw("\r" + bar + count + Pulse.erasure)
    }
  }

  /// Takes the seconds off the screen, for words that do not pass through the terminal.
  package func rest() {
    hear("\r") {}
  }

  private func hear(_ text: String, _ write: () throws -> Void) rethrows {
    try state.withLock { state in
      if state.shown > 0 { draw("\r" + Pulse.erasure) }
      state.shown = 0
      try write()
      state.since = now()
      let isBar = text.hasPrefix("\r")
      state.bar = isBar ? String(text.dropFirst()).replacing(Pulse.erasure, with: "") : ""
      state.isClear = isBar || text.last?.isNewline == true
    }
  }
}
