import Foundation
import Notebook
import Testing
import Weaver

/// What a run makes of the record of seeds beside its page.
@MainActor
struct SeedPageTests {
  let toy: SurveyedToy
  private let page = "chapters/toy/README.md"

  init() throws {
    toy = try SurveyedToy()
    toy.stopping = [20]
    try toy.survey()
    try toy.run()
  }

  private func expectTold(_ isTold: Bool) throws {
    let page = try toy.package.text(page)
    #expect(page.contains("The gap is 1 mm. **Only with 4 of 10 seeds.**") == isTold)
    #expect(page.contains("> **Checked.** It holds. *With 9 of 10 seeds.*") == isTold)
    #expect(page.contains("seeds.") == isTold)
  }

  @Test func `The page, its facts and the index of claims tell with how many seeds`() throws {
    try expectTold(true)
    #expect(try toy.package.text("chapters/toy/facts.json").contains("\"held\" : 4"))
    #expect(try toy.package.text("chapters/claims.md").contains("| **4 of 10** |"))
    #expect(try toy.run(["--check"]).contains("The book is up to date"))
  }

  @Test(arguments: [
    ("The gap is", "Its size, as measured, is"), ("A square.", "A box."),
    ("print(", "// A word.\nprint("), ("import Notebook", "import Graphics\nimport Notebook"),
    ("\"it holds\")", "\n  \"it holds\")"),
  ])
  func `New prose, captions, comments and lines leave the record good`(
    old: String, new: String
  ) throws {
    try toy.edit(old, to: new)
    #expect(try !toy.run().contains("seeds"))
    try expectTold(true)
    #expect(try toy.run(["--check"]).contains("The book is up to date"))
  }

  @Test(arguments: [
    ("missing", "chapters/toy/seeds.json is missing."),
    ("empty", "chapters/toy/seeds.json is empty: nothing is recorded yet."),
    ("damaged", "chapters/toy/seeds.json:1: an object that begins at line 1 is never closed."),
    ("short", "chapters/toy/seeds.json does not tell of the seeds of every record, each once."),
    ("code", "chapters/toy/seeds.json was made from other code than the chapter's."),
    ("results", "chapters/toy/seeds.json was made for other results than this run's."),
  ])
  func `A record that is not good leaves the page, and fails the check in words`(
    fault: String, words: String
  ) throws {
    switch fault {
    case "missing":
      try FileManager.default.removeItem(at: toy.package.root.appending(path: toy.path))
    case "empty": try toy.package.write("", to: toy.path)
    case "damaged": try toy.package.write("{", to: toy.path)
    case "short":
      var record = try toy.record()
      record.seeds.removeLast()
      try toy.package.write(
        String(decoding: JSONEncoder().encode(record), as: UTF8.self), to: toy.path)
    case "code": try toy.edit("gap < 5", to: "gap < 6")
    default: toy.drift = 1
    }
    let whatToDo = "\(words)\nRun `make seeds CHAPTER=toy`, which makes it anew."
    #expect(
      try toy.run().contains(
        "The page does not say with how many seeds its checks held: \(whatToDo)\n"))
    try expectTold(false)
    let stop = try #require(throws: Stop.self) { try toy.run(["--check"]) }
    #expect(stop.message == "The book is out of date: \(whatToDo)")
    try toy.survey()
    try toy.run()
    #expect(try toy.run(["--check"]).contains("The book is up to date"))
  }

  @Test func `The page of an experiment does not tell, and lays its findings beside it`() throws {
    try toy.run(["--seed=13"])
    let page = try toy.package.text("my-runs/toy/README.md")
    #expect(page.contains("The gap is 3 mm.\n"))
    #expect(!page.contains("of 10 seeds"))
    let json = try toy.package.text("my-runs/toy/findings.json")
    let findings = try JSONDecoder().decode(Findings.self, from: Data(json.utf8))
    #expect(findings.checks.map(\.holds) == [true, true])
    #expect(findings.values.map(\.text) == ["3 mm"])
    #expect(!toy.package.files.contains("chapters/toy/findings.json"))
  }

  @Test func `A chapter of the first edition needs no record and tells none`() throws {
    let first = try SurveyedToy(edition: 1)
    try first.package.write(try toy.package.text(toy.path), to: first.path)
    #expect(try !first.run().contains("seeds"))
    #expect(try !first.package.text(page).contains("of 10 seeds"))
    #expect(try first.run(["--check"]).contains("The book is up to date"))
  }
}
