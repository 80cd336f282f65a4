import Foundation
import Graphics
import Notebook
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
    var gallery = Gallery(destination: destination)
    _ = try gallery.add(drawing, label: label, format: .svg)
    return gallery
  }

  @Test func `Digests are written sorted by the names of the files`() throws {
    var gallery = try gallery("b", orange)
    _ = try gallery.add(orange, label: "a", format: .png)
    let digests = try #require(gallery.changes.last?.bytes)
    #expect(
      String(decoding: digests, as: UTF8.self)
        == "{\n  \"a.png\": \"\(orange.digest)\",\n  \"b.svg\": \"\(orange.digest)\"\n}\n")
  }

  @Test func `A figure is rendered only if it is new, changed or missing`() throws {
    let writer = PageWriter(root: toy.root)
    let path = "figures/toy/a.svg"
    #expect(try writer.apply(gallery("a", orange).changes).contains(path))
    #expect(try gallery("a", orange).changes.map(\.path) == ["figures/toy/digests.json"])
    let black = Square(color: Color(hex: 0)).drawing(width: 100)
    #expect(try gallery("a", black).changes.map(\.path).contains(path))
    try writer.apply([FileChange(path, nil)])
    #expect(try gallery("a", orange).changes.map(\.path).contains(path))
  }

  @Test func `Figures that are no longer drawn are removed, other files stay`() throws {
    try PageWriter(root: toy.root).apply(gallery("a", orange).changes)
    try toy.write("mine", to: "figures/toy/notes.txt")
    let changes = try gallery("b", orange).changes
    #expect(changes.filter { $0.bytes == nil }.map(\.path) == ["figures/toy/a.svg"])
    let none = Gallery(destination: destination).changes
    #expect(none.map(\.path) == ["figures/toy/a.svg", "figures/toy/digests.json"])
    #expect(none.allSatisfy { $0.bytes == nil })
  }

  @Test func `Damaged digests only cost a rendering`() throws {
    try PageWriter(root: toy.root).apply(gallery("a", orange).changes)
    try toy.write("{", to: "figures/toy/digests.json")
    #expect(try gallery("a", orange).changes.map(\.path).contains("figures/toy/a.svg"))
  }
}
