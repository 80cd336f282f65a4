import ArgumentParser
import Foundation

/// Draws Toy Garden, sows the garden table, writes the garden comments, and their files.
@main struct MakeGarden: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "make-garden",
    abstract: """
      Draws Toy Garden, sows the garden table and writes the garden comments, each with the truth \
      about it.
      """,
    discussion: """
      Either all files are written or none, and only files that make-garden wrote itself are \
      replaced: make-garden.csv, beside them, remembers which. The same sources give the same files.
      """)

  @Option(help: "The folder to write.", completion: .directory)
  var output = "Sources/Datasets/Resources/Garden"

  func run() throws {
    let folder = try OutputFolder(URL(filePath: output))
    let files = try Garden { words in
      try? FileHandle.standardError.write(contentsOf: Data((words + "\n").utf8))
    }.files()
    try folder.replace(with: files)
    for file in files { print("\(file.bytes.count)\t\(file.name)") }
    print("\(files.reduce(0) { $0 + $1.bytes.count })\tbytes in \(files.count) files in \(output)")
  }
}
