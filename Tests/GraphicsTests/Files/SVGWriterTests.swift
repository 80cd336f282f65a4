import Foundation
import Graphics
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The elements that an XML parser finds in a file.
private final class Outline: NSObject, XMLParserDelegate {
  var elements: [(name: String, attributes: [String: String])] = []

  init?(_ bytes: [UInt8]) {
    super.init()
    let parser = XMLParser(data: Data(bytes))
    parser.delegate = self
    guard parser.parse() else { return nil }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    elements.append((name, attributes))
  }

  /// The attributes of the elements called `name`, in order.
  func all(_ name: String) -> [[String: String]] {
    elements.filter { $0.name == name }.map(\.attributes)
  }
}

/// The elements of the SVG file of a drawing 100 wide and 50 high.
private func outline(of commands: [Drawing.Command]) throws -> Outline {
  let bytes = try Drawing(size: Size(100, 50), commands: commands).svg()
  return try #require(Outline(bytes), "not well-formed: \(String(decoding: bytes, as: UTF8.self))")
}

@Suite struct `A drawing becomes an SVG file` {
  @Test func `the size is in points and the ground is white`() throws {
    let outline = try outline(of: [])
    #expect(outline.elements[0].attributes["width"] == "100pt")
    #expect(outline.elements[0].attributes["viewBox"] == "0 0 100 50")
    #expect(outline.all("rect").first?["fill"] == "#fff")
  }

  @Test func `outlines are steps that end where they should`() throws {
    let path = Path([
      .move(Point(10, 10)), .line(Point(20.004, 10)), .line(Point(20, 15.5)),
      .curve(Point(21, 16), Point(22, 17), Point(19, 18)), .close, .move(Point(1, 2)),
      .line(Point(0, 1)),
    ])
    let outline = try outline(of: [.fill(path, .solid(Color(hex: 0xff_8000, alpha: 0.5)))])
    let attributes = try #require(outline.all("path").first)
    #expect(attributes["d"] == "m10 10h10v5.5c1 .5 2 1.5-1 2.5zm-9-8l-1-1")
    #expect(attributes["fill"] == "#ff8000")
    #expect(attributes["fill-opacity"] == "0.5")
  }

  @Test func `rounded steps do not drift`() throws {
    let points = (0...3000).map { Point(Double($0) * 0.0333, Double($0) * 0.0049) }
    let outline = try outline(of: [.stroke(.lines(points), Stroke(Color(hex: 0)))])
    let data = try #require(outline.all("path").first?["d"])
    var x = 0.0
    for step in data.matches(of: /([mlhv])(-?[0-9.]+)/) where step.1 != "v" {
      x += Double(step.2) ?? .nan
    }
    #expect(abs(x - 99.9) < 0.011)
  }

  @Test func `equal letters are one outline, used again`() throws {
    let outline = try outline(of: [.text("A AA", Point(10, 20), TextStyle())])
    let name = try #require(outline.all("path").first?["id"])
    #expect(outline.all("path").count == 1)
    #expect(outline.all("use").map { $0["xlink:href"] } == ["#\(name)", "#\(name)", "#\(name)"])
  }

  @Test func `an outline and its line are one element`() throws {
    let square = Path.rectangle(Rectangle(x: 1, y: 1, width: 5, height: 5))
    let outline = try outline(of: [
      .fill(square, .solid(Color(hex: 0xff_0000))), .stroke(square, Stroke(Color(hex: 0x00_ff00))),
    ])
    #expect(outline.all("path").count == 1)
    #expect(outline.all("path").first?["stroke"] == "#00ff00")
  }

  @Test func `clips, blends and fading become definitions and attributes`() throws {
    let square = Path.rectangle(Rectangle(x: 0, y: 0, width: 5, height: 5))
    let stops = [Paint.Stop(0, Color(hex: 0)), Paint.Stop(1, Color(hex: 0xff_ffff, alpha: 0))]
    let outline = try outline(of: [
      .group(
        [
          .fill(square, .linear(from: Point(0, 0), to: Point(5, 0), stops: stops)),
          .fill(square, .radial(center: Point(0, 0), radius: 5, stops: stops)),
        ], transform: .scale(2, 3), clip: square, opacity: 0.25)
    ])
    let group = try #require(outline.all("g").first)
    #expect(group["transform"] == "matrix(2 0 0 3 0 0)")
    #expect(group["opacity"] == "0.25")
    let clip = try #require(outline.all("clipPath").first?["id"])
    #expect(outline.all("g").contains { $0["clip-path"] == "url(#\(clip))" })
    #expect(outline.all("linearGradient").count == 1)
    #expect(outline.all("radialGradient").count == 1)
    #expect(outline.all("stop").last?["stop-opacity"] == "0")
  }

  @Test func `a raster is a PNG that holds its pixels, enlarged`() throws {
    let pixels = Raster(width: 1, height: 1, bytes: [9, 8, 7, 255])
    let frame = Rectangle(x: 3, y: 4, width: 2, height: 2)
    let outline = try outline(of: [.raster(pixels, frame, smooth: false)])
    let image = try #require(outline.all("image").first)
    #expect((image["x"], image["y"], image["width"]) == ("3", "4", "2"))
    let text = try #require(image["xlink:href"]?.split(separator: ",").last)
    let png = try #require(Data(base64Encoded: String(text)))
    #expect(try Raster(png: Array(png)) == pixels.repeated(8))
  }

  @Test func `the same drawing gives the same bytes in one process`() throws {
    let commands: [Drawing.Command] = [
      .text("Same bytes", Point(10, 20), TextStyle()),
      .raster(
        Raster(width: 1, height: 1, bytes: [1, 2, 3, 255]),
        Rectangle(x: 0, y: 0, width: 9, height: 9), smooth: true),
    ]
    let drawing = Drawing(size: Size(100, 50), commands: commands)
    #expect(try drawing.svg() == drawing.svg())
  }

  @Test func `nothing in a text breaks the file`() throws {
    _ = try outline(of: [.text("a < b & \"c\" ]]> σ", Point(1, 9), TextStyle())])
  }

  @Test(arguments: 0...10) func `base 64 is what Foundation writes`(count: Int) {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 97 + 200) }
    #expect(base64(bytes) == Data(bytes).base64EncodedString())
  }
}
