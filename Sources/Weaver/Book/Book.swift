/// The book's contents, as `chapters/book.json` holds them.
package struct Book: Decodable, Hashable, Sendable {
  /// A chapter of the book, written or planned.
  package struct Chapter: Decodable, Hashable, Sendable {
    /// Whether the chapter can be read yet.
    package enum Status: String, Decodable, Hashable, Sendable {
      case written, planned
    }

    /// The number in front of its title.
    package var number: Int
    /// The name of its folder under `chapters/`.
    package var name: String
    /// Its title, as the chapter's first heading says it too.
    package var title: String
    /// What a reader will find in it, in one line.
    package var summary: String
    /// Whether its folder exists.
    package var status: Status
    /// The edition of the book by whose recipe it is written; the first if nothing is said.
    package var edition: Int?

    /// Describes a chapter.
    package init(
      number: Int, name: String, title: String, summary: String, status: Status,
      edition: Int? = nil
    ) {
      self.number = number
      self.name = name
      self.title = title
      self.summary = summary
      self.status = status
      self.edition = edition
    }

    /// Whether the chapter keeps the recipe of the second edition.
    package var isSecondEdition: Bool { (edition ?? 1) >= 2 }
  }

  /// The book's title.
  package var title: String
  /// What the book is, in one line.
  package var subtitle: String
  /// The chapters in reading order.
  package var chapters: [Chapter]

  /// Describes a book.
  package init(title: String, subtitle: String, chapters: [Chapter]) {
    self.title = title
    self.subtitle = subtitle
    self.chapters = chapters
  }

  /// The chapter whose folder is `name`.
  package func chapter(named name: String) -> Chapter? {
    chapters.first { $0.name == name }
  }

  /// The chapters that can be read, in order.
  package var written: [Chapter] { chapters.filter { $0.status == .written } }
}

/// A claim of the lectures, as `chapters/claims.json` holds it.
package struct Claim: Decodable, Hashable, Sendable {
  /// Its number, for good.
  package var number: Int
  /// What it says, as a full sentence.
  package var sentence: String
  /// The name of the chapter that is to settle it, while none has.
  package var chapter: String?

  /// States claim `number`.
  package init(number: Int, sentence: String, chapter: String? = nil) {
    self.number = number
    self.sentence = sentence
    self.chapter = chapter
  }
}
