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
    (["--samples", "0"], "'--samples <50...10000>': it takes a whole number from 50 to 10000"),
    (["--samples", "many"], "The value 'many' is invalid for '--samples"),
    (["--samples", "9223372036854775807"], "'--samples <50...10000>'"),
    (["--samples", "1000000000"], "'--samples <50...10000>'"),
    (["--width", "0"], "'--width <0.01...1000>': it takes a number from 0.01 to 1000"),
    (["--width", "1e-200"], "'--width <0.01...1000>'"),
    (["--width", "inf"], "'--width <0.01...1000>'"),
    (["--image", "500"], "'--image <0...499>': it takes a whole number from 0 to 499"),
    (
      ["--samples", "50", "--superpixels", "150"],
      "--samples 50 is too few for --superpixels 150: take 300 samples or more, or 25 superpixels"
    ),
    (["--check", "--seed", "7"], "--check"),
    (["--record-seeds", "--samples", "600"], "which is made without --samples 600"),
    (["--record-seeds", "--check"], "leave out --check"),
    (["--record-seeds", "--models", "m"], "leave out --check, --pause, --output and --models"),
  ])
  func `a wrong option is refused with its name, and status 64`(
    arguments: [String], words: String
  ) throws {
    let ending = try chapter.run(arguments)
    #expect(ending.status == 64)
    #expect(ending.message.contains(words), "\(ending.message)")
  }

  @Test(arguments: [
    (["network", "--seconds", "inf"], "--seconds takes 0.1 to 60, not inf"),
    (["lime", "--repetitions", "0"], "--repetitions takes 1 to 100, not 0"),
  ])
  func `a number that the bench cannot bear is refused, with status 64`(
    arguments: [String], words: String
  ) throws {
    let ending = try BuiltProgram("bench").run(arguments)
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

  /// Interrupts a process until it ends: on a busy machine the first one may come too early.
  private func interrupt(_ process: Process) {
    repeat {
      Thread.sleep(forTimeInterval: 1)
      process.interrupt()
    } while process.isRunning
  }

  @Test func `an interrupt in the middle leaves nothing behind`() throws {
    let ending = try chapter.run(
      ["--output", folder.url.path, "--quiet"], meanwhile: interrupt)
    #expect(ending.status == 130)
    #expect(ending.message.contains("nothing was written"), "\(ending.message)")
    #expect(folder.names.isEmpty)
  }

  @Test func `an interrupt ends a survey of seeds, and what it waits for`() throws {
    let ending = try chapter.run(["--record-seeds", "--quiet"], meanwhile: interrupt)
    #expect(ending.status == 130)
    #expect(ending.message.contains("the same command goes on"), "\(ending.message)")
    #expect(House.text("my-runs/lime/seeds/run/chapters/lime/README.md") == nil)
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
