import Foundation
package import Weaver

/// Joins what a run showed with the sources on the disk, and returns the pages to write.
package struct Binder {
  private let chapter: Chapter
  private let root: URL
  private let book: Book
  private let claims: [Claim]
  private let bibliography: Bibliography

  /// A binder for `chapter`; nothing if its package is not there.
  ///
  /// It reads `book.json`, and `claims.json` and `references.bib` if they are there.
  ///
  /// - Throws: ``Stop`` with the name of a file that is damaged.
  package init?(_ chapter: Chapter) throws(Stop) {
    guard let root = chapter.root else { return nil }
    (self.chapter, self.root) = (chapter, root)
    book = try decoded(Book.self, "chapters/book.json", in: root)
    let claims = "chapters/claims.json"
    self.claims =
      text(claims, in: root) == nil ? [] : try decoded([Claim].self, claims, in: root)
    let works = "chapters/references.bib"
    do {
      bibliography = try Bibliography(bibTeX: text(works, in: root) ?? "", file: works)
    } catch {
      throw Stop("\(error)")
    }
  }

  /// The chapter's page, and with the book its index and its references.
  ///
  /// - Throws: ``Stop`` with the file and line of what does not fit together.
  package func pages(
    showing events: [Event], for destination: Destination
  ) throws(Stop) -> [FileChange] {
    let root = root
    let context = WeaveContext(
      chapter: chapter.name, pageFolder: destination.pageFolder, book: book, claims: claims,
      bibliography: bibliography, quotedFile: { text($0, in: root) })
    do {
      let page = try weave(source: chapter.source, events: events, context: context)
      var pages = [FileChange(destination.page, page.markdown)]
      if destination.isBook {
        pages.append(FileChange("chapters/README.md", book.index()))
        let references = try bibliography.page(citing: citations())
        pages.append(FileChange("chapters/references.md", references))
      }
      return pages
    } catch {
      throw Stop("\(error)\nNothing was written.")
    }
  }

  /// The works that the written chapters cite.
  private func citations() throws(WeaveError) -> [String] {
    var keys: [String] = []
    for chapter in book.written {
      let file = "chapters/\(chapter.name)/main.swift"
      guard let source = text(file, in: root) else { continue }
      keys += try ChapterSource(source, file: file).citations
    }
    return keys
  }
}

/// The text of the file at `path`, if it is there.
private func text(_ path: String, in root: URL) -> String? {
  try? String(contentsOf: root.appending(path: path), encoding: .utf8)
}

private func decoded<Value: Decodable>(
  _ type: Value.Type, _ path: String, in root: URL
) throws(Stop) -> Value {
  do {
    return try JSONDecoder().decode(type, from: Data(contentsOf: root.appending(path: path)))
  } catch {
    throw Stop("\(path) cannot be read: \(error). Restore it with `git checkout \(path)`.")
  }
}

extension FileChange {
  /// Gives the file at `path` the content `text`.
  fileprivate init(_ path: String, _ text: String) { self.init(path, Array(text.utf8)) }
}
