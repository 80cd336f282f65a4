import Foundation
import Notebook
import Testing

struct TerminalTests {
  private func terminal(
    _ environment: [String: String], isScreen: Bool = true
  ) -> Terminal {
    var terminal = Terminal(write: { _ in }, writeError: { _ in })
    terminal.isScreen = isScreen
    terminal.adapt(to: environment)
    return terminal
  }

  @Test(arguments: [
    (["TERM": "xterm-256color"], Terminal.Pictures.halfBlocks),
    (["TERM": "xterm-kitty"], .kitty),
    (["TERM": "xterm-256color", "KITTY_WINDOW_ID": "1"], .kitty),
    (["TERM": "xterm-ghostty"], .kitty),
    (["TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"], .iTerm),
    (["TERM": "xterm-256color", "LC_TERMINAL": "iTerm2"], .iTerm),
    (["TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"], .iTerm),
    (["TERM": "screen-256color", "KITTY_WINDOW_ID": "1"], .halfBlocks),
    (["TERM": "xterm-kitty", "TMUX": "yes"], .halfBlocks),
    (["TERM": "xterm-256color", "NO_COLOR": "1"], .none),
    (["TERM": "xterm-kitty", "NO_COLOR": "1"], .kitty),
    (["TERM": "dumb"], .none),
    ([:], .none),
  ])
  func `The best way to show pictures is chosen`(
    environment: [String: String], pictures: Terminal.Pictures
  ) {
    #expect(terminal(environment).pictures == pictures)
  }

  @Test func `Nothing but text goes to a file`() {
    let file = terminal(["TERM": "xterm-kitty", "KITTY_WINDOW_ID": "1"], isScreen: false)
    #expect(file.pictures == .none)
    #expect(file.styled("text", .title) == "text")
  }

  @Test func `NO_COLOR turns colours off unless it is empty`() {
    #expect(terminal(["TERM": "xterm", "NO_COLOR": "1"]).styled("a", .good) == "a")
    #expect(
      terminal(["TERM": "xterm", "NO_COLOR": ""]).styled("a", .good) == "\u{1b}[32ma\u{1b}[0m")
  }

  @Test func `A terminal without 24-bit colours gets its palette`() {
    #expect(terminal(["TERM": "linux"]).colors == .palette)
    #expect(
      terminal(["TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"]).colors == .palette)
  }

  @Test(arguments: [("dumb", false), ("", false), ("xterm", true), ("linux", true)])
  func `Only a terminal that knows codes gets a bar that moves`(name: String, isAble: Bool) {
    var terminal = Terminal(write: { _ in }, writeError: { _ in })
    terminal.showsProgress = true
    terminal.adapt(to: ["TERM": name])
    #expect(terminal.showsProgress == isAble)
    #expect(terminal.erasesLines == isAble)
    #expect((terminal.errorColors != .none) == isAble)
    #expect(terminal.colors == .none, "standard output is no screen here")
  }

  @Test func `Each stream is asked for its own width`() async {
    await #expect(processExitsWith: .exitCode(7)) {
      for (stream, columns) in [(STDOUT_FILENO, 50), (STDERR_FILENO, 120)] as [(Int32, UInt16)] {
        var (screen, terminal): (Int32, Int32) = (-1, -1)
        var size = winsize(ws_row: 30, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        guard openpty(&screen, &terminal, nil, nil, &size) == 0 else { exit(2) }
        dup2(terminal, stream)
      }
      let both = Terminal.standard(["TERM": "xterm"])
      let file = FileHandle(forWritingAtPath: "/dev/null")
      dup2(file?.fileDescriptor ?? -1, STDOUT_FILENO)
      let one = Terminal.standard(["TERM": "xterm"])
      let isRight =
        (both.columns, both.errorColumns) == (50, 120)
        && (one.columns, one.errorColumns) == (80, 120)
        && one.showsProgress && one.errorColors == .full && one.colors == .none
      exit(isRight ? 7 : 3)
    }
  }
}
