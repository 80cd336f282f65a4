import ArgumentParser
import Foundation
import Notebook
import Testing
import Weaver

@MainActor
@Suite struct `A reader's own question` {
  let screen = Screen()
  let toy: ToyPackage

  init() throws { toy = try ToyPackage() }

  private func session(isAside: Bool = true) throws -> Session {
    let reading = try CommandLineReading<ToyKnobs>(
      ["--samples=7"], command: "chapter-toy", title: "Toy")
    return try Session(
      chapter: toy.chapter, options: reading.common, changes: reading.changes,
      command: reading.typed, terminal: screen.terminal, readerFolder: toy.root,
      isAside: isAside)
  }

  @Test func `is answered in the terminal, and nothing is written`() throws {
    let before = toy.files
    let session = try session()
    try session.begin(at: .line(2))
    try session.aside(at: .line(4)) { say in
      try say(.heading("The table"))
      try say(.text(String(repeating: "word ", count: 20) + "end."))
      try say(.list(["one", "two"]))
      try say(.table(Table(columns: ["a", "b"], rows: [["1", "x"]])))
    }
    #expect(toy.files == before)
    #expect(screen.errors.isEmpty, "no page is announced: \(screen.errors)")
    #expect(
      screen.text.hasSuffix(
        """

        The table

        word word word word word word word word word word word word word word word word
        word word word word end.

        · one
        · two

        a  b
        ─  ─
        1  x

        """))
  }

  @Test(arguments: [30, 40, 60])
  func `fits a narrow screen, without its spare columns`(width: Int) {
    let words = String(repeating: "word ", count: 12)
    let table = Table(
      columns: ["name", "why", "size"],
      rows: [[words, "because it is so", "12"], ["b", "c", "3"]])
    let text = table.text(in: width, without: ["why"])
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= width }, "\(text)")
    #expect(!text.contains("because") && text.contains("12"))
    #expect(text.split(whereSeparator: \.isWhitespace).count { $0 == "word" } == 12)
    #expect(table.text(in: 100, without: ["why"]) == table.text)
  }

  @Test func `ends in the words of what went wrong`() throws {
    struct Fault: Error, CustomStringConvertible { let description = "my.csv:7: no table" }
    let session = try session()
    let stop = #expect(throws: Stop.self) {
      try session.aside(at: .line(4)) { _ in throw Fault() }
    }
    #expect(stop == Stop("my.csv:7: no table"))
  }

  @Test func `has no place in a run that makes a page`() throws {
    let session = try session(isAside: false)
    let stop = #expect(throws: Stop.self) { try session.aside(at: .line(4)) { _ in } }
    #expect(stop?.message.contains("aside() in a run that makes a page") == true)
  }

  @Test(arguments: [
    "--check", "--quiet", "--output=there", "--models=there", "--record-seeds", "--pause",
  ])
  func `goes with no option about pages`(option: String) throws {
    let reading = try CommandLineReading<ToyKnobs>(
      [option], command: "chapter-toy", title: "Toy")
    let stop = #expect(throws: Stop.self) { try reading.common.expectNoPage() }
    #expect(stop?.status == 64)
    let name = option.prefix { $0 != "=" }
    #expect(stop?.message.hasSuffix("leave out \(name).") == true)
  }
}
