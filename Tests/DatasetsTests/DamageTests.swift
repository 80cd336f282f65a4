import Datasets
import Foundation
import Graphics
import Testing

@Suite struct `Damaged files` {
  @Test func `a missing folder is named`() {
    let error = #expect(throws: DatasetError.self) {
      try ToyGarden.load(from: URL(filePath: "/nowhere/garden"))
    }
    #expect(error?.description.hasPrefix("/nowhere/garden: there is no such folder.") == true)
  }

  @Test func `a missing file is named, and the remedy too`() throws {
    let error = try failure { try FileManager.default.removeItem(at: $0 / "test.csv") }
    #expect(error.place == "test.csv")
    #expect(error.problem.contains("may be missing"))
    #expect(error.description.contains("git checkout"))
    #expect(error.description.contains("swift run make-garden"))
  }

  @Test func `a PNG cut short is told with the byte`() throws {
    let error = try failure { folder in
      let file = folder / "test-1.png"
      try Data(contentsOf: file).prefix(70_000).write(to: file)
    }
    #expect(error.place == "test-1.png")
    #expect(error.problem.contains("damaged near byte"))
    #expect(error.problem.contains("of 70000"))
  }

  @Test func `a PNG with a changed byte is found`() throws {
    let error = try failure { folder in
      let file = folder / "test-masks-1.png"
      var bytes = try Data(contentsOf: file)
      bytes[40_000] ^= 0x10
      try bytes.write(to: file)
    }
    #expect(error.place == "test-masks-1.png")
    #expect(error.problem.contains("damaged near byte"))
  }

  @Test func `a file that is no PNG is found`() throws {
    let error = try failure { try Data("GIF89a".utf8).write(to: $0 / "test-1.png") }
    #expect(error.problem.contains("expected a PNG file"))
  }

  @Test func `a sheet of another size is told with both sizes`() throws {
    let error = try failure { folder in
      try Data(Raster(width: 2, height: 1, bytes: Array(repeating: 255, count: 8)).png())
        .write(to: folder / "test-1.png")
    }
    #expect(error.place == "test-1.png")
    #expect(error.problem == "the picture has 2 x 1 pixels; expected 1200 x 960")
  }

  @Test func `a mask with an unknown grey is told with image and pixel`() throws {
    let error = try failure { folder in
      let file = folder / "test-masks-1.png"
      var sheet = try Raster(png: [UInt8](Data(contentsOf: file)))
      for channel in 0..<3 { sheet.bytes[4 * (5 * 1200 + 48 + 2) + channel] = 77 }
      try Data(sheet.png()).write(to: file)
    }
    #expect(error.place == "test-masks, image 1")
    #expect(error.problem.hasPrefix("grey level 77 at column 2, row 5 stands for no part"))
  }

  @Test func `an empty mask is told with the image`() throws {
    let error = try failure { folder in
      let black = Array(repeatElement([0, 0, 0, 255] as [UInt8], count: 1200 * 960).joined())
      try Data(Raster(width: 1200, height: 960, bytes: black).png())
        .write(to: folder / "test-masks-1.png")
    }
    #expect(error.place == "test-masks, image 0")
    #expect(error.problem.contains("is empty"))
  }

  @Test(arguments: tableDamages)
  func `a damaged table is told with line and column`(damage: TableDamage) throws {
    let error = try failure { folder in
      let file = folder / "test.csv"
      var lines = try String(contentsOf: file, encoding: .utf8)
        .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      damage.change(&lines)
      try Data(lines.joined(separator: "\n").utf8).write(to: file)
    }
    #expect(error.place == damage.place)
    #expect(error.problem.contains(damage.problem))
  }

  @Test func `a table that is not text is found`() throws {
    let error = try failure { try Data([0xff, 0xfe, 0x00]).write(to: $0 / "test.csv") }
    #expect(error.description.hasPrefix("test.csv: the file is not text in UTF-8."))
  }

  @Test func `a caption with an unknown word is found`() throws {
    let error = try failure(reading: { _ = try $0.captioned(.test, noise: .all) }) { folder in
      let file = folder / "captions-test.csv"
      let text = try String(contentsOf: file, encoding: .utf8)
      try Data(text.replacingOccurrences(of: "\n3,", with: "\n3,rose").utf8).write(to: file)
    }
    #expect(error.place == "captions-test.csv:5:3")
    #expect(error.problem.contains("unknown name `rose"))
  }
}

/// Something done to the lines of `test.csv`, and the error that must follow.
struct TableDamage: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let place: String
  let problem: String
  let change: @Sendable (inout [String]) -> Void
}

private let tableDamages = [
  TableDamage(
    testDescription: "wrong header", place: "test.csv:1:1", problem: "expected `image,ground"
  ) { $0[0] = "image,ground" },
  TableDamage(
    testDescription: "a column too few", place: "test.csv:4:1",
    problem: "8 columns; expected 9"
  ) { $0[3] = "2,meadow,bee,red,1,1,20,0" },
  TableDamage(
    testDescription: "not a number", place: "test.csv:4:18", problem: "`x` is not a number"
  ) { $0[3] = "2,meadow,bee,red,x,1,20,0,true" },
  TableDamage(
    testDescription: "no finite number", place: "test.csv:4:18",
    problem: "nan is out of range; expected 0.0 to 48.0"
  ) { $0[3] = "2,meadow,bee,red,nan,1,20,0,true" },
  TableDamage(
    testDescription: "out of range", place: "test.csv:4:20",
    problem: "49 is out of range; expected 0.0 to 48.0"
  ) { $0[3] = "2,meadow,bee,red,1,49,20,0,true" },
  TableDamage(
    testDescription: "unknown ground", place: "test.csv:4:3",
    problem: "unknown name `lawn`; expected one of meadow, soil, water, stone"
  ) { $0[3] = "2,lawn,bee,red,1,1,20,0,true" },
  TableDamage(
    testDescription: "unknown creature", place: "test.csv:4:10",
    problem: "unknown name `wasp`; expected one of bee, ladybird"
  ) { $0[3] = "2,meadow,wasp,red,1,1,20,0,true" },
  TableDamage(
    testDescription: "no whole number", place: "test.csv:4:1",
    problem: "`two` is not a whole number"
  ) { $0[3] = "two,meadow,bee,red,1,1,20,0,true" },
  TableDamage(
    testDescription: "rows in another order", place: "test.csv:2:1",
    problem: "1 is out of range; expected 0 to 0"
  ) { $0.swapAt(1, 2) },
  TableDamage(
    testDescription: "a row too few", place: "test.csv:500:1",
    problem: "499 rows; expected 500"
  ) { $0.remove(at: 500) },
]

extension URL {
  fileprivate static func / (folder: URL, name: String) -> URL { folder.appending(path: name) }
}

/// The error from reading a copy of the test set after `damage` was done to it.
private func failure(
  reading: (ToyGarden) throws -> Void = { _ = try $0.test },
  after damage: (URL) throws -> Void
) throws -> DatasetError {
  let folder = FileManager.default.temporaryDirectory
    .appending(path: "garden-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  for name in ["test-1.png", "test-masks-1.png", "test.csv", "captions.png", "captions-test.csv"] {
    try FileManager.default.copyItem(at: bundledFolder / name, to: folder / name)
  }
  try damage(folder)
  let garden = try ToyGarden.load(from: folder)
  return try #require(#expect(throws: DatasetError.self) { try reading(garden) })
}
