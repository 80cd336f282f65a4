import Graphics
import Testing

/// A picture with one command of each kind.
private let everything: Drawing = {
  var drawing = Drawing(size: Size(60, 40))
  let blend = [Paint.Stop(0, Color(hex: 0xff_0000)), Paint.Stop(1, Color(hex: 0x00_00ff))]
  drawing.commands = [
    .fill(
      .ellipse(center: Point(10, 10), radiusX: 8, radiusY: 6),
      .linear(from: Point(2, 0), to: Point(18, 0), stops: blend)),
    .fill(
      .rectangle(Rectangle(x: 20, y: 2, width: 10, height: 10)),
      .radial(center: Point(25, 7), radius: 5, stops: blend)),
    .group(
      [.fill(.rectangle(Rectangle(x: 0, y: 0, width: 20, height: 20)), .solid(Color(hex: 0)))],
      transform: .translation(35, 5), clip: .ellipse(center: Point(8, 8), radiusX: 7, radiusY: 7),
      opacity: 0.5),
  ]
  drawing.line(from: Point(0, 39), to: Point(60, 30), Stroke(Color(hex: 0), dashes: [3, 1]))
  drawing.text("a < b & \"c\"", at: Point(30, 30), TextStyle(anchor: .middle, rotation: 10))
  drawing.raster(
    Raster(width: 1, height: 2, bytes: [255, 0, 0, 255, 0, 255, 0, 128]),
    in: Rectangle(x: 5, y: 20, width: 8, height: 8))
  return drawing
}()

@Suite struct `A drawing becomes pixels` {
  @Test(arguments: [(1.0, 60, 40), (2.0, 120, 80), (1.01, 61, 41)])
  func `the size is that of the drawing, times the scale, rounded up`(
    scale: Double, width: Int, height: Int
  ) throws {
    let raster = try everything.raster(scale: scale)
    #expect((raster.width, raster.height) == (width, height))
  }

  @Test func `the ground of a raster is transparent, that of a PNG white`() throws {
    let empty = Drawing(size: Size(2, 1))
    #expect(try empty.raster().bytes == [UInt8](repeating: 0, count: 8))
    #expect(try Raster(png: empty.png(scale: 1)).bytes == [UInt8](repeating: 255, count: 8))
  }

  @Test func `a filled rectangle covers its pixels and no others`() throws {
    var drawing = Drawing(size: Size(4, 3))
    drawing.fill(.rectangle(Rectangle(x: 1, y: 1, width: 2, height: 1)), Color(hex: 0x12_3456))
    let bytes = try drawing.raster().bytes
    for pixel in 0..<12 {
      let isInside = pixel == 5 || pixel == 6
      #expect(
        Array(bytes[4 * pixel..<4 * pixel + 4]) == (isInside ? [18, 52, 86, 255] : [0, 0, 0, 0]))
    }
  }

  @Test func `the pixels of a raster stay sharp squares`() throws {
    let pixels = Raster(width: 2, height: 1, bytes: [255, 0, 0, 255, 0, 0, 255, 255])
    var drawing = Drawing(size: Size(8, 4))
    drawing.raster(pixels, in: Rectangle(x: 0, y: 0, width: 8, height: 4))
    let shown = try drawing.raster(scale: 2)
    for column in 0..<16 {
      #expect(
        Array(shown.bytes[4 * column..<4 * column + 3])
          == (column < 8 ? [255, 0, 0] : [0, 0, 255]))
    }
  }

  @Test func `a smooth raster blends`() throws {
    let pixels = Raster(width: 2, height: 1, bytes: [255, 0, 0, 255, 0, 0, 255, 255])
    var drawing = Drawing(size: Size(8, 4))
    drawing.raster(pixels, in: Rectangle(x: 0, y: 0, width: 8, height: 4), smooth: true)
    let shown = try drawing.raster()
    #expect(shown.bytes[4 * 4] > 20 && shown.bytes[4 * 4 + 2] > 20)
  }

  @Test func `a group fades as a whole and is cut at its clip`() throws {
    var drawing = Drawing(size: Size(4, 1))
    let square = Path.rectangle(Rectangle(x: 0, y: 0, width: 3, height: 1))
    drawing.commands = [
      .group(
        [.fill(square, .solid(Color(hex: 0))), .fill(square, .solid(Color(hex: 0)))],
        transform: .translation(1, 0),
        clip: .rectangle(Rectangle(x: 0, y: 0, width: 2, height: 1)), opacity: 0.5)
    ]
    let bytes = try drawing.raster().bytes
    let opacities = (0..<4).map { bytes[4 * $0 + 3] }
    #expect(opacities[0] == 0 && opacities[3] == 0)
    #expect((127...128).contains(opacities[1]) && opacities[1] == opacities[2])
  }

  @Test(arguments: [TextStyle.Anchor.start, .middle, .end])
  func `a text lies where its anchor says`(anchor: TextStyle.Anchor) throws {
    var drawing = Drawing(size: Size(100, 20))
    drawing.text("HHHH", at: Point(50, 15), TextStyle(size: 10, anchor: anchor))
    let raster = try drawing.raster(scale: 2)
    let inked = (0..<raster.width).filter { column in
      (0..<raster.height).contains { raster.bytes[4 * ($0 * raster.width + column) + 3] > 60 }
    }
    let (first, last) = (Double(inked.first ?? -1) / 2, Double(inked.last ?? -1) / 2)
    #expect(last - first > 20)
    // Half a letter of slack: fonts differ.
    let middle = (first + last) / 2
    switch anchor {
    case .start: #expect(first >= 50 && first < 53)
    case .middle: #expect(abs(middle - 50) < 1.5)
    case .end: #expect(last <= 50 && last > 47)
    }
  }

  @Test func `a figure is drawn below what is there`() throws {
    struct Square: Figure {
      func drawing(width: Double) -> Drawing {
        var drawing = Drawing(size: Size(width, width))
        drawing.line(from: Point(0, 0), to: Point(width, width), Stroke(Color(hex: 0)))
        return drawing
      }
    }
    var drawing = Drawing(size: Size(30, 0))
    drawing.draw(Square())
    #expect(drawing.size == Size(30, 30))
    drawing.draw(Square())
    #expect(drawing.size == Size(30, 72))
    #expect(drawing.commands.count == 2)
  }
}

@Suite struct `A drawing becomes a file` {
  @Test func `a PNG file has the signature and comes out the same twice`() throws {
    let png = try everything.png()
    #expect(png.starts(with: [0x89, 0x50, 0x4e, 0x47]))
    #expect(try everything.png() == png)
  }

  @Test func `a PDF file has one page of the right size and comes out the same twice`() throws {
    let pdf = try everything.pdf()
    let text = String(decoding: pdf, as: UTF8.self)
    #expect(text.hasPrefix("%PDF-"))
    #expect(text.contains("/MediaBox [ 0 0 60 40 ]"))
    #expect(try everything.pdf() == pdf)
  }

  @Test(arguments: [Size(0, 10), Size(10, 0), Size(40000, 1)])
  func `a size that no canvas has is an error that says so`(size: Size) throws {
    let drawing = Drawing(size: size)
    #expect { try drawing.png(scale: 1) } throws: { error in
      guard let error = error as? GraphicsError, case .noCanvas = error else { return false }
      return error.description.contains("\(size.width)")
        && error.description.contains("between 1 and 32767 pixels")
    }
  }
}

@Suite struct `Rasters are enlarged before they are embedded` {
  private let pixels = Raster(width: 2, height: 1, bytes: [1, 2, 3, 255, 4, 5, 6, 255])

  @Test func `each pixel becomes a square of equal pixels`() {
    let large = pixels.repeated(3)
    #expect((large.width, large.height) == (6, 3))
    for pixel in 0..<18 {
      let source = pixel % 6 / 3
      #expect(large.bytes[4 * pixel] == pixels.bytes[4 * source])
    }
  }

  @Test(arguments: [(2.0, 8), (20.0, 80), (0.1, 2), (0.7, 8)])
  func `it reaches 288 pixels an inch, at least fourfold, or stays as it is`(
    points: Double, columns: Int
  ) {
    #expect(pixels.enlarged(for: Size(points, points / 2)).width == columns)
  }
}
