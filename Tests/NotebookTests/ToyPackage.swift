import ArgumentParser
import Foundation
import Graphics
import Notebook
import Weaver

/// A package with one chapter in a folder of its own, removed with the value.
final class ToyPackage {
  /// The folder.
  let root: URL

  /// The chapter's program as its page shows it; the tests play it line by line.
  static let source = """
    //: # Toy: a chapter
    import Notebook
    //: ## Numbers
    //: The gap is \\(gap).
    print("f(x) =", 0.93)
    remember("gap", "3e-05")
    check(true, "it holds")
    //: ## A picture
    //: See @fig-cover.
    figure("cover", caption: "A square.", alt: "A square.") { $0.draw(Square()) }
    //: ## Sources
    finish()

    """

  init(source: String = source, edition: Int = 1) throws {
    root = FileManager.default.temporaryDirectory
      .appending(path: "glass-box-" + UUID().uuidString)
    let chapter = root.appending(path: "chapters/toy")
    try FileManager.default.createDirectory(at: chapter, withIntermediateDirectories: true)
    try write("// A package.\n", to: "Package.swift")
    try write(source, to: "chapters/toy/main.swift")
    try write(
      """
      {"title": "Book", "subtitle": "A book.", "chapters": [{"number": 1, "name": "toy",
        "title": "Toy: a chapter", "summary": "A toy.", "edition": \(edition),
        "status": "written"}]}
      """, to: "chapters/book.json")
    try write("[]\n", to: "chapters/claims.json")
    try write("[]\n", to: "chapters/glossary.json")
    try write("Nothing is cited.\n", to: "chapters/references.bib")
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: root.appending(path: path))
  }

  func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// The files below the folder, in order.
  var files: [String] {
    let paths = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String }
    return (paths ?? []).filter { path in
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(
        atPath: root.appending(path: path).path, isDirectory: &isFolder)
      return !isFolder.boolValue
    }.sorted()
  }

  /// The source's path, as `#filePath` would say it.
  var filePath: String { root.appending(path: "chapters/toy/main.swift").path }

  /// The chapter, as a program that was compiled just now.
  var chapter: Chapter { chapter("toy") }

  /// The chapter in the folder `name`, as a program that was compiled just now.
  func chapter(_ name: String) -> Chapter {
    let source = "chapters/\(name)/main.swift"
    return Chapter(
      filePath: root.appending(path: source).path, fileID: "chapter_\(name)/main.swift",
      imprint: try? Imprint(of: [source], at: root))
  }

  /// A run with the given arguments, shown on `screen`.
  @MainActor
  func session(_ arguments: String..., on screen: Screen) throws -> Session {
    let reading = try CommandLineReading<ToyKnobs>(
      arguments, command: "chapter-toy", title: chapter.title)
    return try Session(
      chapter: chapter, options: reading.common, changes: reading.changes, command: reading.typed,
      terminal: screen.terminal, readerFolder: root)
  }
}

/// The toy chapter's knobs.
struct ToyKnobs: ParsableArguments {
  @Option(help: "How many images to draw.") var samples = 1000
  @Option var kernelWidth = 0.25

  func validate() throws {
    guard samples > 0 else {
      throw ValidationError("--samples must be positive, not \(samples).")
    }
  }
}

/// What a terminal would show.
final class Screen {
  var text = ""
  var errors = ""
  /// The terminal; change it to make it a screen with colours.
  lazy var terminal = Terminal(
    write: { [unowned self] in text += $0 }, writeError: { [unowned self] in errors += $0 })
}

/// A filled square, as high as it is wide.
struct Square: Figure {
  var color = Color(hex: 0xff_8800)

  func drawing(width: Double) -> Drawing {
    let square = Rectangle(x: 0, y: 0, width: width, height: width)
    return Drawing(
      size: Size(width, width), commands: [.fill(.rectangle(square), .solid(color))])
  }
}

extension Site {
  /// A line of the toy chapter.
  static func line(_ line: Int) -> Site {
    Site(fileID: "chapter_toy/main.swift", line: line, function: "chapter_toy")
  }
}

extension Session {
  /// Says what the toy chapter says, up to but not including `finish()`.
  func playToy(square: Square = Square()) throws {
    try begin(at: .line(2))
    try print("f(x) = 0.93\n", at: .line(5))
    try remember("gap", "3e-05", at: .line(6))
    try check(true, "it holds", claim: nil, verdict: nil, at: .line(7))
    try figure(
      "cover", caption: "A square.", alt: "A square.", width: .text, format: .svg,
      at: .line(10)
    ) { $0.draw(square) }
  }
}
