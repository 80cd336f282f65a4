import Foundation
import Graphics
import TestSupport
import Testing

@Suite struct `PNG files are read and written` {
  private struct Case: Decodable {
    var name: String
    var width, height: Int
    var png: Data
    var pixels: [UInt8]
  }

  @Test func `files of every kind give the pixels that they hold`() throws {
    let cases = try Fixture.decode([Case].self, from: "graphics/png.json")
    #expect(cases.count >= 6)
    for item in cases {
      let expected = Raster(width: item.width, height: item.height, bytes: item.pixels)
      #expect(try Raster(png: Array(item.png)) == expected, "\(item.name)")
    }
  }

  @Test func `opaque and empty pixels survive a round trip to the bit`() throws {
    let bytes = (0..<16 * 16).flatMap { pixel -> [UInt8] in
      let value = UInt8(truncatingIfNeeded: pixel &* 7)
      return pixel % 5 == 0 ? [0, 0, 0, 0] : [value, UInt8(pixel), 255 - value, 255]
    }
    let raster = Raster(width: 16, height: 16, bytes: bytes)
    #expect(try Raster(png: raster.png()) == raster)
  }

  @Test func `half transparent pixels change once at most`() throws {
    let bytes = (UInt8.min...UInt8.max).flatMap { alpha -> [UInt8] in [200, alpha, 3, alpha] }
    let once = try Raster(png: Raster(width: 256, height: 1, bytes: bytes).png())
    #expect(try Raster(png: once.png()) == once)
    for pixel in 0..<256 { #expect(once.bytes[4 * pixel + 3] == UInt8(pixel)) }
  }

  @Test func `a damaged file is an error that names the place and a remedy`() throws {
    let whole = try Raster(width: 2, height: 2, bytes: Array(0..<16)).png()
    var flipped = whole
    flipped[60] ^= 0xff
    let damaged: [(bytes: [UInt8], word: String)] = [
      ([], "at byte 0 of 0"), (Array("GIF89a…".utf8), "not those of a PNG file"),
      (Array(whole.prefix(whole.count / 2)), "of \(whole.count / 2)"),
      (Array(whole.prefix(20)), "of 20"), (flipped, "of \(whole.count)"),
    ]
    for (bytes, word) in damaged {
      #expect {
        _ = try Raster(png: bytes)
      } throws: { error in
        guard let error = error as? GraphicsError, case .damagedPNG = error else { return false }
        return error.description.contains(word) && error.description.contains("Restore the file")
      }
    }
  }

  @Test func `a file with any one bit turned is damaged, and memory is not to blame`() throws {
    let whole = try Raster(width: 3, height: 2, bytes: Array(0..<24)).png()
    for byte in whole.indices {
      for bit in 0..<8 {
        var turned = whole
        turned[byte] ^= 1 << bit
        let error = #expect(throws: GraphicsError.self) { try Raster(png: turned) }
        guard case .damagedPNG(_, _, let reason) = error else {
          Issue.record("bit \(bit) of byte \(byte): \(String(describing: error))")
          continue
        }
        #expect(!reason.contains("memory"), "bit \(bit) of byte \(byte)")
      }
    }
  }

  @Test func `a file cut off anywhere is damaged`() throws {
    let whole = try Raster(width: 3, height: 2, bytes: Array(0..<24)).png()
    for count in whole.indices {
      #expect(throws: GraphicsError.self) { try Raster(png: Array(whole.prefix(count))) }
    }
  }

  @Test func `a turned bit is told with the chunk that it is in`() throws {
    var bytes = try Raster(width: 3, height: 2, bytes: Array(0..<24)).png()
    bytes[18] ^= 1
    let error = #expect(throws: GraphicsError.self) { try Raster(png: bytes) }
    #expect(
      error
        == .damagedPNG(
          byte: 8, count: bytes.count,
          reason: "the 13 bytes of the chunk IHDR do not fit its checksum"))
  }

  private struct Damage: Decodable {
    var name, word: String
    var png: Data
  }

  @Test func `what the format forbids is told in its words, though the checksums are right`() throws
  {
    let damages = try Fixture.decode([Damage].self, from: "graphics/damaged.json")
    #expect(damages.count >= 14)
    for damage in damages {
      let error = #expect(throws: GraphicsError.self, "\(damage.name)") {
        try Raster(png: Array(damage.png))
      }
      let words = error?.description ?? ""
      #expect(words.contains(damage.word), "\(damage.name): \(words)")
      #expect(!words.contains("memory"), "\(damage.name): \(words)")
    }
  }
}
