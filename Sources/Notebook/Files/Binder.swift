import Foundation
package import Weaver

/// Joins what a run showed with the sources on the disk, and returns the pages to write.
package struct Binder {
  private let chapter: Chapter
  private let root: URL
  private let book: Book
  private let claims: [Claim]
  private let bibliography: Bibliography
  private let glossary: Glossary

  /// A binder for `chapter`; nothing if its package is not there.
  ///
  /// It reads `book.json`, `claims.json`, `references.bib` and `glossary.json`.
  ///
  /// - Throws: ``Stop`` with the name of a file that is missing, and with the line of what is wrong
  ///   in one; none is taken as empty.
  package init?(_ chapter: Chapter) throws(Stop) {
    guard let root = chapter.root else { return nil }
    (self.chapter, self.root) = (chapter, root)
    do {
      book = try file("chapters/book.json", in: root).decoded(as: Book.self)
      claims = try file("chapters/claims.json", in: root).decoded(as: [Claim].self)
      bibliography = try Bibliography(file("chapters/references.bib", in: root))
      let words = file("chapters/glossary.json", in: root)
      glossary = try Glossary(
        words.decoded(as: [Glossary.Entry].self), text: words.text(), book: book)
    } catch {
      throw Stop("\(error)\nNothing was written.")
    }
  }

  /// The chapter's page, and with the book its facts and the pages about all chapters.
  ///
  /// The latter are made of this run's facts and of those that the other chapters' runs left. A
  /// chapter that left none is not on them; ``unheard`` names it.
  ///
  /// - Throws: ``Stop`` with the file and line of what does not fit together.
  package func pages(
    showing events: [Event], for destination: Destination, experiment: Experiment? = nil,
    record: SeedRecord? = nil
  ) throws(Stop) -> [FileChange] {
    let root = root
    let context = WeaveContext(
      chapter: chapter.name, pageFolder: destination.pageFolder, book: book, claims: claims,
      bibliography: bibliography, experiment: experiment, record: record,
      quotedFile: { file($0, in: root) })
    do {
      let page = try weave(source: chapter.source, events: events, context: context)
      let own = FileChange(destination.page, page.markdown)
      guard destination.isBook else { return [own] }
      let known = others.compactMap { facts(of: $0) } + [page.facts]
      let back = BackMatter(book: book, claims: claims, facts: known)
      return [
        own, FileChange(factsPath(chapter.name), try json(page.facts)),
        FileChange("chapters/README.md", book.index()),
        FileChange("chapters/methods.md", back.methodsPage()),
        FileChange("chapters/claims.md", try back.claimsPage()),
        FileChange("chapters/glossary.md", glossary.page),
        FileChange("chapters/references.md", try bibliography.page(citing: citations())),
      ]
    } catch {
      throw Stop("\(error)\nNothing was written.")
    }
  }

  /// The other written chapters whose facts are not on the disk, or cannot be read.
  package var unheard: [String] { others.filter { facts(of: $0) == nil } }

  /// The record of seeds beside the chapter's page that belongs to its `own` run, the one without
  /// options; nothing if the chapter is of an edition that kept none.
  ///
  /// A failure says what is wrong with the record, and what to do.
  package func record(for own: Findings) -> Result<SeedRecord?, Stop> {
    guard keepsRecord else { return .success(nil) }
    let path = recordPath(chapter.name)
    let complaint: String
    do {
      let file = file(path, in: root)
      if file.isEmpty {
        complaint = "\(path) is \(file.isThere ? "empty: nothing is recorded yet" : "missing")"
      } else {
        let record = try file.decoded(as: SeedRecord.self)
        guard let words = record.complaint(about: own) else { return .success(record) }
        complaint = "\(path) \(words)"
      }
    } catch {
      complaint = "\(error)"
    }
    return .failure(
      Stop("\(complaint).\nRun `make seeds CHAPTER=\(chapter.name)`, which makes it anew."))
  }

  /// Whether a record of seeds lies beside the chapter's page.
  package var keepsRecord: Bool { book.chapter(named: chapter.name)?.isSecondEdition ?? false }

  /// The names of the other chapters that are written.
  private var others: [String] { book.written.map(\.name).filter { $0 != chapter.name } }

  private func facts(of name: String) -> ChapterFacts? {
    let facts = try? file(factsPath(name), in: root).decoded(as: ChapterFacts.self)
    return facts?.chapter == name ? facts : nil
  }

  /// The works that the written chapters cite.
  private func citations() throws(WeaveError) -> [String] {
    var keys: [String] = []
    for chapter in book.written {
      let path = "chapters/\(chapter.name)/main.swift"
      keys += try ChapterSource(file(path, in: root).text(), file: path).citations
    }
    return keys
  }
}

/// Where the facts of the chapter in the folder `name` lie.
private func factsPath(_ name: String) -> String { "chapters/\(name)/facts.json" }

/// Where the record of seeds of the chapter in the folder `name` lies.
func recordPath(_ name: String) -> String { "chapters/\(name)/seeds.json" }

/// The file at `path` as it lies on the disk.
private func file(_ path: String, in root: URL) -> BookFile {
  BookFile(path, bytes: (try? Data(contentsOf: root.appending(path: path))).map { [UInt8]($0) })
}

extension BookFile {
  /// The value that the file holds as JSON.
  fileprivate func decoded<Value: Decodable>(as type: Value.Type) throws(WeaveError) -> Value {
    try decoded { try JSONDecoder().decode(type, from: Data($0.utf8)) }
  }
}

extension FileChange {
  /// Gives the file at `path` the content `text`.
  fileprivate init(_ path: String, _ text: String) { self.init(path, Array(text.utf8)) }
}
