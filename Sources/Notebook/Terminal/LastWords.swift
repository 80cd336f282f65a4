import Foundation
import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What is said when a program stops in the middle, by a broken precondition or by an error that
/// nobody caught at the top level.
enum LastWords {
  /// What the system did with the signals before.
  private static let usual = Mutex<[Int32: sigaction]>([:])

  /// From now on a stop is followed by what became of the page; then it goes its usual way.
  static func install() {
    for number in [SIGILL, SIGTRAP] {
      var action = sigaction()
      guard sigaction(number, nil, &action) == 0 else { continue }
      usual.withLock { $0[number] = action }
      signal(number) { number in
        LastWords.say()
        // The instruction that stopped the program runs once more.
        guard var action = LastWords.usual.withLock({ $0[number] }) else { _exit(1) }
        sigaction(number, &action, nil)
      }
    }
  }

  private static func say() {
    // Whoever stops while pages are written holds the lock, and may have changed some.
    let isRunning = Interrupts.state.withLockIfAvailable { $0.phase == .running } ?? false
    let words =
      "The chapter stopped in the middle, for the reason above"
      + (isRunning ? ": nothing was written.\n" : ".\n")
      + "What the world can spoil belongs in attempt { try … }, which tells it in words.\n"
    try? FileHandle.standardError.write(contentsOf: Data(words.utf8))
  }
}
