import Foundation

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A program that ran as in a terminal: what it showed, how it ended, and how long it was silent.
struct ScreenRun {
  /// What standard output and standard error showed.
  var text: String
  /// The exit status; nothing if a signal ended it.
  var status: Int32?
  /// The longest time without a sign on the screen.
  var longestSilence: Duration
  /// How long it ran.
  var time: Duration
  /// The most memory that it held in megabytes; 0 where the system does not tell (macOS).
  var memory: Int
  /// Whether it was stopped because it ran longer than allowed.
  var ranTooLong: Bool

  private struct NoTerminal: Error {}

  /// Runs `program` behind a pseudo-terminal to its end, or until `limit`.
  static func of(_ program: URL, _ arguments: [String], limit: Duration) throws -> ScreenRun {
    let (screen, keys) = try openTerminal()
    defer { close(screen) }
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging([
      "TERM": "xterm-256color", "NO_COLOR": "",
    ]) { $1 }
    let terminal = FileHandle(fileDescriptor: keys, closeOnDealloc: false)
    process.standardInput = FileHandle.nullDevice
    (process.standardOutput, process.standardError) = (terminal, terminal)
    let clock = ContinuousClock()
    let start = clock.now
    try process.run()
    close(keys)

    var (shown, lastSign, silence, memory) = (Data(), start, Duration.zero, 0)
    var ranTooLong = false
    while let sign = nextSign(on: screen) {
      let now = clock.now
      silence = max(silence, lastSign.duration(to: now))
      if !sign.isEmpty { lastSign = now }
      shown += sign
      memory = max(memory, peakMemory(of: process.processIdentifier))
      if !ranTooLong, start.duration(to: now) > limit {
        ranTooLong = true
        kill(process.processIdentifier, SIGKILL)
      }
    }
    process.waitUntilExit()
    return ScreenRun(
      text: String(decoding: shown, as: UTF8.self),
      status: process.terminationReason == .exit ? process.terminationStatus : nil,
      longestSilence: silence, time: start.duration(to: clock.now), memory: memory,
      ranTooLong: ranTooLong)
  }

  /// The two ends of a new pseudo-terminal: where its screen is read, and where programs write.
  private static func openTerminal() throws -> (screen: Int32, keys: Int32) {
    var (screen, keys): (Int32, Int32) = (-1, -1)
    var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
    guard openpty(&screen, &keys, nil, nil, &size) == 0 else { throw NoTerminal() }
    // Not for the programs that other tests start meanwhile: they would keep the terminal open.
    for end in [screen, keys] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (screen, keys)
  }

  /// What comes next, nothing yet after a tenth of a second, or nil at the end.
  private static func nextSign(on screen: Int32) -> Data? {
    var poller = pollfd(fd: screen, events: Int16(POLLIN), revents: 0)
    guard poll(&poller, 1, 100) > 0 else { return Data() }
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = read(screen, &bytes, bytes.count)
    return count > 0 ? Data(bytes.prefix(count)) : nil
  }

  /// The most megabytes that the process has held, where `/proc` tells.
  private static func peakMemory(of process: Int32) -> Int {
    let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
    let kilobytes = status?.firstMatch(of: /VmHWM:\s+(\d+) kB/)?.output.1
    return (kilobytes.flatMap { Int($0) } ?? 0) / 1024
  }
}
