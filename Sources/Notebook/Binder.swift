import Foundation
package import Weaver

/// Joins what a run showed with the sources on the disk, and returns the pages to write.
package struct Binder {
  private let chapter: Chapter
  private let root: URL

  /// A binder for `chapter`; nothing if its package is not there.
  package init?(_ chapter: Chapter) {
    guard let root = chapter.root else { return nil }
    (self.chapter, self.root) = (chapter, root)
  }

  /// The chapter's page, and with the book its index and its references.
  ///
  /// - Throws: ``Stop`` with the file and line of what does not fit together.
  package func pages(
    showing events: [Event], for destination: Destination
  ) throws(Stop) -> [FileChange] {
    let book = try decoded(Book.self, "chapters/book.json")
    let claims = try text("chapters/claims.json").map { _ throws(Stop) in
      try decoded([Claim].self, "chapters/claims.json")
    }
    do {
      let bibliography = try text("chapters/references.bib").map { text throws(WeaveError) in
        try Bibliography(bibTeX: text, file: "chapters/references.bib")
      }
      let root = root
      let context = WeaveContext(
        chapter: chapter.name, pageFolder: destination.pageFolder, book: book,
        claims: claims ?? [], bibliography: bibliography ?? Bibliography(),
        quotedFile: { try? String(contentsOf: root.appending(path: $0), encoding: .utf8) })
      let page = try weave(source: chapter.source, events: events, context: context)
      var pages = [FileChange(destination.page, page.markdown)]
      if destination.isBook {
        pages.append(FileChange("chapters/README.md", book.index()))
        let references = try context.bibliography.page(citing: citations(in: book))
        pages.append(FileChange("chapters/references.md", references))
      }
      return pages
    } catch {
      throw Stop("\(error)\nNothing was written.")
    }
  }

  /// The works that the written chapters cite.
  private func citations(in book: Book) throws(WeaveError) -> [String] {
    var keys: [String] = []
    for chapter in book.written {
      let file = "chapters/\(chapter.name)/main.swift"
      guard let source = text(file) else { continue }
      keys += try ChapterSource(source, file: file).citations
    }
    return keys
  }

  private func text(_ path: String) -> String? {
    try? String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  private func decoded<Value: Decodable>(
    _ type: Value.Type, _ path: String
  ) throws(Stop) -> Value {
    do {
      return try JSONDecoder().decode(
        type, from: Data(contentsOf: root.appending(path: path)))
    } catch {
      throw Stop(
        "\(path) cannot be read: \(error). Restore it with `git checkout \(path)`.")
    }
  }
}

extension FileChange {
  /// Gives the file at `path` the content `text`.
  fileprivate init(_ path: String, _ text: String) { self.init(path, Array(text.utf8)) }
}
