package import Foundation

/// Where a run writes its page and figures.
package struct Destination: Hashable, Sendable {
  /// The folder that all paths start from.
  package let root: URL
  /// The page, relative to the root.
  package let page: String
  /// The folder of the figures, relative to the root.
  package let figures: String
  /// Whether this is the book itself, or a whole copy of it.
  package let isBook: Bool

  /// The book in the package at `root`, or a folder of the same shape.
  package static func book(at root: URL, chapter: String) -> Destination {
    Destination(
      root: root, page: "chapters/\(chapter)/README.md", figures: "figures/\(chapter)",
      isBook: true)
  }

  /// The folder for experiments of the package at `root`, as deep as the chapter's, so that
  /// the page's links stay good.
  package static func experiment(at root: URL, chapter: String) -> Destination {
    Destination(
      root: root, page: "my-runs/\(chapter)/README.md", figures: "my-runs/\(chapter)/figures",
      isBook: false)
  }

  /// Whether what is written here goes into the book of the package at `root` or of another
  /// package, whatever path or link leads there.
  func isBook(ofPackageAt root: URL) -> Bool {
    FileManager.default.fileExists(atPath: url(pageFolder + "/main.swift").path)
      || ["figures", figures].contains { folder in
        let place = Identity(url(folder))
        return place != nil && place == Identity(root.appending(path: folder))
      }
  }

  /// Whether a reader in the folder `here` is in the root or below it, and so knows what a path
  /// from the root means.
  func isAround(_ here: URL) -> Bool {
    here.selfAndFoldersAround.contains { Identity($0) == Identity(root) }
  }

  /// The folder of the page, relative to the root.
  package var pageFolder: String { String(page.dropLast("/README.md".count)) }

  /// The file at `path` below the root.
  package func url(_ path: String) -> URL { root.appending(path: path) }
}
