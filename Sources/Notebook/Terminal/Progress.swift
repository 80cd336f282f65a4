import Weaver

/// A bar on standard error while something takes long; never on the page.
@MainActor
public final class Progress {
  private let title: String
  private let total: Int
  private let terminal: Terminal
  private let now: () -> Duration
  private let start: Duration
  private var done = 0
  private var detail = ""
  private var lastDrawn: Duration?

  /// A bar for `total` steps; `now` tells the time since any fixed moment.
  package init(_ title: String, total: Int, terminal: Terminal, now: @escaping () -> Duration) {
    (self.title, self.total, self.terminal, self.now) = (title, total, terminal, now)
    start = now()
    draw()
  }

  /// Counts `steps` more steps as done and shows `detail` behind the bar.
  ///
  /// The bar moves at most twenty times a second, so that advancing costs next to nothing.
  public func advance(by steps: Int = 1, detail: String = "") {
    done += steps
    self.detail = detail
    guard terminal.showsProgress else { return }
    if let lastDrawn, now() - lastDrawn < .milliseconds(50), done < total { return }
    draw()
  }

  /// Takes the bar off the screen, so that other text can be written.
  package func erase() {
    guard terminal.showsProgress, lastDrawn != nil else { return }
    terminal.writeError("\r\u{1b}[K")
    lastDrawn = nil
  }

  /// Puts a last line with the time it took in the place of the bar.
  package func end() {
    erase()
    guard terminal.showsProgress else { return }
    let time = clock(now() - start, isExact: true)
    terminal.writeError("\(terminal.styledError("\(title): \(done) in \(time)", .faint))\n")
  }

  private func draw() {
    guard terminal.showsProgress else { return }
    lastDrawn = now()
    terminal.writeError("\r" + line.cut(to: terminal.errorColumns - 1) + "\u{1b}[K")
  }

  /// `training ━━━━━━━━────────  92/190  11 a second, 9 s left  loss 0.3`.
  package var line: String {
    let share = total > 0 ? min(1, Double(done) / Double(total)) : 1
    let full = Int(share * 24)
    let bar = String(repeating: "━", count: full) + String(repeating: "╌", count: 24 - full)
    var parts = ["\(title) \(bar)", "\(done)/\(total)"]
    let elapsed = (now() - start) / .seconds(1)
    if done > 0, elapsed > 0.5 {
      let rate = Double(done) / elapsed
      parts.append("\(rounded(rate)) a second")
      if done < total {
        parts[parts.count - 1] += ", \(clock(.seconds(Double(total - done) / rate))) left"
      }
    }
    if !detail.isEmpty { parts.append(detail) }
    return parts.joined(separator: "  ")
  }

  /// A rate with two digits that count.
  private func rounded(_ rate: Double) -> String {
    rate < 10 ? "\((rate * 10).rounded() / 10)" : "\(Int(rate.rounded()))"
  }

  /// A duration as a reader says it: `9 s`, `2 min 5 s`; with tenths if `isExact` and short.
  private func clock(_ duration: Duration, isExact: Bool = false) -> String {
    let seconds = duration / .seconds(1)
    if isExact, seconds < 60 { return "\((seconds * 10).rounded() / 10) s" }
    let whole = Int(seconds.rounded(.up))
    return whole < 60 ? "\(whole) s" : "\(whole / 60) min \(whole % 60) s"
  }
}
