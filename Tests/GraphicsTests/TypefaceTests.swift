import Graphics
import Testing

/// Letters of which no typeface that this machine may have has all: Inter has the Vietnamese one,
/// Nanum the Korean one.
private let mixed = "\u{1eed}가"

/// Whether this machine has a typeface for each of the letters.
private func hasTypefaces(for letters: String) -> Bool {
  letters.allSatisfy { letter in
    var drawing = Drawing(size: Size(10, 10))
    drawing.text(String(letter), at: Point(0, 9))
    return (try? drawing.svg()) != nil
  }
}

@Suite struct `Every letter is drawn in a typeface that has it` {
  /// The pixels of a text that starts at the left edge.
  private func raster(_ text: String, width: Double = 60) throws -> Raster {
    var drawing = Drawing(size: Size(width, 30))
    drawing.text(text, at: Point(0, 22), TextStyle(size: 20))
    return try drawing.raster()
  }

  /// How dark each column of pixels is.
  private func columns(_ raster: Raster) -> [Int] {
    (0..<raster.width).map { column in
      (0..<raster.height).reduce(0) { $0 + Int(raster.bytes[4 * ($1 * raster.width + column) + 3]) }
    }
  }

  @Test(.enabled(if: hasTypefaces(for: mixed)))
  func `a text of two scripts looks like its letters one after the other`() throws {
    let both = columns(try raster(mixed))
    let first = columns(try raster(String(mixed.prefix(1))))
    let second = columns(try raster(String(mixed.suffix(1))))
    // The first letter stands where it stands alone; behind it the ink is that of the second one,
    // which may start between two pixels: 2 % of the ink.
    let width = try #require(first.lastIndex { $0 > 0 }) + 1
    #expect(both.prefix(width) == first.prefix(width))
    let (ink, expected) = (both.dropFirst(width).reduce(0, +), second.reduce(0, +))
    #expect(abs(ink - expected) < expected / 50, "\(ink) is not \(expected)")
  }

  @Test(.enabled(if: hasTypefaces(for: mixed)))
  func `the anchor takes all scripts into account`() throws {
    func inked(_ anchor: TextStyle.Anchor, at x: Double) throws -> [Int] {
      var drawing = Drawing(size: Size(100, 30))
      drawing.text(mixed, at: Point(x, 22), TextStyle(size: 20, anchor: anchor))
      let columns = columns(try drawing.raster())
      return columns.indices.filter { columns[$0] > 0 }
    }
    let (start, end) = (try inked(.start, at: 50), try inked(.end, at: 50))
    #expect(try #require(start.first) >= 50)
    #expect(try #require(end.last) <= 50)
    #expect(abs(start.count - end.count) <= 2)
  }

  @Test(arguments: ["a\u{10fffd}b", "new\nline", "nul\u{0}"])
  func `a letter that no typeface has is an error that names it`(text: String) throws {
    var drawing = Drawing(size: Size(10, 10))
    drawing.text(text, at: Point(0, 9))
    let letter = try #require(text.unicodeScalars.first { $0.value < 32 || $0.value > 0xffff })
    let digits = String(letter.value, radix: 16, uppercase: true)
    let name = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    for render in [Drawing.svgFile, Drawing.pngFile, Drawing.pdfFile] {
      let error = #expect(throws: GraphicsError.self) { try render(drawing) }
      guard case .missingLetters = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
      #expect(error?.description.contains(name) == true, "\(String(describing: error))")
      #expect(error?.description.contains("Install a font") == true)
    }
  }

  @Test func `the list of what is drawn asks no font`() {
    var drawing = Drawing(size: Size(10, 10))
    drawing.text("\u{10fffd}", at: Point(0, 9))
    #expect(drawing.canonicalText.contains("text 0,9 8"))
  }
}

extension Drawing {
  fileprivate static func svgFile(_ drawing: Drawing) throws -> [UInt8] { try drawing.svg() }
  fileprivate static func pngFile(_ drawing: Drawing) throws -> [UInt8] { try drawing.png() }
  fileprivate static func pdfFile(_ drawing: Drawing) throws -> [UInt8] { try drawing.pdf() }
}
