import Foundation
import TestSupport
import Testing

/// A chapter's program, run as a reader runs it: what goes wrong outside must end it with a clear
/// message and a status, and leave nothing half-written.
@Suite(.serialized) struct ChapterProcessTests {
  private let folder: TemporaryFolder
  private let chapter: BuiltProgram

  init() throws {
    folder = try TemporaryFolder()
    chapter = try BuiltProgram("chapter-lime")
  }

  @Test(arguments: [
    (["--nonsense"], "Unknown option '--nonsense'"),
    (["--samples", "0"], "--samples takes 50 or more, not 0"),
    (["--samples", "many"], "The value 'many' is invalid for '--samples"),
    (["--width", "0"], "--width takes a number above 0, not 0.0"),
    (["--image", "500"], "--image takes 0 to 499, not 500"),
    (["--check", "--seed", "7"], "--check"),
  ])
  func `a wrong option is refused with its name, and status 64`(
    arguments: [String], words: String
  ) throws {
    let ending = try chapter.run(arguments)
    #expect(ending.status == 64)
    #expect(ending.message.contains(words), "\(ending.message)")
  }

  @Test func `an output folder that cannot be made is refused before the work`() throws {
    let file = folder / "file"
    try Data().write(to: file)
    let ending = try chapter.run(["--output", file.appending(path: "below").path])
    #expect(ending.status != 0)
    #expect(ending.message.contains("--output"), "\(ending.message)")
    #expect(folder.names == ["file"])
  }

  @Test func `an interrupt in the middle leaves nothing behind`() throws {
    let ending = try chapter.run(["--output", folder.url.path, "--quiet"]) { process in
      // On a busy machine the first one may come too early.
      repeat {
        Thread.sleep(forTimeInterval: 1)
        process.interrupt()
      } while process.isRunning
    }
    #expect(ending.status == 130)
    #expect(ending.message.contains("nothing was written"), "\(ending.message)")
    #expect(folder.names.isEmpty)
  }

  @Test func `damaged data end the run with the file's name`() throws {
    let resources = try chapter.resources(of: "Datasets")
    let copy = BuiltProgram(folder / "chapter-lime")
    try FileManager.default.copyItem(at: chapter.file, to: copy.file)
    try FileManager.default.copyItem(at: resources, to: folder / resources.lastPathComponent)
    let name = try #require(folder.names.first { $0.hasSuffix("Garden/train-1.png") })
    let sheet = folder / name
    try Data(contentsOf: sheet).prefix(50_000).write(to: sheet)
    let before = folder.names
    let ending = try copy.run(["--output", (folder / "book").path, "--quiet"])
    #expect(ending.status == 1)
    #expect(ending.message.contains("train-1.png"), "\(ending.message)")
    #expect(folder.names == before)
  }
}
