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
    #expect(chapter.told.map(\.line) == [1, 3, 8, 11])
    #expect(chapter.problem == nil)
  }

  @Test func `A chapter away from its package has its name for a title`() {
    let chapter = Chapter(filePath: "/nowhere/chapters/toy/main.swift", fileID: "chapter_toy/m")
    #expect(chapter.root == nil)
    #expect(chapter.title == "toy")
  }

  @Test func `A source that cannot be woven keeps its problem for the run`() throws {
    let toy = try ToyPackage(source: "//#-unknown\n")
    #expect(toy.chapter.problem?.message.hasPrefix("chapters/toy/main.swift:1: ") == true)
  }

  @Test func `A source that is no UTF-8 is named, and not taken for missing`() throws {
    let toy = try ToyPackage()
    try Data([0x2f, 0x2f, 0xb0, 0xa1]).write(to: URL(filePath: toy.filePath))
    #expect(toy.chapter.root != nil)
    #expect(toy.chapter.problem?.message.contains("toy/main.swift is not text in UTF-8") == true)
  }

  @Test func `A program in a copied package speaks for the copy`() throws {
    let (original, copy) = (try ToyPackage(), try ToyPackage())
    let chapter = Chapter(
      filePath: original.filePath, fileID: "chapter_toy/main.swift", imprint: nil,
      program: copy.root.appending(path: ".build/debug/chapter-toy"))
    #expect(chapter.root?.lastPathComponent == copy.root.lastPathComponent)
  }

  @Test func `A program built outside of its package speaks for the one it was built from`() throws
  {
    let toy = try ToyPackage()
    let chapter = Chapter(
      filePath: toy.filePath, fileID: "chapter_toy/main.swift", imprint: nil,
      program: toy.root.deletingLastPathComponent().appending(path: "elsewhere/chapter-toy"))
    #expect(chapter.root?.path == toy.root.path)
  }
}
