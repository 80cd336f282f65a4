import Foundation
import TestSupport
import Testing

/// `make-garden`, run as a contributor runs it: it replaces what it wrote itself and nothing else.
@Suite(.serialized) struct MakeGardenProcessTests {
  private let folder: TemporaryFolder
  private let program: BuiltProgram

  /// The garden of the package.
  private static let bundled = House.root.appending(path: "Sources/Datasets/Resources/Garden")

  init() throws {
    folder = try TemporaryFolder()
    program = try BuiltProgram("make-garden")
  }

  private var garden: URL { folder / "Garden" }

  private func run(meanwhile: (Process) throws -> Void = { _ in }) throws -> BuiltProgram.Ending {
    try program.run(["--output", garden.path], in: folder.url, meanwhile: meanwhile)
  }

  private func content(of place: URL) throws -> [String: Data] {
    let names = try FileManager.default.contentsOfDirectory(atPath: place.path)
    return try Dictionary(
      uniqueKeysWithValues: names.map { ($0, try Data(contentsOf: place.appending(path: $0))) })
  }

  private func write(_ text: String, to name: String) throws {
    try FileManager.default.createDirectory(at: garden, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: garden.appending(path: name))
  }

  @Test func `a folder with files of the user's is refused, whatever they are called`() throws {
    try write("my,own\n", to: "train.csv")
    try write("dear diary", to: "notes.txt")
    let before = try content(of: garden)
    let ending = try run()
    #expect(ending.status == 64)
    #expect(
      ending.message.contains("holds what make-garden did not write: notes.txt, train.csv"),
      "\(ending.message)")
    #expect(try content(of: garden) == before)
    #expect(folder.names.count == 3)
  }

  @Test func `a garden with one file changed by hand is refused, and the file named`() throws {
    try FileManager.default.copyItem(at: Self.bundled, to: garden)
    try write("image\n7\n", to: "tagged.csv")
    let before = try content(of: garden)
    let ending = try run()
    #expect(ending.status == 64)
    #expect(ending.message.contains("did not write: tagged.csv. Nothing"), "\(ending.message)")
    #expect(try content(of: garden) == before)
  }

  @Test func `a record that cannot be read is no permission`() throws {
    try FileManager.default.copyItem(at: Self.bundled, to: garden)
    try write("file;digest\n", to: "make-garden.csv")
    let before = try content(of: garden)
    let ending = try run()
    #expect(ending.status == 1)
    #expect(ending.message.contains("make-garden.csv:1:1: the header is"), "\(ending.message)")
    #expect(try content(of: garden) == before)
  }

  @Test func `a file in the place of the folder is refused`() throws {
    try Data("mine".utf8).write(to: garden)
    #expect(try run().message.contains("is no folder"))
    #expect(try Data(contentsOf: garden) == Data("mine".utf8))
  }

  /// Makes the garden one of an older make-garden: two files are others, one of which is no more.
  private func makeOlder() throws {
    try FileManager.default.copyItem(at: Self.bundled, to: garden)
    let record = try String(contentsOf: garden.appending(path: "make-garden.csv"), encoding: .utf8)
    // The digest of the one letter `a`, from the definition of FNV-1a.
    let older = ["old.csv", "tagged.csv"].map { "\($0),af63dc4c8601ec8c\n" }.joined()
    try write(record + older, to: "make-garden.csv")
    try write("a", to: "tagged.csv")
    try write("a", to: "old.csv")
  }

  @Test
  func `killed while it replaces an older garden it loses nothing; the next run completes it`()
    throws
  {
    try makeOlder()
    try write("hidden", to: ".hidden")
    // Drafts go where a package is built.
    try FileManager.default.createDirectory(
      at: folder / ".build", withIntermediateDirectories: true)
    let record = garden.appending(path: "make-garden.csv")
    let before = try Data(contentsOf: record)
    _ = try run { process in
      // The record comes first; what follows takes longer than this loop.
      while process.isRunning, (try? Data(contentsOf: record)) == before { usleep(200) }
      kill(process.processIdentifier, SIGKILL)
    }
    let names = try content(of: garden).keys
    #expect(names.filter { $0.hasPrefix(".") } == [".hidden"], "\(names.sorted())")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
        == [".build", "Garden"])
    let ending = try run()
    #expect(ending.status == 0, "\(ending.message)")
    var expected = try content(of: Self.bundled)
    expected[".hidden"] = Data("hidden".utf8)
    #expect(try content(of: garden) == expected)
  }
}
