/// A work that can be cited, read from BibTeX.
package struct Work: Hashable, Sendable {
  /// The key by which prose cites it.
  package var key: String
  /// The type of its entry, such as `article` or `book`.
  package var type: String
  /// The fields by their names in small letters, without braces; spaces that braces held together
  /// in the names of authors do not break.
  package var fields: [String: String]
  /// Where it stands.
  package var place: Place
  /// Tells works of the same authors and year apart, as in 2001a and 2001b; empty for all others.
  package fileprivate(set) var letter = ""

  /// An author's or editor's name.
  struct Name: Hashable {
    var given: String
    var family: String

    /// Reads “Given Family” or “Family, Given”; what stood in braces has its words bound by spaces
    /// that do not break, so that the name of an institution is one family name.
    fileprivate init(_ name: String) {
      let comma = name.indices.first { index in
        name[index] == "," && name[name.index(after: index)...].first != "\u{a0}"
      }
      if let comma {
        (given, family) = (name[name.index(after: comma)...].trimmed, name[..<comma].trimmed)
      } else {
        // The family name starts at the first small word ("von Luxburg"), or is the last word.
        let words = name.split(separator: " ")
        let start = words.firstIndex { $0.first?.isLowercase ?? false } ?? max(words.count - 1, 0)
        given = words[..<start].joined(separator: " ")
        family = words[start...].joined(separator: " ")
      }
      given = given.replacing("\u{a0}", with: " ")
      family = family.replacing("\u{a0}", with: " ")
    }
  }

  /// The authors in order, as far as the entry names them.
  var authors: [Name] { names.filter { $0 != "others" }.map(Name.init) }

  /// Whether the entry leaves authors out: it ends with “and others”.
  private var hasOthers: Bool { names.last == "others" }

  private var names: [String] {
    (fields["author"] ?? "").components(separatedBy: " and ")
  }

  /// The authors as running text names them: one family name, two joined by “and”, or the first
  /// and “et al.”.
  package var who: String {
    let names = authors.map(\.family)
    return switch (names.count, hasOthers) {
    case (1, false): names[0]
    case (2, false): "\(names[0]) and \(names[1])"
    default: "\(names.first ?? "") et al."
    }
  }

  /// The year in which it appeared, with the letter that tells it from others of that year.
  package var year: String { (fields["year"] ?? "") + letter }

  /// Its title.
  fileprivate var title: String { fields["title"] ?? "" }

  /// The full entry of the list of references, as Markdown.
  var entry: String {
    let names = authors.map {
      ($0.given.isEmpty ? $0.family : "\($0.given) \($0.family)").literalWords
    }
    let who =
      hasOthers
      ? names.joined(separator: ", ") + " et al."
      : names.count > 1
        ? names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "") : names.joined()
    var parts = [who + (who.hasSuffix(".") ? "" : ".")]
    let isBook = type == "book"
    let end = title.last.map { ".?!”".contains($0) } == true ? "" : "."
    let words = title.literalWords
    parts.append(isBook ? "*\(words)*\(end)" : "“\(words.withInnerQuotes)\(end)”")
    if let venue { parts.append(venue + ",") }
    parts.append(year.literalWords + ".")
    if let doi = fields["doi"] {
      parts.append("[doi:\(doi.literal)](https://doi.org/\(doi.percentEncoded)).")
    } else if let eprint = fields["eprint"] {
      parts.append("[arXiv:\(eprint.literal)](https://arxiv.org/abs/\(eprint.percentEncoded)).")
    } else if let url = fields["url"] {
      parts.append("<\(url.percentEncoded)>.")
    }
    return parts.joined(separator: " ")
  }

  /// Journal or proceedings, with series, volume, number and pages, or the number of the article;
  /// or the publisher.
  private var venue: String? {
    guard
      let name = (fields["journal"] ?? fields["booktitle"]).map({ "*\($0.literalWords)*" })
        ?? (fields["publisher"] ?? fields["institution"])?.literalWords
    else { return nil }
    let series = fields["series"].map { ", \($0.literalWords)" } ?? ""
    let number = fields["number"].map { "(\($0.literalWords))" } ?? ""
    let volume = fields["volume"].map { " \($0.literalWords)" + number } ?? ""
    let pages = fields["pages"].map { ", pages \($0.literalWords)" }
    let article = fields["eid"].map { ", article \($0.literalWords)" }
    return name + series + volume + (pages ?? article ?? "")
  }
}

/// The works that the book can cite, as `chapters/references.bib` holds them.
package struct Bibliography: Hashable, Sendable {
  /// The works in the order of the file.
  package private(set) var works: [Work]

  /// Reads a useful subset of BibTeX: entries with braced, quoted or numeric fields.
  ///
  /// - Throws: `WeaveError` with the line of what is malformed, missing or double.
  package init(bibTeX text: String, file: String) throws(WeaveError) {
    var parser = BibTeXParser(text, file: file)
    works = try parser.works()
    giveLetters()
  }

  /// Gives works that running text would name alike the letters a, b, … in the order of their
  /// titles, whether or not the book cites all of them.
  private mutating func giveLetters() {
    for alike in Dictionary(grouping: works.indices, by: { [works[$0].who, works[$0].year] }).values
    where alike.count > 1 {
      let ordered = alike.sorted { works[$0].title.lowercased() < works[$1].title.lowercased() }
      for (index, letter) in zip(ordered, "abcdefghijklmnopqrstuvwxyz") {
        works[index].letter = String(letter)
      }
    }
  }

  /// Reads the works from a file.
  ///
  /// - Throws: `WeaveError` if it is missing or no text, and with the line of what is wrong in it.
  package init(_ file: BookFile) throws(WeaveError) {
    try self.init(bibTeX: try file.text(), file: file.path)
  }

  /// A bibliography without works.
  package init() { works = [] }

  /// The work cited as `key`.
  package func work(_ key: String) -> Work? { works.first { $0.key == key } }
}

extension String {
  /// The text with its double quotation marks as single ones, for use between double ones.
  fileprivate var withInnerQuotes: String {
    replacing("“", with: "‘").replacing("”", with: "’")
  }

  /// The text as a part of an address: what would end it, or is not ASCII, by its bytes.
  fileprivate var percentEncoded: String {
    utf8.reduce(into: "") { text, byte in
      let character = Character(UnicodeScalar(byte))
      if byte > 0x20, byte < 0x7f, !"<>()[]\\\"`{}|^".contains(character) {
        text.append(character)
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        text += "%" + String(repeating: "0", count: 2 - digits.count) + digits
      }
    }
  }

  /// The pieces between the occurrences of `separator`.
  fileprivate func components(separatedBy separator: String) -> [String] {
    split(separator: separator).map(\.trimmed)
  }
}
