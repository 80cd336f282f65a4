import Testing
import Weaver

@Suite struct `The pages about all chapters` {
  private let claims = (1...9).map {
    Claim(number: $0, sentence: "Sentence \($0) | x.", chapter: $0 == 5 ? "later" : nil)
  }

  /// The facts of the chapter in the folder `name`, after these checks and cards.
  private func facts(
    _ name: String, claims: [(Int, Verdict)] = [], cards: [String] = []
  ) throws -> ChapterFacts {
    var context = try Example.context()
    (context.chapter, context.claims) = (name, self.claims)
    let title = try #require(context.book.chapter(named: name)).title
    let shown =
      claims.map { Event.Content.check(sentence: "s", claim: $0.0, verdict: $0.1) }
      + cards.map { .card(title: $0, rows: Example.card) }
    let source = "//: # \(title)\n\nf()\n"
    return try weave(
      source: source, events: Small.events(shown.map { (3, $0) }), context: context
    ).facts
  }

  private func backMatter(_ facts: ChapterFacts...) -> BackMatter {
    BackMatter(book: Example.book, claims: claims, facts: facts)
  }

  @Test func `list the settled claims by number, each with a link to its box`() throws {
    var first = try facts("first", claims: [(2, .holdsWhen("it rains")), (9, .holds)])
    first.claims[0].seeds = SeedTally(held: 7, seeds: 10)
    first.claims[1].seeds = SeedTally(held: 10, seeds: 10)
    let page = try backMatter(
      facts("shadows", claims: [(7, .refuted), (2, .holdsWhen("$n > 9$"))]), first
    ).claimsPage()
    let expected = """
      <!-- Woven from chapters/claims.json. Do not edit: run `make book`. -->

      # Index of claims

      3 of the lectures' 9 claims are settled by an experiment: 1 holds, \
      1 holds when a condition is met and 1 is refuted. The verdict leads to the experiment. \
      What is to come waits for the chapter beside it.

      | No. | Claim | Verdict | Seeds | Chapter |
      |----:|:------|:--------|:------|:--------|
      |   1 | Sentence 1 \\| x. | to come | – | – |
      |   2 | Sentence 2 \\| x. | [holds](first/README.md#claim-1-2) when it rains | **7 of 10** | [Chapter 1](first/README.md) |
      |   2 | Sentence 2 \\| x. | [holds](shadows/README.md#claim-5-2) when $`n > 9`$ | – | [Chapter 5](shadows/README.md) |
      |   3 | Sentence 3 \\| x. | to come | – | – |
      |   4 | Sentence 4 \\| x. | to come | – | – |
      |   5 | Sentence 5 \\| x. | to come | – | Chapter 7 |
      |   6 | Sentence 6 \\| x. | to come | – | – |
      |   7 | Sentence 7 \\| x. | [refuted](shadows/README.md#claim-5-7) | – | [Chapter 5](shadows/README.md) |
      |   8 | Sentence 8 \\| x. | to come | – | – |
      |   9 | Sentence 9 \\| x. | [holds](first/README.md#claim-1-9) | 10 of 10 | [Chapter 1](first/README.md) |

      """
    #expect(page.withoutPadding == expected.withoutPadding)
  }

  @Test func `count a claim that came out in two ways as one with a condition`() throws {
    let page = try backMatter(
      facts("shadows", claims: [(2, .holds)]), facts("first", claims: [(2, .refuted)])
    ).claimsPage()
    #expect(
      page.contains(
        "1 of the lectures' 9 claims is settled by an experiment: "
          + "1 holds when a condition is met. The"))
  }

  @Test func `tell what is true by construction and what is re-enacted`() throws {
    let page = try backMatter(
      facts("shadows", claims: [(2, .byConstruction), (3, .byConstruction), (4, .reenacted)]),
      facts("first", claims: [(4, .holds), (5, .reenacted)])
    ).claimsPage()
    #expect(page.contains(": 1 holds, 2 are true by construction and 1 is re-enacted. The"))
    #expect(page.contains("| [true by construction](shadows/README.md#claim-5-2) "))
    #expect(page.contains("| [re-enacted](first/README.md#claim-1-5) "))
  }

  @Test func `say if no claim is settled`() throws {
    #expect(
      try backMatter(facts("first")).claimsPage()
        .contains("\n\nNone of the lectures' 9 claims is settled yet.\n\n"))
  }

  @Test func `refuse a claim that the lectures do not make`() throws {
    let facts = try facts("shadows", claims: [(2, .holds)])
    let error = #expect(throws: WeaveError.self) {
      try BackMatter(book: Example.book, claims: [], facts: [facts]).claimsPage()
    }
    #expect(
      error?.description == "chapters/shadows/facts.json:1: "
        + "no claim named \"2\"; known: those in chapters/claims.json")
  }

  @Test func `refuse a claim that waits for a chapter that is not in the book`() throws {
    let facts = try facts("shadows", claims: [(2, .holds)])
    let waiting = claims + [Claim(number: 10, sentence: "S.", chapter: "nowhere")]
    let error = #expect(throws: WeaveError.self) {
      try BackMatter(book: Example.book, claims: waiting, facts: [facts]).claimsPage()
    }
    #expect(
      error?.description == "chapters/claims.json:1: "
        + "no chapter named \"nowhere\"; known: first, shadows, later")
  }

  @Test func `show the methods of written chapters beside each other`() throws {
    let page = try backMatter(
      facts("later", cards: ["C"]), facts("shadows", cards: ["B", "A"]),
      facts("first", cards: ["D"])
    ).methodsPage()
    let rows = page.split(separator: "\n").filter { $0.hasPrefix("| [") }.map(String.init)
    let words =
      "local | post hoc, model specific | weights \\| outputs | 2 | 1 a class | yes"
    #expect(
      rows.map(\.withoutPadding) == [
        "| [D](first/README.md#card-1-1) | \(words) | [Chapter 1](first/README.md) |",
        "| [B](shadows/README.md#card-5-1) | \(words) | [Chapter 5](shadows/README.md) |",
        "| [A](shadows/README.md#card-5-2) | \(words) | [Chapter 5](shadows/README.md) |",
      ])
  }

  @Test func `do not depend on the order in which the chapters ran`() throws {
    let (first, second) = (
      try facts("shadows", claims: [(2, .holds)], cards: ["A"]),
      try facts("first", claims: [(2, .refuted), (1, .holds)], cards: ["B"])
    )
    let (one, other) = (backMatter(first, second), backMatter(second, first))
    #expect(try one.claimsPage() == other.claimsPage())
    #expect(one.methodsPage() == other.methodsPage())
  }
}

extension String {
  /// The text with every run of spaces as one, and rules of tables as short as can be.
  var withoutPadding: String {
    replacing(#/ +/#, with: " ").replacing(#/-+/#, with: "-")
  }
}
