import Foundation
import Testing

/// A chapter's program, run as a reader runs it: what goes wrong outside must end it with a clear
/// message and a status, and leave nothing half-written.
@Suite(.serialized) struct ChapterProcessTests {
  /// The programs lie where the tests were built.
  static let programs = URL(filePath: CommandLine.arguments[0])
    .resolvingSymlinksInPath().deletingLastPathComponent()

  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "glass-box-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private struct Ending {
    var status: Int32
    var message: String
  }

  /// Runs `program` to its end; `meanwhile` sees it running.
  private func run(
    _ arguments: [String], of program: URL = programs.appending(path: "chapter-lime"),
    meanwhile: (Process) throws -> Void = { _ in }
  ) throws -> Ending {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    let errors = Pipe()
    process.standardError = errors
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    try meanwhile(process)
    let message = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Ending(
      status: process.terminationStatus, message: String(decoding: message, as: UTF8.self))
  }

  private var written: [String] {
    (FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String] ?? []).sorted()
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
  ])
  func `a wrong option is refused with its name, and status 64`(
    arguments: [String], words: String
  ) throws {
    let ending = try run(arguments)
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
    let ending = try run(arguments, of: Self.programs.appending(path: "bench"))
    #expect(ending.status == 64)
    #expect(ending.message.contains(words), "\(ending.message)")
  }

  @Test func `an output folder that cannot be made is refused before the work`() throws {
    let file = folder.appending(path: "file")
    try Data().write(to: file)
    let ending = try run(["--output", file.appending(path: "below").path])
    #expect(ending.status != 0)
    #expect(ending.message.contains("--output"), "\(ending.message)")
    #expect(written == ["file"])
  }

  @Test func `an interrupt in the middle leaves nothing behind`() throws {
    let ending = try run(["--output", folder.path, "--quiet"]) { process in
      Thread.sleep(forTimeInterval: 1)
      process.interrupt()
    }
    #expect(ending.status == 130)
    #expect(ending.message.contains("nothing was written"), "\(ending.message)")
    #expect(written.isEmpty)
  }

  @Test func `damaged data end the run with the file's name`() throws {
    let name = "glass-box_Datasets.resources"
    try FileManager.default.copyItem(
      at: Self.programs.appending(path: "chapter-lime"),
      to: folder.appending(path: "chapter-lime"))
    try FileManager.default.copyItem(
      at: Self.programs.appending(path: name), to: folder.appending(path: name))
    let sheet = folder.appending(path: name + "/Resources/Garden/train-1.png")
    try Data(contentsOf: sheet).prefix(50_000).write(to: sheet)
    let before = written
    let ending = try run(
      ["--output", folder.appending(path: "book").path, "--quiet"],
      of: folder.appending(path: "chapter-lime"))
    #expect(ending.status == 1)
    #expect(ending.message.contains("train-1.png"), "\(ending.message)")
    #expect(written == before)
  }
}
