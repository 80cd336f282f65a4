import ArgumentParser
import Foundation
import Graphics
import Notebook
import Testing
import Weaver

@MainActor
struct SessionTests {
  let screen = Screen()
  let toy: ToyPackage

  init() throws { toy = try ToyPackage() }

  private func run(_ arguments: String, square: Square = Square()) throws {
    let session = try toy.session(arguments, on: screen)
    try session.playToy(square: square)
    try session.finish(at: .line(12))
  }

  @Test func `A default run tells its story with headings as it reaches them`() throws {
    let session = try toy.session(on: screen)
    try session.playToy()
    try session.finish(at: .line(12))
    #expect(
      screen.text == """

        # Toy: a chapter

        ## Numbers
        f(x) = 0.93
        ✓ it holds

        ## A picture

        Figure: A square.

        ## Sources

        Written: chapters/toy/README.md with 1 figure.

        """)
    #expect(screen.errors.isEmpty)
  }

  @Test func `A default run writes page, facts, figure, digests and the book's own pages`() throws {
    let before = toy.files
    let session = try toy.session(on: screen)
    try session.playToy()
    #expect(toy.files == before, "Nothing may be written before finish()")
    try session.finish(at: .line(12))
    #expect(
      Set(toy.files).subtracting(before) == [
        "chapters/README.md", "chapters/claims.md", "chapters/glossary.md",
        "chapters/methods.md", "chapters/references.md", "chapters/toy/README.md",
        "chapters/toy/facts.json",
        "figures/toy/cover.svg", "figures/toy/digests.json",
      ])
    let page = try toy.text("chapters/toy/README.md")
    #expect(page.contains("f(x) = 0.93"))
    #expect(page.contains("The gap is 3e-05."))
    #expect(page.contains("(../../figures/toy/cover.svg)"))
  }

  @Test(arguments: ["--samples=7", "--kernel-width=0.5", "--seed=2"])
  func `A changed knob leaves the book alone`(argument: String) throws {
    let before = toy.files
    try run(argument)
    #expect(
      Set(toy.files).subtracting(before) == [
        "my-runs/toy/README.md", "my-runs/toy/figures/cover.svg",
        "my-runs/toy/figures/digests.json", "my-runs/toy/findings.json",
      ])
    #expect(try toy.text("my-runs/toy/README.md").contains("(figures/cover.svg)"))
    #expect(screen.errors.contains("the book stays as it is"))
  }

  @Test(arguments: ["--samples=1000", "--no-preview", "--quiet", "--pause"])
  func `An option that changes no result writes the book`(argument: String) throws {
    try run(argument)
    #expect(toy.files.contains("chapters/toy/README.md"))
  }

  @Test func `--output receives the same tree`() throws {
    let before = toy.files
    try run("--output=" + toy.root.appending(path: "elsewhere").path)
    let new = Set(toy.files).subtracting(before)
    #expect(new.contains("elsewhere/chapters/toy/README.md"))
    #expect(new.contains("elsewhere/figures/toy/cover.svg"))
    #expect(new.allSatisfy { $0.hasPrefix("elsewhere/") })
  }

  @Test func `--quiet says only where the page went`() throws {
    try run("--quiet")
    #expect(screen.text == "Written: chapters/toy/README.md with 1 figure.\n")
  }

  @Test func `--check passes on a fresh book and writes nothing`() throws {
    try run("--quiet")
    let files = try toy.files.map { try toy.text($0) }
    try run("--check")
    #expect(try toy.files.map { try toy.text($0) } == files)
    #expect(screen.text.hasSuffix("The book is up to date: chapters/toy/README.md.\n"))
  }

  @Test func `--check shows what differs and fails with status 1`() throws {
    try run("--quiet")
    let page = try toy.text("chapters/toy/README.md").replacing("0.93", with: "0.94")
    try toy.write(page, to: "chapters/toy/README.md")
    try toy.write("", to: "figures/toy/old.png")
    let digests = try toy.text("figures/toy/digests.json").replacing(
      "{\n", with: "{\n  \"old.png\" : { \"drawing\" : \"1\", \"file\" : \"1\" },\n",
      maxReplacements: 1)
    try toy.write(digests, to: "figures/toy/digests.json")
    let stop = try #require(throws: Stop.self) { try run("--check") }
    #expect(stop.status == 1)
    #expect(stop.message.contains("figures/toy/old.png is not drawn any more"))
    #expect(stop.message.contains("-f(x) = 0.94\n+f(x) = 0.93\n"))
  }

  @Test func `--check with a changed knob is refused`() throws {
    let stop = try #require(throws: Stop.self) {
      try toy.session("--check", "--samples=7", on: screen)
    }
    #expect(stop.status == 64)
  }

  @Test func `--check fails on a figure file that was spoiled, and a plain run mends it`() throws {
    try run("--quiet")
    let good = try toy.text("figures/toy/cover.svg")
    try toy.write("", to: "figures/toy/cover.svg")
    let stop = try #require(throws: Stop.self) { try run("--check") }
    #expect(stop.message.contains("figures/toy/cover.svg differs\n"))
    #expect(try toy.text("figures/toy/cover.svg") == "")
    try run("--quiet")
    #expect(try toy.text("figures/toy/cover.svg") == good)
    try run("--check")
  }

  @Test func `Output from a function is an error that names it`() throws {
    let session = try toy.session(on: screen)
    try session.begin(at: .line(2))
    let site = Site(fileID: "chapter_toy/main.swift", line: 5, function: "train(_:)")
    let stop = try #require(throws: Stop.self) { try session.print("x", at: site) }
    #expect(stop.message.contains("chapters/toy/main.swift:5"))
    #expect(stop.message.contains("train(_:)"))
  }

  @Test func `Nothing can be shown after finish()`() throws {
    let session = try toy.session(on: screen)
    try session.playToy()
    try session.finish(at: .line(12))
    let stop = try #require(throws: Stop.self) { try session.print("x", at: .line(13)) }
    #expect(stop.message.contains("after finish()"))
  }

  @Test func `A figure needs a good label, a drawing and a name of its own`() throws {
    let session = try toy.session(on: screen)
    try session.playToy()
    for label in ["cover", "Two words", ""] {
      #expect(throws: Stop.self) {
        try session.figure(
          label, caption: "c", alt: "a", width: .text, format: .png, at: .line(10)
        ) { $0.draw(Square()) }
      }
    }
    #expect(throws: Stop.self) {
      try session.figure(
        "empty", caption: "c", alt: "a", width: .text, format: .png, at: .line(10)
      ) { _ in }
    }
  }

  @Test func `A page that does not fit together writes nothing`() throws {
    let before = toy.files
    let session = try toy.session(on: screen)
    try session.begin(at: .line(2))
    let stop = try #require(throws: Stop.self) { try session.finish(at: .line(12)) }
    #expect(stop.message.contains("chapters/toy/main.swift:"))
    #expect(toy.files == before)
  }

  @Test func `A program away from its source runs and writes no page`() throws {
    let chapter = Chapter(
      filePath: "/nowhere/chapters/toy/main.swift", fileID: "chapter_toy/main.swift")
    let session = try Session(
      chapter: chapter, options: CommonOptions.parse([]), changes: [], command: "",
      terminal: screen.terminal)
    try session.playToy()
    try session.finish(at: .line(12))
    #expect(screen.text.contains("f(x) = 0.93"))
    #expect(screen.errors.contains("writes no page"))
  }

  @Test(arguments: ["--check", "--output=there"])
  func `A program away from its source does not pretend to write or compare`(
    argument: String
  ) throws {
    let chapter = Chapter(filePath: "/nowhere/chapters/toy/main.swift", fileID: "chapter_toy/m")
    let stop = try #require(throws: Stop.self) {
      try Session(
        chapter: chapter, options: CommonOptions.parse([argument]), changes: [], command: "",
        terminal: screen.terminal)
    }
    #expect(stop.message.contains("Build the package again"))
  }

  @Test func `--pause waits for a key before each section`() throws {
    var keys = 0
    screen.terminal.isScreen = true
    screen.terminal.hasKeys = true
    screen.terminal.waitForKey = { keys += 1 }
    try run("--pause")
    #expect(keys == 3)
  }

  @Test func `A terminal that knows no codes gets none while it waits`() throws {
    screen.terminal.isScreen = true
    screen.terminal.hasKeys = true
    screen.terminal.adapt(to: ["TERM": "dumb"])
    try run("--pause")
    #expect(screen.text.contains("press a key\n"))
    #expect(!screen.text.contains("\u{1b}"))
  }

  @Test func `--pause without a terminal says that it does not wait`() throws {
    screen.terminal.waitForKey = { Issue.record("nobody presses a key") }
    try run("--pause")
    #expect(screen.errors.contains("--pause needs a terminal"))
  }

  @Test func `An output that cannot be written ends the run`() throws {
    screen.terminal.write = { _ in throw CocoaError(.fileWriteOutOfSpace) }
    let session = try toy.session(on: screen)
    #expect(throws: Stop.self) { try session.playToy() }
  }

  @Test func `An output folder that cannot be is refused before the run`() throws {
    try toy.write("", to: "file")
    let session = try toy.session(
      "--output=" + toy.root.appending(path: "file/below").path, on: screen)
    let stop = try #require(throws: Stop.self) { try session.begin(at: .line(2)) }
    #expect(stop.message.contains("is not a folder"))
    #expect(stop.message.contains("--output"))
  }

  @Test func `A card and a labelled table are aligned in the terminal`() throws {
    let session = try toy.session(on: screen)
    try session.begin(at: .line(2))
    try session.card("LIME", rows: [["passes", "1000"], ["한국", "x"]], at: .line(5))
    try session.show(
      Table(columns: ["a", "b"], rows: [["∂f", "1.5"]]), label: "t", caption: "Cap.",
      at: .line(5))
    #expect(
      screen.text.hasSuffix(
        """
        LIME
        passes  1000
        한국    x

        Table: Cap.
        a     b
        ──  ───
        ∂f  1.5

        """))
  }

  @Test func `Progress shows on standard error and leaves the page alone`() throws {
    screen.terminal.showsProgress = true
    let session = try toy.session(on: screen)
    try session.begin(at: .line(2))
    let events = session.events
    let sum = try session.progress("training", total: 3, at: .line(5)) { bar in
      (1...3).reduce(0) { sum, step in
        bar.advance(detail: "loss \(step)")
        return sum + step
      }
    }
    #expect(sum == 6)
    #expect(session.events == events)
    #expect(screen.errors.contains("training"))
    #expect(!screen.text.contains("training"))
  }
}
