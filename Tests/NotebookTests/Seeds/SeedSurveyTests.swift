import Foundation
import Notebook
import Testing
import Weaver

@MainActor
struct SeedSurveyTests {
  let toy: SurveyedToy

  init() throws { toy = try SurveyedToy() }

  @Test func `Ten seeds leave a record of what held, beside the page`() throws {
    let words = try toy.survey()
    let record = try toy.record()
    #expect(toy.ran == [nil] + Array(11...20))
    #expect(record.seeds == Array(11...20))
    #expect(record.stopped == [])
    #expect(record.checks.map(\.held) == [[11, 12, 13, 14, 20], Array(11...20)])
    #expect(record.checks.map(\.claim) == [1, nil])
    #expect(record.checks.map(\.sentence) == ["the gap is 1 mm", "it holds"])
    #expect(record.values == [Spread("gap", (0...9).map { "\($0) mm" })])
    #expect(
      words == """

        check    sentence         held
        ───────  ───────────────  ────────
        claim 1  the gap is 1 mm  5 of 10
        check 2  it holds         10 of 10

        value  lowest  median  highest
        ─────  ──────  ──────  ───────
        gap    0 mm    4 mm    9 mm

        What holds with fewer than 8 of 10 seeds: say when it does, or say less.

        Written: chapters/toy/seeds.json.
        """)
    #expect(
      toy.screen.text.hasPrefix(
        """
        its own seed: 2 of 2 checks hold
        seed 11 (1 of 10): 2 of 2 checks hold
        """))
    #expect(
      toy.screen.text.contains(
        """
        seed 15 (5 of 10): 1 of 2 checks hold
          ✗ claim 1: the gap is 5 mm
        seed 16
        """))
    #expect(!toy.package.files.contains { $0.hasPrefix("my-runs") })
    #expect(!toy.package.files.contains("chapters/toy/README.md"))
  }

  @Test func `The same survey makes the same record`() throws {
    try toy.survey()
    let record = try toy.package.text(toy.path)
    #expect(
      try toy.survey(isQuiet: true) == "Nothing changed: chapters/toy/seeds.json is up to date.")
    #expect(try toy.package.text(toy.path) == record)
  }

  @Test func `A seed with which the chapter stops is recorded, and no check held with it`() throws {
    toy.stopping = [12, 19]
    try toy.survey()
    let record = try toy.record()
    #expect(record.stopped == [12, 19])
    #expect(record.checks.map(\.held.count) == [4, 8])
    #expect(
      toy.screen.text.contains("seed 12 (2 of 10): stopped before its end: Fatal error: dry\n"))
  }

  @Test func `A survey that was ended goes on where it was`() throws {
    toy.interrupted = 14
    let stop = try #require(throws: Stop.self) { try toy.survey() }
    #expect(stop.status == 130)
    #expect(
      stop.message == """
        the run was interrupted
        The seeds that are done are kept; the same command goes on.
        """)
    #expect(!toy.package.files.contains(toy.path))
    #expect(toy.package.files.contains("my-runs/toy/seeds/finished.json"))
    #expect(toy.ran == [nil, 11, 12, 13, 14])
    toy.interrupted = nil
    try toy.survey()
    #expect(toy.ran == [nil, 11, 12, 13, 14, nil] + Array(14...20))
    #expect(toy.screen.text.contains("seed 13 (3 of 10): 2 of 2 checks hold, as found before\n"))
    let other = try SurveyedToy()
    try other.survey()
    #expect(try toy.package.text(toy.path) == other.package.text(other.path))
    #expect(!toy.package.files.contains { $0.hasPrefix("my-runs") })
  }

  @Test(arguments: ["library", "code", "damage"])
  func `What was kept of other code or results, or is damaged, is not used`(
    change: String
  ) throws {
    toy.interrupted = 14
    _ = try #require(throws: Stop.self) { try toy.survey() }
    toy.interrupted = nil
    switch change {
    case "library": toy.drift = 1
    case "code": try toy.edit("gap < 5", to: "gap < 6")
    default: try toy.package.write("{", to: "my-runs/toy/seeds/finished.json")
    }
    try toy.survey()
    #expect(toy.ran.suffix(11) == [nil] + Array(11...20))
    let why = change == "damage" ? "cannot be read" : "is of other code or results"
    #expect(
      toy.screen.text.contains("what an earlier survey kept \(why), so all seeds run anew\n"))
  }

  @Test func `A chapter that does not run with its own seed has no record`() throws {
    toy.drift = 8
    let stop = try #require(throws: Stop.self) { try toy.survey() }
    #expect(
      stop.message == """
        The chapter does not run with its own seed, so there is nothing to record:
        chapters/toy/main.swift:8: check failed: the gap is 9 mm
        Nothing was written.
        """)
    #expect(!toy.package.files.contains(toy.path))
  }

  @Test func `A chapter of the first edition is surveyed, and keeps no record`() throws {
    let first = try SurveyedToy(edition: 1)
    let words = try first.survey()
    #expect(words.contains("claim 1  the gap is 1 mm  5 of 10"))
    #expect(
      words.hasSuffix("\nNothing was written: chapters of the first edition keep no record."))
    #expect(!first.package.files.contains(first.path))
  }

  @Test func `With a knob turned there is none, with status 64`() throws {
    let change = KnobChange(name: "samples", value: "7", usual: "1000")
    let stop = try #require(throws: Stop.self) { try toy.survey([change]) }
    #expect(stop.status == 64)
    #expect(stop.message.contains("without --samples 7"))
    #expect(toy.ran == [])
  }

  @Test func `A second survey of the chapter waits for the end of the first`() throws {
    let folder = toy.package.root.appending(path: "my-runs/toy/seeds")
    let first = try SurveyLock(on: folder, chapter: "toy")
    let stop = #expect(throws: Stop.self) { _ = try SurveyLock(on: folder, chapter: "toy") }
    #expect(stop?.message.contains("Another survey of chapter-toy is running") == true)
    extendLifetime(first)
  }

  @Test func `A lock ends with its survey, also while others hold its file`() throws {
    let folder = toy.package.root.appending(path: "my-runs/toy/seeds")
    let held: Int32
    do {
      let first = try SurveyLock(on: folder, chapter: "toy")
      held = dup(first.file.fileDescriptor)
      extendLifetime(first)
    }
    defer { close(held) }
    #expect(held >= 0)
    _ = try SurveyLock(on: folder, chapter: "toy")
  }

  @Test func `A source that changes meanwhile ends the survey`() throws {
    let survey = SeedSurvey(chapter: toy.package.chapter, terminal: toy.screen.terminal) {
      [toy] _, _ throws(Stop) in
      do { try toy.edit("gap < 5", to: "gap < 6") } catch { throw Stop("\(error)") }
      return .stopped("was compiled before")
    }
    let stop = try #require(throws: Stop.self) { try survey.conduct(with: [], isQuiet: true) }
    #expect(stop.message.contains("compiled before chapters/toy/main.swift changed"))
    #expect(!toy.package.files.contains(toy.path))
  }
}
