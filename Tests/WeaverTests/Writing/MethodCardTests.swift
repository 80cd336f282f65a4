import Testing
import Weaver

@Suite struct `A method's card` {
  private func complaint(_ rows: [[String]], title: String = "Shadows") throws -> String {
    try Small.complaint(about: "f()", showing: [(3, .card(title: title, rows: rows))])
  }

  @Test func `is kept in the words by which methods are compared`() throws {
    let page = try weave(
      source: Small.source("f()"),
      events: Small.events([(3, .card(title: "Shadows", rows: Example.card))]),
      context: try Example.context())
    let card = try #require(page.facts.cards.first)
    #expect(page.facts.cards.count == 1)
    #expect(card.title == "Shadows")
    #expect([card.forwardPasses, card.backwardPasses] == ["2", "1 a class"])
    #expect(card.maySee == "weights \\| outputs")
    #expect([card.scope, card.kind] == ["local", "post hoc, model specific"])
    #expect(card.deterministic == "yes")
  }

  @Test(arguments: Example.card.map { $0[0] })
  func `without a standard row is refused with the row's name`(row: String) throws {
    let expected = "3: card \"Shadows\" has no row \"\(row)\""
    #expect(try complaint(Example.card.filter { $0[0] != row }) == expected)
    #expect(try complaint(Example.card.map { $0[0] == row ? [row, " "] : $0 }) == expected)
  }

  @Test(arguments: [
    ("scope", "locally", "\"local\" or \"global\" first"),
    ("deterministic", "often", "\"yes\" or \"no\" first"),
    (
      "kind", "post hoc, agnostic",
      "\"intrinsic, model specific\" or \"intrinsic, model agnostic\" or "
        + "\"post hoc, model specific\" or \"post hoc, model agnostic\" first"
    ),
  ])
  func `begins a row with one of its words`(row: String, value: String, expected: String) throws {
    let rows = Example.card.map { $0[0] == row ? [row, value] : $0 }
    #expect(
      try complaint(rows)
        == "3: cannot read row \"\(row)\" of card \"Shadows\": \(value); expected: \(expected)")
  }

  @Test func `has each standard row once`() throws {
    #expect(
      try complaint(Example.card + [["scope", "global"]])
        == "3: cannot read card \"Shadows\"; expected: one row \"scope\", not 2")
  }

  @Test func `cannot refer to what is on its own page only`() throws {
    let rows = Example.card.map {
      $0[0] == "may see" ? ["may see", "what [@ribeiro2016] saw"] : $0
    }
    #expect(
      try complaint(rows) == "3: these words stand on other pages too, so they cannot refer or "
        + "cite: what [@ribeiro2016] saw")
  }
}
