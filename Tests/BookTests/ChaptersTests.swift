import Foundation
import Testing
import Weaver

@Suite struct `The book` {
  @Test func `every written chapter can be read without a run`() throws {
    for chapter in try House.book().written {
      let path = "chapters/\(chapter.name)/main.swift"
      let source = try #require(House.text(path), "no file \(path)")
      #expect(throws: Never.self) {
        try proofread(source: source, context: try House.context(of: chapter.name))
      }
    }
  }

  @Test func `its contents list the folders under chapters`() throws {
    let written = try House.book().written.map(\.name)
    #expect(try House.folders(in: "chapters") == written.sorted())
  }

  @Test func `its chapters have rising numbers, names of their own, and texts`() throws {
    #expect(contentsFaults(try House.book()) == [])
  }

  @Test func `the manifest builds exactly its written chapters`() throws {
    let manifest = try #require(House.text("Package.swift"))
    let built = manifest.matches(of: /(?m)^ +chapter\("([a-z-]+)"\)/).map { String($0.output.1) }
    #expect(built.sorted() == (try House.book().written.map(\.name).sorted()))
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
    #expect(try House.facts().map(\.chapter) == House.book().written.map(\.name))
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
      keys += try ChapterSource(try #require(House.text(path)), file: path).citations
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
  }
}

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
    if chapter.title.isEmpty || !chapter.summary.hasSuffix(".") {
      faults.append("\(chapter.name) lacks a title or a summary that is a sentence")
    }
  }
  return faults
}
