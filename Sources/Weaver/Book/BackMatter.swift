/// The pages about all chapters: the index of claims, and the methods beside each other.
///
/// They depend on the book, the lectures' claims and the facts of its chapters, and on nothing
/// else, so every chapter's run makes the same pages.
package struct BackMatter: Sendable {
  private let book: Book
  private let claims: [Claim]
  private let facts: [ChapterFacts]

  /// Prepares the pages of `book` from the `facts` of its chapters, in any order.
  package init(book: Book, claims: [Claim], facts: [ChapterFacts]) {
    self.book = book
    self.claims = claims
    self.facts = book.written.compactMap { chapter in
      facts.first { $0.chapter == chapter.name }
    }
  }

  /// The index of claims, `chapters/claims.md`.
  ///
  /// - Returns: how many claims are settled, and by number a row for each box that settles a claim
  ///   and for each claim that waits for its chapter.
  /// - Throws: `WeaveError` if a chapter settled a claim that is not among the lectures', or a
  ///   claim waits for a chapter that is not in the book.
  package func claimsPage() throws(WeaveError) -> String {
    for (chapter, facts) in entries {
      for settled in facts.claims where !claims.contains(where: { $0.number == settled.number }) {
        throw WeaveError(
          .unknown(
            kind: "claim", name: "\(settled.number)", known: ["those in chapters/claims.json"]),
          at: Place(file: "chapters/\(chapter.name)/facts.json", line: 1))
      }
    }
    var rows: [[String]] = []
    for claim in claims.sorted(by: { $0.number < $1.number }) {
      let settled = rowsThatSettle(claim)
      rows += settled.isEmpty ? [try rowThatWaits(claim)] : settled
    }
    return page(
      "Index of claims", from: "claims.json", score,
      MarkdownTable(header: ["No.", "Claim", "Verdict", "Seeds", "Chapter"], rows: rows))
  }

  /// A row for each box about `claim`, in the order of the chapters.
  private func rowsThatSettle(_ claim: Claim) -> [[String]] {
    entries.flatMap { chapter, facts in
      facts.claims.filter { $0.number == claim.number }.map { settled in
        let box = chapter.link(
          settled.outcome.words, to: "#claim-\(chapter.number)-\(claim.number)")
        return [
          "\(claim.number)", claim.sentence.literalWords,
          settled.condition.map { "\(box) when \($0)" } ?? box, settled.seeds?.cell ?? "–",
          chapter.link,
        ]
      }
    }
  }

  /// The row of a claim that no chapter has settled yet.
  private func rowThatWaits(_ claim: Claim) throws(WeaveError) -> [String] {
    var place = "–"
    if let name = claim.chapter {
      guard let chapter = book.chapter(named: name) else {
        throw WeaveError(
          .unknown(kind: "chapter", name: name, known: book.chapters.map(\.name)),
          at: Place(file: "chapters/claims.json", line: 1))
      }
      place = "Chapter \(chapter.number)"
    }
    return ["\(claim.number)", claim.sentence.literalWords, "to come", "–", place]
  }

  /// The methods at a glance, `chapters/methods.md`: a row for each card, by chapter.
  package func methodsPage() -> String {
    let rows = entries.flatMap { chapter, facts in
      facts.cards.enumerated().map { index, card in
        [
          chapter.link(card.title.literalWords, to: "#card-\(chapter.number)-\(index + 1)"),
          card.scope,
          card.kind, card.maySee, card.forwardPasses, card.backwardPasses,
          card.deterministic, chapter.link,
        ]
      }
    }
    let words = """
      One row for each method's card. *May see* is what of the model the method may use;
      *forward* and *backward* are the passes through the model that one explanation takes.
      """
    return page(
      "Methods at a glance", from: "*/facts.json", words,
      MarkdownTable(
        header: [
          "Method", "Scope", "Kind", "May see", "Forward", "Backward", "Deterministic", "Chapter",
        ],
        rows: rows))
  }

  private var entries: [(Book.Chapter, ChapterFacts)] {
    facts.compactMap { facts in book.chapter(named: facts.chapter).map { ($0, facts) } }
  }

  /// How many claims are settled, and how.
  ///
  private var score: String {
    var outcomes: [Int: Set<ChapterFacts.Outcome>] = [:]
    for claim in facts.flatMap(\.claims) {
      outcomes[claim.number, default: []].insert(claim.outcome)
    }
    if outcomes.isEmpty { return "None of the lectures' \(claims.count) claims is settled yet." }
    let counts = ChapterFacts.Outcome.allCases.compactMap { outcome -> String? in
      let count = outcomes.values.count { joint($0) == outcome }
      if count == 0 { return nil }
      return switch outcome {
      case .holds: "\(count) \(count == 1 ? "holds" : "hold")"
      case .holdsWhen: "\(count) \(count == 1 ? "holds" : "hold") when a condition is met"
      case .refuted, .byConstruction, .reenacted:
        "\(count) \(count == 1 ? "is" : "are") \(outcome.words)"
      }
    }
    let verb = outcomes.count == 1 ? "is" : "are"
    let open = claims.count - outcomes.count
    return "\(outcomes.count) of the lectures' \(claims.count) claims \(verb) settled by an "
      + "experiment: \(listed(counts)). The verdict leads to the experiment."
      + (open == 0 ? "" : " What is to come waits for the chapter beside it.")
  }
}

/// How a claim came out that chapters settled in these ways.
///
/// One that was refuted in one chapter only, or holds under a condition in one, holds when
/// something is the case.
private func joint(_ outcomes: Set<ChapterFacts.Outcome>) -> ChapterFacts.Outcome? {
  if outcomes.count < 2 { return outcomes.first }
  return outcomes.isDisjoint(with: [.refuted, .holdsWhen]) ? .holds : .holdsWhen
}

/// A woven page of the book that is a table below a few words.
func page(_ title: String, from source: String, _ words: String, _ table: MarkdownTable) -> String {
  [
    "<!-- Woven from chapters/\(source). Do not edit: run `make book`. -->", "# \(title)", words,
    table.lines.joined(separator: "\n"),
  ].joined(separator: "\n\n") + "\n"
}

/// `words` with commas between them and “and” before the last.
func listed(_ words: [String]) -> String {
  guard let last = words.last, words.count > 1 else { return words.joined() }
  return words.dropLast().joined(separator: ", ") + " and " + last
}

extension Book.Chapter {
  /// A link to the chapter from a page beside the chapters' folders.
  var link: String { link("Chapter \(number)", to: "") }

  /// A link with the text `words` to an anchor of the chapter's page.
  fileprivate func link(_ words: String, to anchor: String) -> String {
    "[\(words)](\(name)/README.md\(anchor))"
  }
}
