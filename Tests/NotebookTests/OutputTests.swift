import ArgumentParser
import Foundation
import Graphics
import Notebook
import Testing

/// Where a run writes: an experiment never touches the book.
@MainActor
struct OutputTests {
  private let toy: ToyPackage
  private let screen = Screen()

  init() throws {
    toy = try ToyPackage()
    try run("--quiet")
  }

  private func run(_ arguments: String...) throws {
    let reading = try CommandLineReading<ToyKnobs>(
      arguments, command: "chapter-toy", title: "Toy: a chapter")
    let session = try Session(
      chapter: toy.chapter, options: reading.common, changes: reading.changes,
      command: reading.typed, terminal: screen.terminal, readerFolder: toy.root)
    try session.playToy(square: Square(color: .init(hex: reading.changes.isEmpty ? 1 : 2)))
    try session.finish(at: .line(12))
  }

  private func expectRefusal(of folder: String, options: String...) throws {
    let texts = try toy.files.map { try toy.text($0) }
    let stop = try #require(throws: Stop.self) {
      try run("--output=" + folder, options.first ?? "--quiet")
    }
    #expect(stop.status == 64)
    #expect(stop.message.contains("a book's own folder"))
    #expect(stop.message.contains("my-runs/toy"))
    #expect(try toy.files.map { try toy.text($0) } == texts)
  }

  @Test(arguments: ["--seed=2", "--quiet"])
  func `The package's own folder is refused, however it is spelled`(option: String) throws {
    let path = toy.root.path
    for folder in [path, path + "/", path + "/chapters/..", path + "/./chapters/toy/../.."] {
      try expectRefusal(of: folder, options: option)
    }
  }

  @Test func `It is refused through a link, too, as a whole or in part`() throws {
    let other = FileManager.default.temporaryDirectory.appending(path: "glass-box-\(UUID())")
    defer { try? FileManager.default.removeItem(at: other) }
    try FileManager.default.createSymbolicLink(at: other, withDestinationURL: toy.root)
    try expectRefusal(of: other.path, options: "--seed=2")
    for part in ["chapters", "figures"] {
      try FileManager.default.removeItem(at: other)
      try FileManager.default.createDirectory(at: other, withIntermediateDirectories: true)
      try FileManager.default.createSymbolicLink(
        at: other.appending(path: part), withDestinationURL: toy.root.appending(path: part))
      try expectRefusal(of: other.path, options: "--seed=2")
    }
  }

  @Test func `Another package's folder is refused as well`() throws {
    let other = try ToyPackage()
    let before = other.files
    try expectRefusal(of: other.root.path, options: "--seed=2")
    #expect(other.files == before)
  }

  @Test func `Spellings that a file system takes for one are one`() throws {
    let shouted = toy.root.deletingLastPathComponent()
      .appending(path: toy.root.lastPathComponent.uppercased())
    guard FileManager.default.fileExists(atPath: shouted.path) else { return }
    try expectRefusal(of: shouted.path, options: "--seed=2")
  }

  @Test func `The page of an experiment names its knobs and how to make it again`() throws {
    try run("--samples", "7", "--kernel-width=0.5", "--quiet")
    let page = try toy.text("my-runs/toy/README.md")
    #expect(page.hasPrefix("<!-- Woven from chapters/toy/main.swift. Do not edit: "))
    #expect(!page.contains("make toy"))
    #expect(
      page.contains(
        """
        # 1. Toy: a chapter

        > [!IMPORTANT]
        > **An experiment, not the book.** The knobs that were turned:
        >
        > ```text
        > samples       7 instead of 1000
        > kernel-width  0.5 instead of 0.25
        > ```
        >
        """))
    #expect(page.contains("> $ swift run chapter-toy --samples 7 --kernel-width=0.5\n"))
    #expect(try !toy.text("chapters/toy/README.md").contains("An experiment"))
  }

  @Test func `A command with lines of backticks stays in its box`() throws {
    let command = "chapter-toy --picture 'a\n```\n# b.png'"
    let session = try Session(
      chapter: toy.chapter, options: CommonOptions.parse([]),
      changes: [KnobChange(name: "picture", value: "a", usual: "")], command: command,
      terminal: screen.terminal, readerFolder: toy.root)
    try session.playToy(square: Square())
    try session.finish(at: .line(12))
    let page = try toy.text("my-runs/toy/README.md")
    #expect(page.contains("> ````console\n> $ \(command.replacing("\n", with: "\n> "))\n> ````\n"))
  }

  @Test func `So does one that goes elsewhere`() throws {
    let folder = toy.root.appending(path: "it's here").path
    try run("--seed", "7", "--output", folder)
    let page = try toy.text("it's here/chapters/toy/README.md")
    let quoted = "'" + folder.replacing("'", with: "'\\''") + "'"
    #expect(page.contains("> $ swift run chapter-toy --seed 7 --output \(quoted)\n"))
  }

  @Test func `Links that the author wrote lead to the book from an experiment`() throws {
    let links = "[A](../methods.md) [c](main.swift#L1) [b](https://a.b)"
    let source = ToyPackage.source.replacing("The gap is", with: links + " The gap is")
    try toy.write(source, to: "chapters/toy/main.swift")
    try run("--seed=7")
    let page = try toy.text("my-runs/toy/README.md")
    for link in ["../../chapters/methods.md", "../../chapters/toy/main.swift#L1", "https://a.b"] {
      #expect(page.contains("](\(link))"))
    }
    try run("--quiet")
    #expect(try toy.text("chapters/toy/README.md").contains(links))
  }

  @Test func `A reader outside of the package is told where the page goes`() throws {
    let session = try Session(
      chapter: toy.chapter, options: CommonOptions.parse([]), changes: [], command: "",
      terminal: screen.terminal, readerFolder: FileManager.default.temporaryDirectory)
    try session.playToy(square: Square(color: .init(hex: 1)))
    try session.finish(at: .line(12))
    #expect(screen.errors == "The page goes to the package in \(toy.root.path).\n")
    #expect(
      screen.text.hasSuffix(
        "Nothing changed: \(toy.root.path)/chapters/toy/README.md and its 1 figure are up to date.\n"
      ))
  }
}
