package import Foundation
package import Weaver

/// The chapter that runs: its name, and where its source lies.
package struct Chapter: Hashable, Sendable {
  /// The name of its folder: `lime`.
  package let name: String
  /// The file as the compiler named it: `chapter_lime/main.swift`.
  package let fileID: String
  /// What the program was compiled from; nothing if its build did not say.
  package let imprint: Imprint?
  /// The folder of the package; nothing if the program was moved away from its source.
  package let root: URL?
  /// The text of its source; empty without the package.
  package let source: String
  /// What a terminal tells of its prose, from top to bottom.
  package let told: [ChapterSource.Told]
  /// Why the source cannot be read or taken apart, if so.
  package let problem: Stop?

  /// Finds the chapter from the `#filePath` and `#fileID` of its source.
  ///
  /// The source must be `chapters/NAME/main.swift` in a folder that holds a `Package.swift`. That
  /// is the folder around `program` if there is one, for a clone may have been copied or moved
  /// after it was built; else the folder in which the program was compiled. Elsewhere the chapter
  /// runs without its source.
  package init(
    filePath: String, fileID: String, imprint: Imprint? = .ofThisProgram,
    program: URL? = Bundle.main.executableURL
  ) {
    let file = URL(filePath: filePath)
    let name = file.deletingLastPathComponent().lastPathComponent
    let path = "chapters/\(name)/main.swift"
    let around = program?.resolvingSymlinksInPath().selfAndFoldersAround ?? []
    let root = (around + file.selfAndFoldersAround.dropFirst(3).prefix(1)).first { folder in
      ["Package.swift", path].allSatisfy {
        FileManager.default.fileExists(atPath: folder.appending(path: $0).path)
      }
    }
    (self.name, self.fileID, self.imprint, self.root) = (name, fileID, imprint, root)
    var source = ""
    do {
      if let root { source = try text(of: path, at: root) }
      (told, problem) = (try ChapterSource(source, file: path).told, nil)
    } catch {
      (told, problem) = ([], Stop("\(error)"))
    }
    self.source = source
  }

  /// The name of the program: `chapter-lime`.
  package var command: String { "chapter-" + name }

  /// The words of its first heading, or its name.
  package var title: String {
    for case .heading(let heading) in told where heading.level == 1 { return heading.text }
    return name
  }

  /// The source as messages name it: `chapters/lime/main.swift`.
  package var path: String { "chapters/\(name)/main.swift" }

  /// Refuses to speak for a source that the program was not compiled from.
  ///
  /// - Throws: ``Stop`` that says what to do.
  func expectImprint() throws(Stop) {
    guard let root else { return }
    guard let imprint else {
      throw Stop(
        """
        \(command) does not know what it was compiled from, so it writes no page.
        List it in Package.swift as `chapter("\(name)")`, which adds the plugin EmbedImprint.
        """)
    }
    try imprint.expectUnchanged(at: root, program: command)
  }
}

/// The text of the file at `path` below `root`, which is there.
private func text(of path: String, at root: URL) throws(Stop) -> String {
  let bytes: Data
  do {
    bytes = try Data(contentsOf: root.appending(path: path))
  } catch {
    throw Stop("\(path) cannot be read: \(reason(error)).")
  }
  guard let text = String(validating: bytes, as: UTF8.self) else {
    throw Stop("\(path) is not text in UTF-8. Save it in that encoding.")
  }
  return text
}
