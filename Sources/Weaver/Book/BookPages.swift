extension Bibliography {
  /// The page of references, `chapters/references.md`.
  ///
  /// - Parameter keys: the works that the chapters cite; the others are left out.
  /// - Returns: the page, sorted by family names and year.
  /// - Throws: `WeaveError` if a key is unknown.
  package func page(citing keys: [String]) throws(WeaveError) -> String {
    var cited: [Work] = []
    for key in Set(keys).sorted() {
      guard let work = work(key) else {
        throw WeaveError(
          .unknown(kind: "work", name: key, known: works.map(\.key)),
          at: Place(file: "chapters/references.bib", line: 1))
      }
      cited.append(work)
    }
    let entries = cited.sorted { $0.order.lexicographicallyPrecedes($1.order) }
    let head = [
      "<!-- Woven from chapters/references.bib. Do not edit: run `make book`. -->", "# References",
    ]
    let body = entries.flatMap { ["<a id=\"ref-\($0.key)\"></a>", $0.entry] }
    return (head + body).joined(separator: "\n\n") + "\n"
  }
}

extension Work {
  /// Family names, then year and letter, then key.
  fileprivate var order: [String] {
    authors.map { $0.family.lowercased() } + [year, key]
  }
}

extension Book {
  /// The page index, `chapters/README.md`: the way to every page, and number, title,
  /// summary and state of every chapter.
  package func index() -> String {
    let rows = chapters.map { chapter in
      let isWritten = chapter.status == .written
      let words = chapter.title.literalWords
      let title = isWritten ? "[\(words)](\(chapter.name)/README.md)" : words
      let run = isWritten ? "`swift run chapter-\(chapter.name)`" : "to come"
      return ["\(chapter.number)", title, chapter.summary.literalWords, run]
    }
    let table = MarkdownTable(header: ["No.", "Chapter", "What it shows", "Run it"], rows: rows)
    let head = [
      "<!-- Woven from chapters/book.json. Do not edit: run `make book`. -->",
      "# \(title.literalWords)",
      "*\(subtitle.literalWords)*",
      "[Preface](../book/front/preface.md) · [How to read a chapter](../book/front/how-to-read.md) · "
        + "[A one-page refresher](../book/front/refresher.md)",
    ]
    let back =
      "[Methods at a glance](methods.md) · [Index of claims](claims.md) · "
      + "[Glossary](glossary.md) · [References](references.md)"
    let parts = head + stillToCome + [table.lines.joined(separator: "\n"), back]
    return parts.joined(separator: "\n\n") + "\n"
  }

  /// Why the numbers of the chapters that can be read may jump: a paragraph, or none.
  private var stillToCome: [String] {
    let numbers = chapters.filter { $0.status == .planned }.map { "\($0.number)" }
    return switch numbers.count {
    case 0: []
    case 1: ["Chapter \(numbers[0]) is still to come; its number is kept for it."]
    default: ["Chapters \(listed(numbers)) are still to come; their numbers are kept for them."]
    }
  }
}
