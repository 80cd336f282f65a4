package import Foundation
package import Weaver

/// The chapter that runs: its name, and where its source lies.
package struct Chapter: Hashable, Sendable {
  /// The name of its folder: `lime`.
  package let name: String
  /// The file as the compiler named it: `chapter_lime/main.swift`.
  package let fileID: String
  /// The folder of the package; nothing if the program was moved away from its source.
  package let root: URL?
  /// The text of its source; empty without the package.
  package let source: String
  /// The headings of its prose, from top to bottom.
  package let headings: [ChapterSource.Heading]

  /// Why the source cannot be taken apart, if so.
  package let problem: WeaveError?

  /// Finds the chapter from the `#filePath` and `#fileID` of its source.
  ///
  /// The source must be `chapters/NAME/main.swift` in a folder that holds a `Package.swift`;
  /// elsewhere the chapter runs without its source.
  package init(filePath: String, fileID: String) {
    let file = URL(filePath: filePath)
    let folder = file.deletingLastPathComponent()
    let root = folder.deletingLastPathComponent().deletingLastPathComponent()
    let isInBook =
      folder.deletingLastPathComponent().lastPathComponent == "chapters"
      && FileManager.default.fileExists(atPath: root.appending(path: "Package.swift").path)
    let source = isInBook ? try? String(contentsOf: file, encoding: .utf8) : nil
    name = folder.lastPathComponent
    self.fileID = fileID
    self.root = source == nil ? nil : root
    self.source = source ?? ""
    do {
      headings = try ChapterSource(self.source, file: "chapters/\(name)/main.swift").headings
      problem = nil
    } catch {
      (headings, problem) = ([], error)
    }
  }

  /// The name of the program: `chapter-lime`.
  package var command: String { "chapter-" + name }

  /// The words of its first heading, or its name.
  package var title: String { headings.first { $0.level == 1 }?.text ?? name }

  /// The source as messages name it: `chapters/lime/main.swift`.
  package var path: String { "chapters/\(name)/main.swift" }
}
