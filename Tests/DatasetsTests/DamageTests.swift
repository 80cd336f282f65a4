import Datasets
import Foundation
import Graphics
import TestSupport
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
    #expect(error.problem.contains("the file is missing in"))
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

  @Test func `a mask in colour is told with the pixel`() throws {
    let error = try failure { folder in
      let file = folder / "test-masks-1.png"
      var sheet = try Raster(png: [UInt8](Data(contentsOf: file)))
      sheet.bytes[4 * (5 * 1200 + 48 + 2) + 1] = 77
      try Data(sheet.png()).write(to: file)
    }
    #expect(error.description.hasPrefix("test-masks-1.png: the pixel at column 50, row 5 is not"))
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

  @Test func `a picture that lets something shine through is found`() throws {
    let error = try failure(
      reading: { _ = try $0.tag },
      after: { folder in
        let clear = Array(repeating: UInt8(100), count: 4 * 9 * 9)
        try Data(Raster(width: 9, height: 9, bytes: clear).png()).write(to: folder / "tag.png")
      })
    #expect(error.description.hasPrefix("tag.png: the picture has pixels that are not opaque"))
  }
}

extension URL {
  static func / (folder: URL, name: String) -> URL { folder.appending(path: name) }
}

/// The error from reading a copy of the test set after `damage` was done to it.
func failure(
  reading: (ToyGarden) throws -> Void = { _ = try $0.test },
  after damage: (URL) throws -> Void
) throws -> DatasetError {
  let folder = try TemporaryFolder()
  for name in try FileManager.default.contentsOfDirectory(atPath: bundledFolder.path) {
    try FileManager.default.copyItem(at: bundledFolder / name, to: folder / name)
  }
  try damage(folder.url)
  let garden = try ToyGarden.load(from: folder.url)
  return try #require(#expect(throws: DatasetError.self) { try reading(garden) })
}
