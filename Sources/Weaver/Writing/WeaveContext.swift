/// What the weaver needs beside the chapter itself; it opens no file of its own.
package struct WeaveContext: Sendable {
  /// The name of the chapter's folder under `chapters/`.
  package var chapter: String
  /// The folder the page will lie in, relative to the root of the package, for its links.
  package var pageFolder: String
  /// The book's contents.
  package var book: Book
  /// The lectures' claims.
  package var claims: [Claim]
  /// The works that can be cited.
  package var bibliography: Bibliography
  /// What the page says of the knobs, if it is not the book's.
  package var experiment: Experiment?
  /// With which seeds the checks held, if that was recorded for this run's code and results.
  package var record: SeedRecord?
  /// A file to quote from, by its path relative to the root of the package.
  package var quotedFile: @Sendable (String) -> BookFile

  /// Gathers what a chapter's page needs.
  ///
  /// - Parameters:
  ///   - chapter: the name of its folder under `chapters/`.
  ///   - pageFolder: where the page will lie; the chapter's folder if not given.
  ///   - book: the contents.
  ///   - claims: the lectures' claims.
  ///   - bibliography: the works that can be cited.
  ///   - experiment: the knobs that were turned; nothing for the book's own page.
  ///   - record: with which seeds the checks held; nothing if that is not known.
  ///   - quotedFile: the file at a path.
  package init(
    chapter: String, pageFolder: String? = nil, book: Book, claims: [Claim],
    bibliography: Bibliography, experiment: Experiment? = nil,
    record: SeedRecord? = nil, quotedFile: @escaping @Sendable (String) -> BookFile
  ) {
    self.chapter = chapter
    self.pageFolder = pageFolder ?? "chapters/" + chapter
    self.book = book
    self.claims = claims
    self.bibliography = bibliography
    self.experiment = experiment
    self.record = record
    self.quotedFile = quotedFile
  }

  /// The chapter's source file, relative to the root of the package.
  package var sourceFile: String { "chapters/\(chapter)/main.swift" }

  /// The target of a link that the author wrote for the chapter's folder, as the page needs it.
  func target(_ written: String) -> String {
    let home = "chapters/" + chapter
    let isOutside = written.hasPrefix("#") || written.hasPrefix("/") || written.contains(":")
    guard pageFolder != home, !isOutside else { return written }
    var folders = home.split(separator: "/")[...]
    var rest = written[...]
    while rest.hasPrefix("../"), !folders.isEmpty {
      rest = rest.dropFirst(3)
      folders.removeLast()
    }
    return link(to: (folders + [rest]).joined(separator: "/"))
  }

  /// The way from the page to `path`, both relative to the root of the package.
  func link(to path: String) -> String {
    var from = pageFolder.split(separator: "/")[...]
    var to = path.split(separator: "/")[...]
    while let first = from.first, first == to.first, to.count > 1 {
      from.removeFirst()
      to.removeFirst()
    }
    return String(repeating: "../", count: from.count) + to.joined(separator: "/")
  }
}
