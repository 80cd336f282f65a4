import Foundation

/// What the run can do with the screen it speaks to, as a value that tests can make up.
package struct Terminal {
  /// How many colours the screen shows.
  package enum Colors: Hashable, Sendable { case none, palette, full }
  /// How the screen shows pictures.
  package enum Pictures: Hashable, Sendable { case none, halfBlocks, kitty, iTerm }

  /// Whether standard output is a screen.
  package var isScreen = false
  /// Whether standard error is a screen, where a bar can move.
  package var showsProgress = false
  /// Whether keys can be read one by one.
  package var hasKeys = false
  /// The width and height of the screen in characters.
  package var columns = 80, rows = 24
  /// The width of the screen behind standard error, which may be another.
  package var errorColumns = 80
  /// Whether the screen knows codes that move the cursor and erase a line.
  package var erasesLines = false
  /// The colours that text may have.
  package var colors = Colors.none
  /// The colours that text on standard error may have.
  package var errorColors = Colors.none
  /// The way to show a picture.
  package var pictures = Pictures.none
  /// Writes to standard output at once, without a buffer that a trap would lose.
  package var write: (String) throws -> Void
  /// Writes to standard error.
  package var writeError: (String) -> Void
  /// Waits for a key.
  package var waitForKey: () -> Void = {}

  /// A place that text goes to and that is no screen.
  package init(write: @escaping (String) throws -> Void, writeError: @escaping (String) -> Void) {
    self.write = write
    self.writeError = writeError
  }

  /// The terminal of this process.
  package static func standard(_ environment: [String: String]) -> Terminal {
    var terminal = Terminal(
      write: { try FileHandle.standardOutput.write(contentsOf: Data($0.utf8)) },
      writeError: { try? FileHandle.standardError.write(contentsOf: Data($0.utf8)) })
    terminal.isScreen = isatty(STDOUT_FILENO) == 1
    terminal.showsProgress = isatty(STDERR_FILENO) == 1
    terminal.hasKeys = terminal.isScreen && isatty(STDIN_FILENO) == 1
    terminal.waitForKey = Keyboard.wait
    if let size = Keyboard.screenSize(of: STDOUT_FILENO) {
      (terminal.columns, terminal.rows) = size
    }
    if let size = Keyboard.screenSize(of: STDERR_FILENO) { terminal.errorColumns = size.columns }
    terminal.adapt(to: environment)
    return terminal
  }

  /// Sets what the screens can show from `TERM` and its companions.
  ///
  /// `NO_COLOR` set to anything turns colours off, half blocks too (no-color.org).
  package mutating func adapt(to environment: [String: String]) {
    (colors, errorColors, pictures) = (.none, .none, .none)
    let name = environment["TERM"] ?? ""
    erasesLines = name != "dumb" && !name.isEmpty
    showsProgress = showsProgress && erasesLines
    guard erasesLines else { return }
    let program = environment["TERM_PROGRAM"] ?? ""
    if (environment["NO_COLOR"] ?? "").isEmpty {
      let isPlain = program == "Apple_Terminal" || name == "linux"
      let known: Colors =
        isPlain && environment["COLORTERM"] != "truecolor" ? .palette : .full
      if isScreen { colors = known }
      if showsProgress { errorColors = known }
    }
    guard isScreen else { return }
    let isWrapped =
      environment["TMUX"] != nil || name.hasPrefix("screen") || name.hasPrefix("tmux")
    if !isWrapped {
      if environment["KITTY_WINDOW_ID"] != nil || ["xterm-kitty", "xterm-ghostty"].contains(name)
        || program == "ghostty"
      {
        pictures = .kitty
      } else if ["iTerm.app", "WezTerm"].contains(program)
        || environment["LC_TERMINAL"] == "iTerm2"
      {
        pictures = .iTerm
      }
    }
    if pictures == .none, colors != .none { pictures = .halfBlocks }
  }

  /// The looks that a piece of text may have.
  package enum Look: String {
    case title = "1;34"
    case heading = "1;36"
    case good = "32"
    case bad = "31"
    case faint = "2"
  }

  /// `text` for standard output in a colour, or as it is where there are none.
  package func styled(_ text: String, _ look: Look) -> String {
    colored(text, look, colors)
  }

  /// `text` for standard error in a colour, or as it is where there are none.
  package func styledError(_ text: String, _ look: Look) -> String {
    colored(text, look, errorColors)
  }

  private func colored(_ text: String, _ look: Look, _ colors: Colors) -> String {
    colors == .none ? text : "\u{1b}[\(look.rawValue)m\(text)\u{1b}[0m"
  }
}
