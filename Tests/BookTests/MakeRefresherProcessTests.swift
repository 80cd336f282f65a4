import Foundation
import TestSupport
import Testing

/// `make-refresher`, run on a copy of its page: a number that the library refutes stops it.
@Suite(.serialized) struct MakeRefresherProcessTests {
  private let folder: TemporaryFolder
  private let program: BuiltProgram

  init() throws {
    folder = try TemporaryFolder()
    program = try BuiltProgram("make-refresher")
    let manager = FileManager.default
    try manager.createDirectory(at: folder / "book/front", withIntermediateDirectories: true)
    try manager.createDirectory(at: folder / "figures", withIntermediateDirectories: true)
    for path in ["book/front/refresher.md", "figures/refresher"] {
      try manager.copyItem(at: House.root.appending(path: path), to: folder / path)
    }
  }

  private func check() throws -> BuiltProgram.Ending {
    try program.run(["--check", "--output", folder.url.path], in: folder.url)
  }

  @Test func `the page and its figure are as the library has them`() throws {
    let ending = try check()
    #expect(ending.status == 0, "\(ending.message)")
  }

  @Test(arguments: [
    ("says 1.25", "says 1.24", "it does not say: Put the middle to 0:"),
    ("two probabilities", "2 probabilities", "has not computed this number of it: 2"),
    ("two probabilities", "two (0.9) probabilities", "has not computed this number of it: 0.9"),
  ])
  func `a number that the library does not compute is named`(
    old: String, new: String, complaint: String
  ) throws {
    let page = folder / "book/front/refresher.md"
    let text = try String(contentsOf: page, encoding: .utf8)
    try #require(text.contains(old))
    try Data(text.replacing(old, with: new).utf8).write(to: page)
    let ending = try check()
    #expect(ending.status != 0)
    #expect(ending.message.contains(complaint), "\(ending.message)")
  }

  @Test func `a figure that somebody drew over is found`() throws {
    try Data("<svg/>".utf8).write(to: folder / "figures/refresher/network.svg")
    let ending = try check()
    #expect(ending.status != 0)
    #expect(ending.message.contains("figures/refresher/network.svg"), "\(ending.message)")
  }
}
