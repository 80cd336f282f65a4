import Foundation
import Notebook
import Testing
import Weaver

/// A second chapter, `pond`, joins the toy chapter; both settle a claim.
@MainActor
struct TwoChaptersTests {
  let toy: ToyPackage

  init() throws {
    toy = try ToyPackage(source: "//: # Toy: a chapter\nf()\nfinish()\n")
    try FileManager.default.createDirectory(
      at: toy.root.appending(path: "chapters/pond"), withIntermediateDirectories: true)
    try toy.write("//: # Pond\nf()\nfinish()\n", to: "chapters/pond/main.swift")
    try toy.write(
      """
      {"title": "Book", "subtitle": "A book.", "chapters": [
        {"number": 1, "name": "toy", "title": "Toy: a chapter", "summary": "A toy.",
          "status": "written"},
        {"number": 2, "name": "pond", "title": "Pond", "summary": "A pond.",
          "status": "written"}]}
      """, to: "chapters/book.json")
    try toy.write(
      """
      [{"number": 1, "sentence": "Water is wet."}, {"number": 2, "sentence": "Frogs sing."}]
      """, to: "chapters/claims.json")
  }

  /// Runs a chapter that settles `claim`, and returns what it told.
  private func run(_ name: String, claim: Int, check: Bool = false) throws -> String {
    let screen = Screen()
    let chapter = toy.chapter(name)
    let reading = try CommandLineReading<ToyKnobs>(
      check ? ["--check"] : [], command: "chapter", title: name)
    let session = try Session(
      chapter: chapter, options: reading.common, changes: [], command: reading.typed,
      terminal: screen.terminal, readerFolder: toy.root)
    let line = { line in
      Site(fileID: chapter.fileID, line: line, function: "chapter_\(name)")
    }
    try session.begin(at: line(1))
    try session.check(true, "so", claim: claim, verdict: .holds, at: line(2))
    try session.finish(at: line(3))
    return screen.text
  }

  @Test func `Either order of their first runs leaves the same book, which both accept`() throws {
    #expect(
      try run("toy", claim: 1).hasSuffix(
        "Not among the claims and methods until they have run: pond.\n"))
    #expect(try !run("pond", claim: 2).contains("until they have run"))
    let claims = try toy.text("chapters/claims.md")
    #expect(claims.contains("(toy/README.md#claim-1-1)"))
    #expect(claims.contains("(pond/README.md#claim-2-2)"))
    for (name, claim) in [("toy", 1), ("pond", 2)] {
      #expect(try run(name, claim: claim, check: true).contains("The book is up to date"))
    }
    try FileManager.default.removeItem(at: toy.root.appending(path: "chapters/toy/facts.json"))
    _ = try run("pond", claim: 2)
    _ = try run("toy", claim: 1)
    #expect(try toy.text("chapters/claims.md") == claims)
  }

  @Test func `What one run changes, the other's check accepts`() throws {
    _ = try run("toy", claim: 1)
    _ = try run("pond", claim: 2)
    _ = try run("toy", claim: 2)
    #expect(try run("pond", claim: 2, check: true).contains("The book is up to date"))
  }

  @Test(arguments: [nil, "{", "{\"chapter\": \"toy\", \"claims\": [], \"cards\": []}"])
  func `A check fails while the other's facts are missing or damaged`(facts: String?) throws {
    _ = try run("toy", claim: 1)
    if let facts { try toy.write(facts, to: "chapters/pond/facts.json") }
    let stop = try #require(throws: Stop.self) { try run("toy", claim: 1, check: true) }
    #expect(
      stop.message == """
        The book is out of date: chapters/pond/facts.json is missing or cannot be read.
        Run `swift run chapter-pond`, which writes it.
        """)
  }
}
