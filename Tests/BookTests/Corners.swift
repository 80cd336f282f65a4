import Foundation
import Synchronization

/// Runs programs at the corners of what their knobs allow, and says what went wrong.
struct Corners {
  /// How long a run may take; generous, because the machine may have other work.
  var time = Duration.seconds(600)
  /// How long the screen may stand still.
  var silence = Duration.seconds(2)
  /// The most megabytes that a run may hold; 0 where that is not looked at.
  var memory = 300

  /// Runs each corner, two at a time, and returns a line for each thing that went wrong.
  ///
  /// `tell` gets a line after each run: how many are done, what ran, and how it ended.
  func faults(at corners: [Corner], tell: @Sendable (String) -> Void = { _ in }) -> [String] {
    let results = Mutex([Int: [String]]())
    let next = Mutex(corners.startIndex)
    DispatchQueue.concurrentPerform(iterations: 2) { _ in
      while true {
        let index = next.withLock { index in
          defer { index += 1 }
          return index
        }
        guard index < corners.endIndex else { return }
        let (summary, faults) = result(at: corners[index])
        let done = results.withLock {
          $0[index] = faults
          return $0.count
        }
        tell("[\(done)/\(corners.count)] \(summary)")
      }
    }
    return results.withLock { results in corners.indices.flatMap { results[$0] ?? [] } }
  }

  /// Runs a program once, into a folder that is removed afterwards.
  private func result(at corner: Corner) -> (summary: String, faults: [String]) {
    let name = corner.asTyped
    let folder = FileManager.default.temporaryDirectory.appending(path: "corner-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let run = try ScreenRun.of(
        corner.program, corner.arguments + ["--output", folder.path], limit: time)
      let faults = try faults(in: run) + Self.faults(inFilesBelow: folder)
      let ending = run.status.map { "status \($0)" } ?? "a signal"
      let summary =
        "\(name): \(ending), \(seconds(run.time)), silent for \(seconds(run.longestSilence)), "
        + "\(run.memory) MB"
      return (faults.isEmpty ? summary : "✗ " + summary, faults.map { "\(name): \($0)" })
    } catch {
      return ("✗ \(name)", ["\(name): \(error)"])
    }
  }

  /// What is wrong with a run by what it showed and how it ended.
  func faults(in run: ScreenRun) -> [String] {
    var faults: [String] = []
    let end = String(run.text.suffix(300))
    switch run.status {
    case _ where run.ranTooLong: faults.append("it ran longer than \(time)")
    case nil: faults.append("it was ended by a signal, after: \(end)")
    case 0: break
    case 64: if !Self.hasSentence(run.text) { faults.append("refused without a sentence: \(end)") }
    default: faults.append("status \(run.status ?? 0), after: \(end)")
    }
    if let word = Self.wordOfNoNumber(in: run.text) { faults.append("it shows “\(word)”") }
    if run.longestSilence > silence {
      faults.append("the screen stood still for \(seconds(run.longestSilence))")
    }
    if memory > 0, run.memory > memory { faults.append("it held \(run.memory) MB") }
    return faults
  }

  /// What is wrong with the pages and drawings that a run wrote.
  private static func faults(inFilesBelow folder: URL) throws -> [String] {
    let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
    return try (paths ?? []).filter { $0.hasSuffix(".md") || $0.hasSuffix(".svg") }.sorted()
      .compactMap { path in
        let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
        return wordOfNoNumber(in: text).map { "\(path) shows “\($0)”" }
      }
  }

  /// Whether a refusal names an option and says what would be right.
  private static func hasSentence(_ text: String) -> Bool {
    text.contains(/Error: .*--[a-z].*(takes|take) \S+/)
  }

  /// The first word that Swift writes for a number that is not finite.
  static func wordOfNoNumber(in text: String) -> String? {
    let words = text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
    return words.first { $0 == "nan" || $0 == "inf" }.map(String.init)
  }

  private func seconds(_ duration: Duration) -> String {
    "\((duration / .milliseconds(100)).rounded() / 10) s"
  }
}
