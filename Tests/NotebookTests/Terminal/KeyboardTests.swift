import Foundation
import Notebook
import Testing

struct KeyboardTests {
  @Test func `One key of a terminal is read without the return key`() async {
    await #expect(processExitsWith: .exitCode(7)) {
      let keys = keysOfNewTerminal()
      Thread.detachNewThread {
        // Press until it is heard: a key before the question is thrown away on purpose.
        while true {
          usleep(20_000)
          try? keys.write(contentsOf: Data("x".utf8))
        }
      }
      Terminal.standard([:]).waitForKey()
      exit(settings().c_lflag & tcflag_t(ICANON | ECHO) == tcflag_t(ICANON | ECHO) ? 7 : 3)
    }
  }

  @Test func `After Ctrl-Z and fg keys are read one by one again`() async {
    await #expect(processExitsWith: .exitCode(7)) {
      let keys = keysOfNewTerminal()
      let usual = settings()
      Thread.detachNewThread {
        func waitUntil(_ isTrue: () -> Bool) {
          for _ in 0..<250 where !isTrue() { usleep(20_000) }
          if !isTrue() { exit(4) }
        }
        waitUntil { settings().c_lflag & tcflag_t(ICANON) == 0 }
        // What a shell does when the reader comes back to it, and then goes on with the program.
        var shells = usual
        tcsetattr(STDIN_FILENO, TCSANOW, &shells)
        kill(getpid(), SIGCONT)
        waitUntil { settings().c_lflag & tcflag_t(ICANON | ECHO) == 0 }
        try? keys.write(contentsOf: Data("x".utf8))
      }
      Terminal.standard([:]).waitForKey()
      exit(settings().c_lflag & tcflag_t(ICANON | ECHO) == tcflag_t(ICANON | ECHO) ? 7 : 3)
    }
  }
}

/// Gives the process a new terminal for its standard input, and returns where its keys are pressed.
private func keysOfNewTerminal() -> FileHandle {
  var (keyboard, terminal): (Int32, Int32) = (-1, -1)
  guard openpty(&keyboard, &terminal, nil, nil, nil) == 0 else { exit(2) }
  dup2(terminal, STDIN_FILENO)
  return FileHandle(fileDescriptor: keyboard)
}

/// The settings of the terminal behind standard input.
private func settings() -> termios {
  var settings = termios()
  tcgetattr(STDIN_FILENO, &settings)
  return settings
}
