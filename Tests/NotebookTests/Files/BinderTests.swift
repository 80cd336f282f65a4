import Foundation
import Notebook
import Testing
import Weaver

struct BinderTests {
  private let events = [
    Event(site: .line(6), content: .value(name: "gap", text: "3e-05")),
    Event(
      site: .line(10),
      content: .figure(
        label: "cover", path: "figures/toy/cover.svg", caption: "A square.", alt: "A square.")),
  ]

  private func pages(_ toy: ToyPackage) throws -> [FileChange] {
    let binder = try #require(try Binder(toy.chapter))
    return try binder.pages(
      showing: events, for: .book(at: toy.root, chapter: "toy"))
  }

  @Test func `The book gets the page, its facts and the pages about all chapters`() throws {
    let paths = try pages(ToyPackage()).map(\.path)
    #expect(
      paths == ["chapters/toy/README.md", "chapters/toy/facts.json"]
        + ["README", "methods", "claims", "glossary", "references"].map { "chapters/\($0).md" })
  }

  @Test func `An experiment gets its page only`() throws {
    let toy = try ToyPackage()
    let binder = try #require(try Binder(toy.chapter))
    let pages = try binder.pages(
      showing: events, for: .experiment(at: toy.root, chapter: "toy"))
    #expect(pages.map(\.path) == ["my-runs/toy/README.md"])
  }

  @Test func `Facts are the same bytes in every run`() throws {
    let facts = try #require(pages(ToyPackage()).first { $0.path.hasSuffix("facts.json") }?.bytes)
    let expected = """
      {
        "cards" : [

        ],
        "chapter" : "toy",
        "claims" : [

        ]
      }

      """
    #expect(String(decoding: facts, as: UTF8.self) == expected)
  }

  @Test func `References list what the chapters cite`() throws {
    let cited = ToyPackage.source.replacing("The gap", with: "As [@bee2020] says, the gap")
    let toy = try ToyPackage(source: cited)
    try toy.write(
      "@book{bee2020, author={Bee, Ann}, title={Buzz}, publisher={Hive}, year={2020}}\n",
      to: "chapters/references.bib")
    let references = try #require(pages(toy).last?.bytes)
    #expect(String(decoding: references, as: UTF8.self).contains("ref-bee2020"))
  }

  @Test(arguments: ["book.json", "claims.json", "glossary.json"])
  func `A damaged file of the book is named with its line`(file: String) throws {
    let toy = try ToyPackage()
    try toy.write("\n{", to: "chapters/" + file)
    let stop = try #require(throws: Stop.self) { try Binder(toy.chapter) }
    #expect(stop.message.hasPrefix("chapters/\(file):2: an object that begins at line 2"))
    #expect(stop.message.hasSuffix("\nNothing was written."))
  }

  @Test(arguments: ["book.json", "claims.json", "glossary.json", "references.bib"])
  func `A file of the book that is missing or no UTF-8 is never taken as empty`(
    file: String
  ) throws {
    let toy = try ToyPackage()
    let place = toy.root.appending(path: "chapters/" + file)
    // "용어" as an editor in Korea saves it.
    try (Data("[\n\"".utf8) + [0xbf, 0xeb, 0xbe, 0xee] + Data("\"]\n".utf8)).write(to: place)
    var stop = try #require(throws: Stop.self) { try Binder(toy.chapter) }
    #expect(
      stop.message.hasPrefix("chapters/\(file):2: the file is not UTF-8 here, it looks like CP949"))
    try FileManager.default.removeItem(at: place)
    stop = try #require(throws: Stop.self) { try Binder(toy.chapter) }
    #expect(stop.message.hasPrefix("chapters/\(file):1: there is no such file"))
  }

  @Test func `The source of a chapter that cannot be read is not taken for one without citations`()
    throws
  {
    let toy = try ToyPackage()
    try toy.write(
      toy.text("chapters/book.json").replacing(
        "\"written\"}",
        with: "\"written\"},\n{\"number\": 2, \"name\": \"pond\", \"title\": \"P\", "
          + "\"summary\": \"S.\", \"status\": \"written\"}"), to: "chapters/book.json")
    let stop = try #require(throws: Stop.self) { try pages(toy) }
    #expect(stop.message.hasPrefix("chapters/pond/main.swift:1: there is no such file"))
  }

  @Test func `A damaged bibliography is named with its line`() throws {
    let toy = try ToyPackage()
    try toy.write("\n@book{", to: "chapters/references.bib")
    let stop = try #require(throws: Stop.self) { try Binder(toy.chapter) }
    #expect(stop.message.hasPrefix("chapters/references.bib:"))
  }

  @Test func `A glossary that is wrong is named with its line`() throws {
    let toy = try ToyPackage()
    try toy.write("[\n{\"term\": \"bee\"}]", to: "chapters/glossary.json")
    let stop = try #require(throws: Stop.self) { try Binder(toy.chapter) }
    #expect(
      stop.message
        == "chapters/glossary.json:2: term \"bee\" has no korean\nNothing was written.")
  }
}
