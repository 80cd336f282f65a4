import Foundation
import TestSupport
import Testing

/// The chapters that also explain a reader's own picture, run as a reader runs them.
@Suite(.serialized) struct `A picture of the reader's own, in a chapter` {
  private static let chapters = ["cam", "gradcam", "lime", "rise"].filter {
    House.text("chapters/\($0)/main.swift")?.contains("var picture: String?") == true
  }
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let picture = HandMadePNG(width: 2, height: 1, .grey, [9, 200]).bytes
    try Data(picture).write(to: folder / "own.png")
    try Data(picture.prefix(50)).write(to: folder / "cut.png")
    try Data([0xff, 0xd8, 0xff]).write(to: folder / "photo.png")
    try Data(HandMadePNG(width: 20_000, height: 20_000, .color, []).bytesWithoutPixels)
      .write(to: folder / "huge.png")
  }

  @Test func `can be brought to at least two`() {
    #expect(Self.chapters.count >= 2)
  }

  @Test(
    arguments: chapters,
    [
      (["--picture", "no.png"], 1, "no.png: there is no such file."),
      (["--picture", "."], 1, ".: this is a folder or a device and not a file."),
      (["--picture", "cut.png"], 1, "cut.png: the PNG picture is damaged, noticed at byte"),
      (["--picture", "photo.png"], 1, "photo.png: this is a JPEG picture and no PNG picture."),
      (["--picture", "huge.png"], 1, "huge.png: its 20000 x 20000 pixels are too many:"),
      (["--picture", ""], 64, "no file is named"),
      (["--picture", "own.png", "--image", "3"], 64, "leave it out with --picture FILE"),
      (["--picture", "own.png", "--check"], 64, "made without --picture own.png"),
      (["--picture", "own.png", "--record-seeds"], 64, "made without --picture own.png"),
    ])
  func `that cannot be used is told at once, with a status, and nothing is written`(
    chapter: String, refused: (arguments: [String], status: Int32, words: String)
  ) throws {
    let program = try BuiltProgram("chapter-" + chapter)
    let before = folder.names
    let output = refused.status == 1 ? ["--output", "out"] : []
    let ending = try program.run(refused.arguments + output, in: folder.url)
    #expect(ending.status == refused.status, "\(ending.message)")
    #expect(ending.message.contains(refused.words), "\(ending.message)")
    #expect(folder.names == before)
  }
}
