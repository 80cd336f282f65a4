import Foundation
import Notebook
import Testing

@Suite(.serialized)
struct PageWriterTests {
  private let toy: ToyPackage
  private let writer: PageWriter
  private let changes = [
    FileChange("chapters/toy/README.md", Array("page".utf8)),
    FileChange("figures/toy/a.svg", Array("a".utf8)),
    FileChange("figures/toy/b.svg", Array("b".utf8)),
  ]

  init() throws {
    toy = try ToyPackage()
    writer = PageWriter(root: toy.root)
  }

  @Test func `All files are written, and nothing else stays`() throws {
    let before = toy.files
    try writer.apply(changes)
    #expect(Set(toy.files).subtracting(before) == Set(changes.map(\.path)))
    #expect(try toy.text("chapters/toy/README.md") == "page")
  }

  @Test func `A file of the same content is left alone`() throws {
    try writer.apply(changes)
    #expect(try writer.apply(changes) == [])
    let one = [changes[0], FileChange("figures/toy/a.svg", Array("new".utf8))]
    #expect(try writer.apply(one) == ["figures/toy/a.svg"])
  }

  @Test func `A stale file is removed`() throws {
    try writer.apply(changes)
    try writer.apply([FileChange("figures/toy/a.svg", nil), FileChange("no/such.svg", nil)])
    #expect(!toy.files.contains("figures/toy/a.svg"))
    #expect(toy.files.contains("figures/toy/b.svg"))
  }

  @Test(arguments: 1...3)
  func `A write that fails leaves everything as it was`(failing: Int) throws {
    try toy.write("old", to: "chapters/toy/README.md")
    let before = toy.files
    var writer = writer
    let usual = writer.write
    var count = 0
    writer.write = { file, data in
      count += 1
      if count == failing {
        try file.write(contentsOf: data.prefix(1))
        throw NSError(domain: NSPOSIXErrorDomain, code: Int(ENOSPC))
      }
      try usual(file, data)
    }
    let stop = try #require(throws: Stop.self) { try writer.apply(changes) }
    #expect(stop.status == 1)
    #expect(stop.message.contains(changes[failing - 1].path))
    #expect(stop.message.contains("No space left on device"))
    #expect(stop.message.contains("Nothing was changed"))
    #expect(toy.files == before)
    #expect(try toy.text("chapters/toy/README.md") == "old")
    #expect(!FileManager.default.fileExists(atPath: toy.root.appending(path: "figures").path))
  }

  @Test func `A rename that fails says what was changed`() throws {
    var writer = writer
    let usual = writer.rename
    writer.rename = { from, to in
      if !to.hasSuffix("b.svg") { return usual(from, to) }
      errno = EIO
      return -1
    }
    let stop = try #require(throws: Stop.self) { try writer.apply(changes) }
    #expect(stop.message.contains("figures/toy/b.svg could not be written"))
    #expect(stop.message.contains("Changed: chapters/toy/README.md, figures/toy/a.svg."))
    #expect(!toy.files.contains { $0.hasSuffix(".draft") })
  }

  @Test func `Drafts lie where they are told to, and none of them stays`() throws {
    try FileManager.default.createDirectory(
      at: toy.root.appending(path: "drafts"), withIntermediateDirectories: false)
    var writer = writer
    writer.drafts = toy.root.appending(path: "drafts")
    let usual = writer.rename
    var folders: Set<String> = []
    writer.rename = { from, to in
      folders.insert(URL(filePath: from).deletingLastPathComponent().lastPathComponent)
      return usual(from, to)
    }
    try writer.apply(changes)
    #expect(folders == ["drafts"])
    #expect(try toy.text("figures/toy/b.svg") == "b")
    #expect(!toy.files.contains { $0.hasPrefix("drafts/") })
  }

  @Test func `A folder in the way is named, and nothing changes`() throws {
    try FileManager.default.createDirectory(
      at: toy.root.appending(path: "figures/toy/b.svg"), withIntermediateDirectories: true)
    let before = toy.files
    let stop = try #require(throws: Stop.self) { try writer.apply(changes) }
    #expect(stop.message.contains("figures/toy/b.svg could not be read: Is a directory."))
    #expect(toy.files == before)
  }

  @Test func `A file that cannot be read is named, and not taken for missing`() throws {
    try writer.apply([changes[1]])
    let loop = toy.root.appending(path: "figures/toy/b.svg")
    try FileManager.default.createSymbolicLink(at: loop, withDestinationURL: loop)
    let stop = try #require(throws: Stop.self) { try writer.apply(changes) }
    #expect(stop.message.contains("figures/toy/b.svg could not be read: "))
    #expect(stop.message.contains("Nothing was changed."))
    #expect(!toy.files.contains("chapters/toy/README.md"))
  }

  @Test func `A path below a regular file is refused before and while writing`() throws {
    try toy.write("", to: "figures")
    let before = toy.files
    for act in [
      { try writer.expectRoom(for: "figures/toy/a.svg") },
      { _ = try writer.apply(changes) },
    ] {
      let stop = try #require(throws: Stop.self) { try act() }
      #expect(stop.message.contains("figures/toy/a.svg could not be written"))
    }
    #expect(toy.files == before)
  }

  @Test func `The system's own limit in the middle of a file leaves nothing behind`() async throws {
    let path = toy.root.path
    let before = toy.files
    await #expect(processExitsWith: .exitCode(3)) { [path = path as String] in
      // A write past this limit fails as on a full disk, with part of the bytes written.
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 1000, rlim_max: 1000)
      #if canImport(Darwin)
        setrlimit(RLIMIT_FSIZE, &limit)
      #else
        setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
      #endif
      let writer = PageWriter(root: URL(filePath: path))
      do throws(Stop) {
        try writer.apply([
          FileChange("new/a.svg", [1]), FileChange("new/b.svg", [UInt8](repeating: 7, count: 5000)),
        ])
      } catch {
        exit(error.message.contains("b.svg could not be written: File too large") ? 3 : 4)
      }
    }
    #expect(toy.files == before)
  }
}
