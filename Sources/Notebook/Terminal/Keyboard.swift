import Foundation
import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The keys of the terminal, read one by one and not line by line.
enum Keyboard {
  /// Waits for one key that is pressed from now on; the end of input counts as a key.
  ///
  /// Ctrl-C still interrupts. While waiting, the terminal's usual settings are kept where the
  /// handler of interrupts finds them. A shell that was reached by Ctrl-Z sets them as it likes, so
  /// they are set anew when the process goes on.
  static func wait() {
    var usual = termios()
    guard tcgetattr(STDIN_FILENO, &usual) == 0 else { return }
    var raw = usual
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
    let readsKeys = raw
    Interrupts.state.withLock { $0.terminal = usual }
    let continued = Interrupts.watch(SIGCONT) {
      Interrupts.state.withLock { state in
        guard state.terminal != nil else { return }
        var raw = readsKeys
        tcsetattr(STDIN_FILENO, TCSANOW, &raw)
      }
    }
    // Keys that were pressed before the question are thrown away (TCSAFLUSH).
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &raw)
    _ = try? FileHandle.standardInput.read(upToCount: 1)
    Interrupts.state.withLock { state in
      state.terminal = nil
      tcsetattr(STDIN_FILENO, TCSANOW, &usual)
    }
    continued.cancel()
  }

  /// The columns and rows of the screen behind the stream `number`; nothing if there is none or
  /// it does not know.
  static func screenSize(of number: Int32) -> (columns: Int, rows: Int)? {
    var size = winsize()
    guard ioctl(number, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0
    else { return nil }
    return (Int(size.ws_col), Int(size.ws_row))
  }
}
