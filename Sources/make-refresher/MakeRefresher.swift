import ArgumentParser
import Foundation
import Notebook
import Plotting

/// Draws the figure of the refresher, and holds the numbers of its text to the library.
@main struct MakeRefresher: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "make-refresher",
    abstract: "Draws the figure of book/front/refresher.md into figures/refresher.",
    discussion: """
      The text of the page is written by hand. Each of its numbers has to be one that the \
      library computes for the small network of the figure; else nothing is written. A file is \
      written anew only if its drawing changed, or if it is not the file that was written for it.
      """)

  /// The page, from the root of the package.
  static let page = "book/front/refresher.md"

  @Flag(help: "Write nothing; fail if the figure is not what would be drawn.")
  var check = false

  @Option(
    help: "The folder of the book: it holds the page, and the figure goes below it.",
    completion: .directory)
  var output = "."

  func run() throws {
    let root = URL(filePath: output)
    if FileManager.default.fileExists(atPath: root.appending(path: "Sources/make-refresher").path) {
      try Imprint.ofThisProgram?.expectUnchanged(at: root, program: "make-refresher")
    }
    let example = Example()
    let faults = example.faults(in: try text(of: Self.page, at: root))
    guard faults.isEmpty else {
      throw Stop("\(Self.page): " + faults.joined(separator: "\n\(Self.page): "))
    }
    var gallery = try Gallery(destination: .book(at: root, chapter: "refresher"))
    _ = try gallery.add(
      example.illustration.drawing(width: 473), label: "network", format: .svg)
    try gallery.settle(by: "make-refresher", check: check)
  }

  private func text(of path: String, at root: URL) throws -> String {
    let bytes = try PageWriter(root: root).content(of: path)
    guard let bytes, let text = String(validating: bytes, as: UTF8.self) else {
      throw Stop("\(path) is missing or no text in UTF-8.")
    }
    return text
  }
}
