import Foundation
import Testing
import Weaver

@Suite struct `The book` {
  @Test func `every written chapter can be read without a run`() throws {
    // What is wrong is told in the words that were made for the author, for every chapter.
    var faults: [String] = []
    for chapter in try House.book().written {
      do {
        let source = try House.file("chapters/\(chapter.name)/main.swift").text()
        try proofread(source: source, context: try House.context(of: chapter.name))
      } catch {
        faults.append("\(error)")
      }
    }
    #expect(faults == [])
  }

  @Test func `every chapter of the second edition keeps its recipe`() throws {
    var faults: [String] = []
    for chapter in try House.book().written where chapter.isSecondEdition {
      let source = try House.file("chapters/\(chapter.name)/main.swift").text()
      faults += try recipeFaults(source: source, context: try House.context(of: chapter.name))
        .map { "\($0)" }
    }
    #expect(faults == [])
  }

  @Test func `its contents list the folders under chapters`() throws {
    let written = try House.book().written.map(\.name)
    // Python leaves a folder of its own where it is run.
    let folders = try House.folders(in: "chapters").filter { $0 != "__pycache__" }
    #expect(folders == written.sorted())
  }

  @Test func `its chapters have rising numbers, names of their own, and texts`() throws {
    let faults = contentsFaults(try House.book())
    #expect(faults == [])
  }

  @Test func `the manifest builds exactly its written chapters`() throws {
    let manifest = try House.file("Package.swift").text()
    let built = manifest.matches(of: /(?m)^ +(chapter\("[a-z-]+"(?:, edition: \d+)?\)),/)
      .map { String($0.output.1) }
    let written = try House.book().written.map { chapter in
      "chapter(\"\(chapter.name)\"" + (chapter.edition.map { ", edition: \($0)" } ?? "") + ")"
    }
    #expect(built.sorted() == written.sorted())
  }

  @Test func `a chapter that trains has its networks compared in Python`() throws {
    let written = try House.book().written
    let names = written.map(\.name).filter { name in
      House.text("chapters/\(name)/main.swift")?.contains("learn(") == true
    }
    #expect(written.count < 4 || names.count > 2)
    for name in names {
      let program = House.text("chapters/\(name)/in_python.py") ?? ""
      #expect(program.contains("compare"), "chapters/\(name)/in_python.py compares nothing")
    }
  }

  @Test func `the claims are numbered from 1 without a gap, in full sentences`() throws {
    let claims = try House.claims()
    #expect(claims.map(\.number) == Array(1...71))
    #expect(claims.allSatisfy { $0.sentence.hasSuffix(".") && !$0.sentence.contains(" · ") })
  }

  @Test func `its index is what its contents say`() throws {
    try expect(try House.book().index(), isAt: "chapters/README.md")
  }

  @Test func `every written chapter left its facts`() throws {
    let facts = try House.facts().map(\.chapter)
    let written = try House.book().written.map(\.name)
    #expect(facts == written)
  }

  @Test func `its pages about all chapters are what the chapters' facts say`() throws {
    let pages = BackMatter(
      book: try House.book(), claims: try House.claims(), facts: try House.facts())
    try expect(try pages.claimsPage(), isAt: "chapters/claims.md")
    try expect(pages.methodsPage(), isAt: "chapters/methods.md")
  }

  @Test func `its glossary is fit to print, and what its page shows`() throws {
    try expect(try House.glossary().page, isAt: "chapters/glossary.md")
  }

  @Test func `its references are what its chapters cite`() throws {
    var keys: [String] = []
    for chapter in try House.book().written {
      let path = "chapters/\(chapter.name)/main.swift"
      keys += try ChapterSource(try House.file(path).text(), file: path).citations
    }
    try expect(
      try House.bibliography().page(citing: keys), isAt: "chapters/references.md")
  }

  /// Compares a page with its file; with GLASS_BOX_RECORD set it writes the file and fails.
  private func expect(_ page: String, isAt path: String) throws {
    if ProcessInfo.processInfo.environment["GLASS_BOX_RECORD"] != nil {
      try page.write(to: House.root.appending(path: path), atomically: true, encoding: .utf8)
      Issue.record("recorded \(path); read it, and run again without GLASS_BOX_RECORD")
    } else {
      #expect(page == House.text(path), "\(path) is stale: run `make book`")
    }
  }

  @Test func `wrong contents are found`() {
    func chapter(_ number: Int, _ name: String, title: String = "T") -> Book.Chapter {
      Book.Chapter(number: number, name: name, title: title, summary: "S.", status: .planned)
    }
    func faults(_ chapters: [Book.Chapter]) -> Int {
      contentsFaults(Book(title: "T", subtitle: "S", chapters: chapters)).count
    }
    #expect(faults([chapter(0, "a"), chapter(1, "b")]) == 0)
    #expect(faults([chapter(1, "a"), chapter(1, "b")]) == 1)
    #expect(faults([chapter(1, "a"), chapter(2, "a")]) == 1)
    #expect(faults([chapter(1, "a", title: "")]) == 1)
    #expect(faults([chapter(1, "1-a")]) == 1)
    #expect(faults([chapter(1, "glossary")]) == 1)
  }
}

/// Pages and files of an edition, which a chapter of that name would overwrite.
private let takenNames: Set = [
  "answers", "assets", "book", "claims", "contents", "figures", "glossary", "how-to-read", "index",
  "main", "methods", "preface", "references", "refresher",
]

/// What is wrong with the contents, each as a sentence.
private func contentsFaults(_ book: Book) -> [String] {
  let chapters = book.chapters
  var faults: [String] = []
  for (before, after) in zip(chapters, chapters.dropFirst()) where before.number >= after.number {
    faults.append("\(after.name) has number \(after.number) after \(before.number)")
  }
  for (index, chapter) in chapters.enumerated() {
    if chapters[..<index].contains(where: { $0.name == chapter.name }) {
      faults.append("two chapters are named \(chapter.name)")
    }
    if chapter.name.wholeMatch(of: /[a-z][a-z-]*/) == nil {
      faults.append("\(chapter.name) cannot name a target")
    }
    if takenNames.contains(chapter.name) {
      faults.append("\(chapter.name) is the name of a page that is no chapter")
    }
    if chapter.title.isEmpty || !chapter.summary.hasSuffix(".") {
      faults.append("\(chapter.name) lacks a title or a summary that is a sentence")
    }
  }
  return faults
}
