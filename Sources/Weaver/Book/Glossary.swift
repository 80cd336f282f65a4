/// The words of the book with their Korean terms, as `chapters/glossary.json` holds them.
package struct Glossary: Sendable {
  /// A word as the file has it; what is missing there is noticed by ``Glossary``.
  package struct Entry: Decodable, Hashable, Sendable {
    /// The word, and its Korean term.
    var term, korean: String?
    /// What it means, in a sentence.
    var meaning: String?
    /// The folder of the chapter that explains it.
    var chapter: String?
  }

  /// The longest meaning that still reads in a cell of a table.
  private static let longestMeaning = 140
  private static let file = "chapters/glossary.json"
  private let book: Book
  private let rows: [(term: String, cells: [String])]

  /// Checks `entries`, which were read from `text`, the content of the file.
  ///
  /// - Throws: `WeaveError` with the line of a term that is double, that lacks something, whose
  ///   chapter does not exist, or whose meaning is too long.
  package init(_ entries: [Entry], text: String, book: Book) throws(WeaveError) {
    self.book = book
    let lines = text.lines
    var lineOfTerm: [String: Int] = [:]
    var rows: [(term: String, cells: [String])] = []
    var line = 0
    for (index, entry) in entries.enumerated() {
      let term = entry.term?.inOneLine ?? ""
      // Each term is looked for below the one before it, so that a double one is told apart.
      let quoted = "\"\(entry.term ?? "")\""
      line = lines[line...].firstIndex { $0.contains(quoted) }.map { $0 + 1 } ?? line
      let place = Place(file: Glossary.file, line: max(line, 1))
      if term.isEmpty { throw WeaveError(.missing("term", of: "entry \(index + 1)"), at: place) }
      if let first = lineOfTerm.updateValue(place.line, forKey: term.lowercased()) {
        throw WeaveError(.duplicate(kind: "term", name: term, first: first), at: place)
      }
      func field(_ name: String, _ value: String?) throws(WeaveError) -> String {
        guard let value, !value.trimmed.isEmpty else {
          throw WeaveError(.missing(name, of: "term \"\(term)\""), at: place)
        }
        return try movable(value, at: place)
      }
      let korean = try field("korean", entry.korean)
      let meaning = try field("meaning", entry.meaning)
      if meaning.count > Glossary.longestMeaning {
        throw WeaveError(
          .longMeaning(term, length: meaning.count, room: Glossary.longestMeaning), at: place)
      }
      let name = try field("chapter", entry.chapter)
      guard let chapter = book.chapter(named: name) else {
        throw WeaveError(.unlistedChapter(name, known: book.chapters.map(\.name)), at: place)
      }
      if chapter.status == .written {
        rows.append((term, [try movable(term, at: place), korean, meaning, chapter.link]))
      }
    }
    self.rows = rows.sorted { ($0.term.lowercased(), $0.term) < ($1.term.lowercased(), $1.term) }
  }

  /// The page `chapters/glossary.md`: the terms of the written chapters, by the alphabet.
  package var page: String {
    Weaver.page(
      "Glossary", from: "glossary.json",
      "The words of the chapters that are written, with their Korean terms.",
      MarkdownTable(header: ["Term", "Korean", "Meaning", "Chapter"], rows: rows.map(\.cells)))
  }
}
