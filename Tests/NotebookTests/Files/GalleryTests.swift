import Foundation
import Graphics
import Notebook
import Numerics
import Testing

struct GalleryTests {
  private let toy: ToyPackage
  private let destination: Destination
  private let orange = Square().drawing(width: 100)

  init() throws {
    toy = try ToyPackage()
    destination = .book(at: toy.root, chapter: "toy")
  }

  private func gallery(_ label: String, _ drawing: Drawing) throws -> Gallery {
    var gallery = try Gallery(destination: destination)
    _ = try gallery.add(drawing, label: label, format: .svg)
    return gallery
  }

  /// The changes that a run would make that draws an orange square named `a`.
  private func changes() throws -> [FileChange] { try gallery("a", orange).changes() }

  @Test func `Digests are written sorted by the names of the files`() throws {
    var gallery = try gallery("b", orange)
    _ = try gallery.add(orange, label: "a", format: .png)
    let changes = try gallery.changes()
    let text = String(decoding: try #require(changes.last?.bytes), as: UTF8.self)
    #expect(text.hasPrefix("{\n  \"a.png\" : {\n    \"drawing\" : \"\(orange.digest)\","))
    let digests = try JSONDecoder().decode(
      [String: Gallery.Fingerprints].self, from: Data(text.utf8))
    let svg = try #require(changes.first { $0.path == "figures/toy/b.svg" }?.bytes)
    #expect(
      digests["b.svg"]
        == Gallery.Fingerprints(drawing: orange.digest, file: FowlerNollVo(svg).hexadecimal))
    #expect(digests.count == 2)
  }

  @Test func `A figure is rendered only if it is new, changed or missing`() throws {
    let writer = PageWriter(root: toy.root)
    let path = "figures/toy/a.svg"
    #expect(try writer.apply(changes()).contains(path))
    #expect(try changes().map(\.path) == ["figures/toy/digests.json"])
    let black = Square(color: Color(hex: 0)).drawing(width: 100)
    #expect(try gallery("a", black).changes().map(\.path).contains(path))
    try writer.apply([FileChange(path, nil)])
    #expect(try changes().map(\.path).contains(path))
  }

  @Test(arguments: ["emptied", "cut", "swapped", "recoloured", "with a line too many"])
  func `A file that is not the one that was written is found and mended`(how: String) throws {
    let writer = PageWriter(root: toy.root)
    let path = "figures/toy/a.svg"
    let black = Square(color: Color(hex: 0)).drawing(width: 100)
    var both = try gallery("a", orange)
    _ = try both.add(black, label: "b", format: .svg)
    try writer.apply(both.changes())
    let (right, files) = (try toy.text(path), toy.files)
    let wrong =
      switch how {
      case "emptied": ""
      case "cut": String(right.dropLast(10))
      case "swapped": try toy.text("figures/toy/b.svg")
      case "recoloured": right.replacing("ff8800", with: "ff8801").replacing("53.3", with: "53.4")
      default: right + "\n"
      }
    try #require(wrong != right)
    try toy.write(wrong, to: path)
    var again = try gallery("a", orange)
    _ = try again.add(black, label: "b", format: .svg)
    #expect(try writer.differing(again.changes()).map(\.path) == [path])
    try writer.apply(again.changes())
    #expect(try toy.text(path) == right)
    #expect(toy.files == files)
  }

  @Test func `A file that other fonts or another Cairo made is left as it is`() throws {
    let writer = PageWriter(root: toy.root)
    try writer.apply(changes())
    let theirs = "<svg>as another machine renders it</svg>"
    let record = [
      "a.svg": Gallery.Fingerprints(
        drawing: orange.digest, file: FowlerNollVo(Array(theirs.utf8)).hexadecimal)
    ]
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try toy.write(theirs, to: "figures/toy/a.svg")
    try toy.write(
      String(decoding: encoder.encode(record), as: UTF8.self) + "\n", to: "figures/toy/digests.json"
    )
    #expect(try writer.apply(changes()) == [])
    #expect(try toy.text("figures/toy/a.svg") == theirs)
  }

  @Test func `Figures that are no longer drawn are removed, other files stay`() throws {
    try PageWriter(root: toy.root).apply(changes())
    for name in ["notes.txt", "mine.svg"] { try toy.write("mine", to: "figures/toy/\(name)") }
    let changes = try gallery("b", orange).changes()
    #expect(changes.filter { $0.bytes == nil }.map(\.path) == ["figures/toy/a.svg"])
    let none = try Gallery(destination: destination).changes()
    #expect(none.map(\.path) == ["figures/toy/a.svg", "figures/toy/digests.json"])
    #expect(none.allSatisfy { $0.bytes == nil })
  }

  @Test func `Damaged digests only cost a rendering`() throws {
    try PageWriter(root: toy.root).apply(changes())
    try toy.write("{", to: "figures/toy/digests.json")
    #expect(try changes().map(\.path).contains("figures/toy/a.svg"))
  }

  @Test func `What is there and cannot be read is not taken for missing`() throws {
    try toy.write("", to: "figures")
    #expect(try Gallery(destination: destination).changes() == [])
    try FileManager.default.removeItem(at: toy.root.appending(path: "figures"))
    try FileManager.default.createDirectory(
      at: toy.root.appending(path: "figures"), withIntermediateDirectories: true)
    try toy.write("", to: "figures/toy")
    let gallery = try Gallery(destination: destination)
    let stop = try #require(throws: Stop.self) { try gallery.changes() }
    #expect(stop.message.contains("figures/toy could not be read: Not a directory."))
  }
}
