/// Writes running text as Markdown, with every name replaced by what it stands for.
struct TextFormatter {
  let context: WeaveContext
  let labels: Labels
  private let file: String
  private let values: [(name: String, text: String, place: Place)]

  /// Prepares to write the text of `document`.
  init(_ document: Document, labels: Labels, context: WeaveContext) {
    self.context = context
    self.labels = labels
    file = document.file
    values = document.values
  }

  /// The Markdown of `text`.
  func markdown(_ text: Text) throws(WeaveError) -> String {
    var markdown = ""
    for (index, span) in text.spans.enumerated() {
      let place = Place(file: file, line: span.line)
      switch span.content {
      case .markdown(let words): markdown += words
      case .target(let target): markdown += "(\(context.target(target)))"
      case .formula(let tex): markdown += "$`\(tex)`$"
      case .footnote(let label): markdown += "[^\(label)]"
      case .value(let name):
        guard let value = values.first(where: { $0.name == name }) else {
          throw WeaveError(
            .unknown(kind: "value", name: name, known: values.map(\.name)), at: place)
        }
        let words = value.text.literal
        guard markdown.endsLineStart else {
          markdown += words
          continue
        }
        // "12" before ". Then" would begin a list, and so would "1. x" by itself.
        let rest = text.spans.dropFirst(index + 1).first?.content.markdownStart ?? ""
        markdown += (words + rest).protectingStart.dropLast(rest.count)
      case .citation(let keys, let isInText):
        markdown += try citation(keys, isInText: isInText, at: place)
      case .reference(let reference):
        let link = try link(reference, at: place)
        markdown += markdown.endsSentence ? link.capitalized : link
      }
    }
    return markdown
  }

  /// The Markdown of text that an event brought, which may use formulas and references.
  func markdown(
    _ text: String, line: Int, setting: InlineParser.Setting = .shown
  ) throws(WeaveError) -> String {
    try markdown(
      try InlineParser.parse(text.inOneLine, file: file, line: line, setting: setting)
    ).protectingStart
  }

  /// The link that stands for `reference`.
  func link(_ reference: Reference, at place: Place) throws(WeaveError) -> String {
    if reference.kind == .chapter { return try chapterLink(reference.label, at: place) }
    guard let number = labels.number(of: reference), let anchor = labels.anchor(of: reference)
    else {
      throw WeaveError(
        .unknown(
          kind: reference.kind.word, name: reference.label, known: labels.known(reference.kind)),
        at: place)
    }
    let name =
      reference.kind == .equation
      ? "equation (\(number))" : "\(reference.kind.word.capitalized) \(number)"
    return "[\(name)](#\(anchor))"
  }

  /// A link to another chapter; only its name while it is planned.
  private func chapterLink(_ name: String, at place: Place) throws(WeaveError) -> String {
    guard let chapter = context.book.chapter(named: name) else {
      throw WeaveError(
        .unknown(kind: "chapter", name: name, known: context.book.chapters.map(\.name)),
        at: place)
    }
    if chapter.status == .planned { return "Chapter \(chapter.number)" }
    return "[Chapter \(chapter.number)](\(context.link(to: "chapters/\(name)/README.md")))"
  }

  /// The links that stand for the works cited.
  ///
  /// In the text “Ribeiro et al. (2016)”, else “(Ribeiro et al., 2016)”.
  func citation(
    _ keys: [String], isInText: Bool, at place: Place
  ) throws(WeaveError) -> String {
    var links: [String] = []
    for key in keys {
      guard let work = context.bibliography.work(key) else {
        throw WeaveError(
          .unknown(
            kind: "work", name: key, known: context.bibliography.works.map(\.key)), at: place)
      }
      let who = work.who.literalWords
      let words = isInText ? "\(who) (\(work.year))" : "\(who), \(work.year)"
      links.append("[\(words)](\(context.link(to: "chapters/references.md"))#ref-\(key))")
    }
    return isInText ? links.joined() : "(\(links.joined(separator: "; ")))"
  }
}

extension Span.Content {
  /// The first two signs of Markdown that goes to the page as it is.
  fileprivate var markdownStart: String {
    if case .markdown(let words) = self { String(words.prefix(2)) } else { "" }
  }
}

extension String {
  /// Whether nothing stands in the last line but marks of lists and quotations.
  fileprivate var endsLineStart: Bool {
    reversed().prefix { $0 != "\n" }.allSatisfy { $0.isNumber || " >-+*.)".contains($0) }
  }

  /// Whether what follows the text begins a sentence.
  fileprivate var endsSentence: Bool {
    guard let last = trimmingEnd.last else { return true }
    return ".!?".contains(last) && trimmingEnd.count < count
  }

  /// The text with its first letter, also behind a bracket, as a capital.
  var capitalized: String {
    guard let index = firstIndex(where: { $0 != "[" }) else { return self }
    return self[..<index] + self[index].uppercased() + self[self.index(after: index)...]
  }

  /// The text as a sentence: a capital where a word begins it, and a full stop.
  var asSentence: String {
    let word = prefix { $0.isLetter }
    let startsWithWord = word.count > 1 && word.dropFirst().allSatisfy(\.isLowercase)
    let isOneLetterWord = hasPrefix("a ")
    let text = startsWithWord || isOneLetterWord ? capitalized : self
    return text.last.map { ".!?".contains($0) } == true ? text : text + "."
  }
}
