import Foundation
import Notebook
import Testing

/// A program and the sources that it was compiled from.
@MainActor
struct ImprintTests {
  private let toy: ToyPackage
  private let screen = Screen()
  private let path = "chapters/toy/main.swift"

  init() throws {
    toy = try ToyPackage()
    try FileManager.default.createDirectory(
      at: toy.root.appending(path: "Sources"), withIntermediateDirectories: true)
    try toy.write("// One.\n", to: "Sources/One.swift")
  }

  private func imprint() throws -> Imprint {
    try Imprint(of: [path, "Sources/One.swift"], at: toy.root)
  }

  private func session(of chapter: Chapter, _ arguments: String...) throws -> Session {
    let reading = try CommandLineReading<ToyKnobs>(arguments, command: "chapter-toy", title: "")
    return try Session(
      chapter: chapter, options: reading.common, changes: reading.changes, command: reading.typed,
      terminal: screen.terminal, readerFolder: toy.root)
  }

  private func chapter(imprint: Imprint?) -> Chapter {
    Chapter(filePath: toy.filePath, fileID: "chapter_toy/main.swift", imprint: imprint)
  }

  @Test func `What changed is named, by its bytes and not by its time`() throws {
    let imprint = try imprint()
    #expect(imprint.changes(at: toy.root) == [])
    let source = try toy.text(path)
    try toy.write(source, to: path)
    #expect(imprint.changes(at: toy.root) == [])
    let old = try FileManager.default.attributesOfItem(atPath: toy.filePath)[.modificationDate]
    try toy.write(source.replacing("0.93", with: "0.94"), to: path)
    try FileManager.default.setAttributes(
      [.modificationDate: #require(old)], ofItemAtPath: toy.filePath)
    #expect(imprint.changes(at: toy.root) == [path])
    try FileManager.default.removeItem(at: toy.root.appending(path: "Sources/One.swift"))
    #expect(imprint.changes(at: toy.root) == ["Sources/One.swift", path])
  }

  @Test(arguments: [[], ["--samples=7"], ["--check"]])
  func `A program older than its source refuses to run, and says what to do`(
    arguments: [String]
  ) throws {
    let imprint = try imprint()
    try toy.write(try toy.text(path).replacing("0.93", with: "0.94"), to: path)
    let before = toy.files
    let stop = try #require(throws: Stop.self) {
      let reading = try CommandLineReading<ToyKnobs>(arguments, command: "chapter-toy", title: "")
      _ = try Session(
        chapter: chapter(imprint: imprint), options: reading.common, changes: reading.changes,
        command: reading.typed, terminal: screen.terminal)
    }
    #expect(stop.status == 1)
    #expect(stop.message.contains("was compiled before \(path) changed"))
    #expect(stop.message.contains("`swift build`"))
    #expect(toy.files == before)
  }

  @Test func `A listed source that changed is a reason too`() throws {
    let imprint = try imprint()
    try toy.write("// Two.\n", to: "Sources/One.swift")
    let stop = try #require(throws: Stop.self) { try session(of: chapter(imprint: imprint)) }
    #expect(stop.message.contains("Sources/One.swift changed"))
  }

  @Test(arguments: ["chapters/toy/main.swift", "Sources/One.swift"])
  func `A source that changes while the chapter runs is seen at its end`(file: String) throws {
    let session = try session(of: chapter(imprint: try imprint()))
    try session.playToy()
    let before = toy.files
    try toy.write(try toy.text(file) + "// More.\n", to: file)
    let stop = try #require(throws: Stop.self) { try session.finish(at: .line(12)) }
    #expect(stop.message.contains("\(file) changed"))
    #expect(toy.files == before)
  }

  @Test func `A program that does not know its sources writes no page`() throws {
    let stop = try #require(throws: Stop.self) { try session(of: chapter(imprint: nil)) }
    #expect(stop.message.contains("chapter(\"toy\")"))
    #expect(Imprint.ofThisProgram == nil)
  }

  @Test func `A copied package is served by the program in it, and the original stays`() throws {
    let copy = try ToyPackage()
    try FileManager.default.createDirectory(
      at: copy.root.appending(path: "Sources"), withIntermediateDirectories: true)
    try copy.write("// One.\n", to: "Sources/One.swift")
    let before = toy.files
    let chapter = Chapter(
      filePath: toy.filePath, fileID: "chapter_toy/main.swift", imprint: try imprint(),
      program: copy.root.appending(path: ".build/debug/chapter-toy"))
    let session = try session(of: chapter)
    try session.playToy()
    try session.finish(at: .line(12))
    #expect(toy.files == before)
    #expect(copy.files.contains("chapters/toy/README.md"))
    let page = try #require(chapter.root).appending(path: "chapters/toy/README.md").path
    #expect(screen.text.hasSuffix("Written: \(page) with 1 figure.\n"))
    #expect(screen.errors.contains("The page goes to the package in "))
  }
}
