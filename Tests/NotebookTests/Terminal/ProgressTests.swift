import Notebook
import Testing

@MainActor
struct ProgressTests {
  private let screen = Screen()

  @Test func `The line shows share, rate, remaining time and detail`() {
    var time = Duration.zero
    let bar = Progress("training", total: 200, terminal: screen.terminal) { time }
    time = .seconds(10)
    bar.advance(by: 50, detail: "loss 0.3")
    #expect(
      bar.line == """
        training ━━━━━━╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌  50/200  5.0 a second, 30 s left  loss 0.3
        """)
    bar.advance(by: 150)
    #expect(bar.line == "training ━━━━━━━━━━━━━━━━━━━━━━━━  200/200  20 a second")
  }

  @Test func `Without a screen the bar is silent`() {
    let bar = Progress("training", total: 2, terminal: screen.terminal) { .zero }
    bar.advance()
    bar.end()
    #expect(screen.errors.isEmpty)
  }

  @Test func `The bar moves at most twenty times a second, and always at the end`() {
    screen.terminal.showsProgress = true
    var time = Duration.zero
    let bar = Progress("t", total: 1000, terminal: screen.terminal) { time }
    for _ in 0..<1000 {
      time += .milliseconds(1)
      bar.advance()
    }
    #expect(screen.errors.count { $0 == "\r" } == 1 + 19 + 1)
    bar.end()
    #expect(screen.errors.hasSuffix("\r\u{1b}[Kt: 1000 in 1.0 s\n"))
  }

  @Test func `A narrow screen cuts the line`() {
    screen.terminal.showsProgress = true
    (screen.terminal.columns, screen.terminal.errorColumns) = (80, 20)
    _ = Progress("training", total: 3, terminal: screen.terminal) { .zero }
    #expect(screen.errors.replacing("\r", with: "").replacing("\u{1b}[K", with: "").count == 19)
  }

  @Test func `Nothing to do is all done`() {
    let bar = Progress("t", total: 0, terminal: screen.terminal) { .zero }
    #expect(bar.line.contains("0/0"))
  }
}
