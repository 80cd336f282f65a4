import Foundation
import Notebook
import Testing

struct ChapterTests {
  @Test func `A chapter is found from the path of its source`() throws {
    let toy = try ToyPackage()
    let chapter = toy.chapter
    #expect(chapter.name == "toy")
    #expect(chapter.command == "chapter-toy")
    #expect(chapter.title == "Toy: a chapter")
    #expect(chapter.root?.path == toy.root.path)
    #expect(chapter.headings.map(\.line) == [1, 3, 8, 11])
    #expect(chapter.problem == nil)
  }

  @Test func `A chapter away from its package has its name for a title`() {
    let chapter = Chapter(filePath: "/nowhere/chapters/toy/main.swift", fileID: "chapter_toy/m")
    #expect(chapter.root == nil)
    #expect(chapter.title == "toy")
  }

  @Test func `A source that cannot be woven keeps its problem for the run`() throws {
    let toy = try ToyPackage(source: "//#-unknown\n")
    #expect(toy.chapter.problem?.place.line == 1)
  }
}
