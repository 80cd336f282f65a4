import Foundation
import Notebook
import TestSupport
import Testing
import Weaver

/// A chapter's program as a survey runs it; small scripts stand for it.
struct SeedRunTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ script: String, seed: Int? = 12) throws -> SeedRun.Ending {
    let program = folder / "chapter-toy"
    // Written by another process: what a test beside this one starts meanwhile would inherit the
    // open file, and the system runs no program that is open for writing.
    let writer = try Process.run(
      URL(filePath: "/bin/sh"),
      arguments: [
        "-c", "printf '#!/bin/sh\\n%s\\n' \"$1\" >\"$0\" && chmod +x \"$0\"", program.path, script,
      ])
    writer.waitUntilExit()
    return try SeedRun(program: program, chapter: "toy")(seed: seed, into: folder / "run")
  }

  @Test(arguments: [12, nil])
  func `One that ends well leaves its findings`(seed: Int?) throws {
    let written = """
      mkdir -p "$4/chapters/toy"
      echo '{"chapter": "toy", "code": "c", "results": "r", "checks": [],
        "values": [{"name": "typed", "text": "'"$*"'"}]}' >"$4/chapters/toy/findings.json"
      """
    guard case .finished(let findings) = try run(written, seed: seed) else {
      Issue.record("it did not finish")
      return
    }
    let typed = "--quiet --no-preview --output \((folder / "run").path)"
    #expect(findings.values.map(\.text) == [typed + (seed.map { " --seed \($0)" } ?? "")])
  }

  @Test(arguments: [
    ("echo 'Fatal error: x' >&2; echo y >&2; kill -ILL $$", "Fatal error: x"),
    ("kill -TRAP $$", "it said nothing"),
  ])
  func `One that traps is told with its first words`(script: String, words: String) throws {
    #expect(try run(script) == .stopped(words))
  }

  @Test(arguments: ["kill -KILL $$", "exit 130"])
  func `One that is ended from outside says nothing about its chapter`(script: String) throws {
    let stop = try #require(throws: Stop.self) { try run(script) }
    #expect(stop.status == 130)
  }

  @Test(arguments: [
    ("echo 'a.md could not be written: No space left on device.' >&2; exit 1", "No space left"),
    ("exit 64", "it said nothing"),
  ])
  func `One that ends in words is an error, and no result`(script: String, words: String) throws {
    let stop = try #require(throws: Stop.self) { try run(script) }
    #expect(stop.message.contains("could not be brought to its end"))
    #expect(stop.message.contains(words))
  }

  @Test func `One that leaves nothing, or is no program, is an error`() throws {
    var stop = try #require(throws: Stop.self) { try run("exit 0") }
    #expect(stop.message.contains("left no "))
    let missing = SeedRun(program: folder / "nothing", chapter: "toy")
    stop = try #require(throws: Stop.self) { try missing(seed: 12, into: folder / "run") }
    #expect(stop.message.contains("nothing could not be run"))
  }
}
