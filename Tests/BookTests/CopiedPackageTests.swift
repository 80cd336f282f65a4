import Foundation
import TestSupport
import Testing

/// A built package that was copied: its programs lie in the copy, and know the original's path.
@Suite(.serialized) struct CopiedPackageTests {
  private let copy: URL

  init() throws {
    copy = FileManager.default.temporaryDirectory.appending(path: "glass-box-\(UUID())")
    let programs = copy.appending(path: ".build/debug")
    try FileManager.default.createDirectory(at: programs, withIntermediateDirectories: true)
    for name in ["Package.swift", "Sources", "chapters"] {
      try FileManager.default.copyItem(
        at: House.root.appending(path: name), to: copy.appending(path: name))
    }
    try FileManager.default.copyItem(
      at: BuiltProgram("chapter-taxonomy").file,
      to: programs.appending(path: "chapter-taxonomy"))
  }

  /// Runs the copied chapter with a knob turned, until it says why it cannot.
  private func complaint() throws -> String {
    defer { try? FileManager.default.removeItem(at: copy) }
    let program = BuiltProgram(copy.appending(path: ".build/debug/chapter-taxonomy"))
    let ending = try program.run(["--seed", "2", "--quiet"])
    #expect(ending.status == 1)
    return ending.message
  }

  @Test func `The program writes into the copy, not where it was built`() throws {
    // What stands in the way there is met there.
    try Data().write(to: copy.appending(path: "my-runs"))
    let said = try complaint()
    #expect(said.contains("my-runs is not a folder"), "\(said)")
    #expect(said.contains(copy.lastPathComponent), "\(said)")
  }

  @Test(arguments: ["chapters/taxonomy/main.swift", "Sources/Models/Tables/DecisionTree.swift"])
  func `The program refuses to speak for a source that it was not compiled from`(
    path: String
  ) throws {
    let source = copy.appending(path: path)
    try (String(contentsOf: source, encoding: .utf8) + "// More.\n")
      .write(to: source, atomically: false, encoding: .utf8)
    let said = try complaint()
    #expect(said.contains("compiled before \(path) changed"), "\(said)")
    #expect(said.contains("swift build"), "\(said)")
  }
}
