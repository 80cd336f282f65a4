/// What the book's other pages say about a chapter, as `chapters/<name>/facts.json` holds it.
///
/// A run writes it beside the chapter's page, so that every run can make the pages about all
/// chapters without running them.
package struct ChapterFacts: Codable, Hashable, Sendable {
  /// How a claim came out, without its condition.
  package enum Outcome: String, Codable, Hashable, Sendable, CaseIterable {
    case holds
    case holdsWhen
    case refuted
    case byConstruction
    case reenacted

    /// The outcome as a page says it; the condition under which a claim holds comes behind it.
    var words: String {
      switch self {
      case .holds, .holdsWhen: "holds"
      case .refuted: "refuted"
      case .byConstruction: "true by construction"
      case .reenacted: "re-enacted"
      }
    }
  }

  /// A claim of the lectures that the chapter settled.
  package struct SettledClaim: Codable, Hashable, Sendable {
    /// The claim's number.
    package var number: Int
    /// How its experiment came out.
    package var outcome: Outcome
    /// The condition under which it holds, as Markdown.
    package var condition: String?
    /// With how many seeds its check held, if that was recorded.
    package var seeds: SeedTally?
  }

  /// The name of the chapter's folder.
  package var chapter: String
  /// The claims that its run settled, in order.
  package var claims: [SettledClaim]
  /// The cards that it showed, in order.
  package var cards: [MethodCard]

  /// Gathers the facts of `chapter` from what its run showed, with how many seeds its checks held,
  /// by their lines.
  ///
  /// - Throws: `WeaveError` for a card without its standard rows, and for words that cannot stand
  ///   on another page.
  init(
    _ events: [Event], of chapter: String, file: String, tallies: [Int: SeedTally] = [:]
  ) throws(WeaveError) {
    self.chapter = chapter
    (claims, cards) = ([], [])
    for event in events {
      let place = Place(file: file, line: event.site.line)
      switch event.content {
      case .check(_, let number?, let verdict?):
        claims.append(try SettledClaim(number, verdict, tallies[place.line], at: place))
      case .card(let title, let rows):
        cards.append(try MethodCard(title, rows, at: place))
      default: break
      }
    }
  }
}

extension ChapterFacts.SettledClaim {
  fileprivate init(
    _ number: Int, _ verdict: Verdict, _ seeds: SeedTally?, at place: Place
  ) throws(WeaveError) {
    (self.number, self.seeds) = (number, seeds)
    outcome = verdict.outcome
    condition = try verdict.condition.map { words throws(WeaveError) in
      try movable(words, at: place)
    }
  }
}

extension Verdict {
  /// The verdict without its condition.
  var outcome: ChapterFacts.Outcome {
    switch self {
    case .holds: .holds
    case .holdsWhen: .holdsWhen
    case .refuted: .refuted
    case .byConstruction: .byConstruction
    case .reenacted: .reenacted
    }
  }

  /// The words under which the claim holds.
  var condition: String? {
    if case .holdsWhen(let words) = self { words } else { nil }
  }
}

/// The Markdown of `words` that stand on several pages, in a table.
///
/// - Throws: `WeaveError` for a reference, a citation, a footnote or a value: what those lead to
///   is on one page only.
func movable(_ words: String, at place: Place) throws(WeaveError) -> String {
  let text = try InlineParser.parse(
    words.inOneLine, file: place.file, line: place.line, setting: .shownInTable)
  var markdown = ""
  for span in text.spans {
    switch span.content {
    case .markdown(let words): markdown += words
    case .target(let target): markdown += "(\(target))"
    case .formula(let tex): markdown += "$`\(tex)`$"
    default: throw WeaveError(.immovable(words.inOneLine), at: place)
    }
  }
  return markdown
}
