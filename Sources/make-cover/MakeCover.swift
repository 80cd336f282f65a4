import ArgumentParser
import Foundation
import Notebook

/// Draws the cover of the book and its small mark.
@main struct MakeCover: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "make-cover",
    abstract: "Draws the cover of the book and its small mark into figures/cover.",
    discussion: """
      A file is written anew only if its drawing changed, or if it is not the file that was \
      written for it: figures/cover/digests.json remembers both. Title and authors are set on \
      top of the cover by those who print it.
      """)

  @Flag(help: "Write nothing; fail if a file is not what would be drawn.")
  var check = false

  @Option(
    help: "The folder of the book; the files go into its figures/cover.", completion: .directory)
  var output = "."

  func run() throws {
    let root = URL(filePath: output)
    if FileManager.default.fileExists(atPath: root.appending(path: "Sources/make-cover").path) {
      try Imprint.ofThisProgram?.expectUnchanged(at: root, program: "make-cover")
    }
    var gallery = try Gallery(destination: .book(at: root, chapter: "cover"))
    for (label, drawing) in [("cover", Cover.drawing), ("mark", Mark.drawing)] {
      _ = try gallery.add(drawing, label: label, format: .svg)
    }
    try gallery.settle(by: "make-cover", check: check)
  }
}
