import Foundation
import TestSupport
import Testing

/// The chapter that also explains a reader's own table, run as a reader runs it.
@Suite(.serialized) struct `A table of the reader's own` {
  private let folder: TemporaryFolder
  private let chapter: BuiltProgram

  init() throws {
    folder = try TemporaryFolder()
    chapter = try BuiltProgram("chapter-lime-tables")
    let lines = (0..<60).map { "\($0 * 7 % 60),\($0 % 3 == 0 ? "red" : "blue"),\($0 % 2)\n" }
    try Data(("size,colour,sold\n" + lines.joined()).utf8).write(to: folder / "own.csv")
  }

  @Test func `is explained, and nothing is written`() throws {
    let ending = try chapter.run(
      ["--csv", "own.csv", "--target", "sold", "--row", "60"], in: folder.url)
    #expect(ending.status == 0, "\(ending.message)")
    #expect(ending.message.isEmpty)
    #expect(folder.names == ["own.csv"])
  }

  @Test(arguments: [
    (["--csv", "no.csv", "--target", "sold"], 1, "no.csv: there is no such file."),
    (["--csv", "own.csv", "--target", "sald"], 1, "Did you mean `sold`?"),
    (["--csv", "own.csv", "--target", "sold", "--row", "61"], 1, "Ask about a row of 1 to 60."),
    (["--csv", "own.csv", "--target", "sold", "--numeric", "colour"], 1, "own.csv:2: `red`"),
    (["--csv", "own.csv", "--target", "sold", "--quiet"], 64, "leave out --quiet."),
  ])
  func `that cannot be used is told in words, with a status`(
    arguments: [String], status: Int32, words: String
  ) throws {
    let ending = try chapter.run(arguments, in: folder.url)
    #expect(ending.status == status)
    #expect(ending.message.contains(words), "\(ending.message)")
    #expect(folder.names == ["own.csv"])
  }
}
