import Foundation
import Notebook
import Testing

/// What a killed run leaves behind, and who may clear it away.
@Suite(.serialized)
struct DraftTests {
  private let toy: ToyPackage
  private let writer: PageWriter
  private let changes = [
    FileChange("figures/toy/a.svg", Array("a".utf8)),
    FileChange("figures/toy/b.svg", Array("b".utf8)),
  ]

  init() throws {
    toy = try ToyPackage()
    writer = PageWriter(root: toy.root)
  }

  private var drafts: [String] { toy.files.filter { $0.hasSuffix(".draft") } }

  @Test func `The drafts of a run that was killed are removed by the next`() async throws {
    let path = toy.root.path
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      var writer = PageWriter(root: URL(filePath: path))
      writer.write = { file, data in
        try file.write(contentsOf: data)
        kill(getpid(), SIGKILL)
      }
      try writer.apply([FileChange("figures/toy/b.svg", [1])])
    }
    #expect(drafts.count == 1)
    try writer.apply(changes)
    #expect(drafts == [])
    #expect(try toy.text("figures/toy/b.svg") == "b")
  }

  @Test func `They are removed too when nothing else is to be done`() throws {
    try writer.apply(changes)
    try toy.write("half", to: "figures/toy/.a.svg.99999.draft")
    #expect(try writer.apply(changes) == [])
    #expect(drafts == [])
  }

  @Test func `A draft of a run that lives stays`() throws {
    var slow = writer
    let (usual, changes, other) = (slow.write, changes, writer)
    slow.write = { file, data in
      try usual(file, data)
      try other.apply([FileChange("figures/toy/c.svg", Array("c".utf8))])
    }
    try slow.apply(changes)
    #expect(try changes.map { try toy.text($0.path) } == ["a", "b"])
    #expect(drafts == [])
  }

  @Test(arguments: [
    ".a.draft", "a.svg.7.draft", ".notes.7.draft", ".a.svg.x.draft", ".a.svg.7.draft.old",
    ".a.svg.7.swp",
  ])
  func `A foreign file stays`(name: String) throws {
    try writer.apply(changes)
    try toy.write("mine", to: "figures/toy/" + name)
    try writer.apply(changes)
    #expect(try toy.text("figures/toy/" + name) == "mine")
  }

  @Test func `A folder or a link named like a draft stays`() throws {
    try writer.apply(changes)
    let folder = toy.root.appending(path: "figures/toy/.a.svg.7.draft")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try toy.write("mine", to: "figures/toy/.a.svg.7.draft/mine")
    let link = toy.root.appending(path: "figures/toy/.b.svg.7.draft")
    try FileManager.default.createSymbolicLink(
      at: link, withDestinationURL: toy.root.appending(path: "Package.swift"))
    try writer.apply(changes)
    #expect(try toy.text("figures/toy/.a.svg.7.draft/mine") == "mine")
    #expect(try toy.text("figures/toy/.b.svg.7.draft") == "// A package.\n")
  }

  @Test func `Git looks past drafts`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let ignored = try String(contentsOf: root.appending(path: ".gitignore"), encoding: .utf8)
    #expect(ignored.split(separator: "\n").contains(".*.draft"))
  }
}
