import Testing
import Weaver

@Suite struct `The findings of a run` {
  private static let events: [(line: Int, content: Event.Content)] = [
    (3, .text("a\n")), (3, .value(name: "gap", text: "3 %")),
    (4, .check(sentence: "the gap is 3", claim: 7, verdict: .holds)),
    (
      5,
      .figure(label: "cover", path: "figures/cover.svg", caption: "A square.", alt: "Blue.")
    ),
    (6, .table(label: "t", caption: "Rows.", header: ["a", "b"], rows: [["1", "2"]])),
    (7, .check(sentence: "it holds", claim: nil, verdict: nil)),
    (8, .card(title: "Card", rows: [["scope", "local"]])),
    (
      9,
      .sweep(
        label: "rows", path: "figures/rows.svg", caption: "C.", alt: "A.", name: "samples",
        values: ["1", "2"])
    ),
  ]

  private func findings(
    _ events: [(line: Int, content: Event.Content)] = events,
    drawings: [String: String] = ["cover.svg": "d", "rows.svg": "e"]
  ) throws -> Findings {
    let source = "//: # T\n\nf()\ncheck(a)\nf()\nf()\ncheck(b)\nf()\nf()\n"
    let code = ChapterCode(try ChapterSource(source, file: "f"))
    return Findings(
      of: "shadows", code: code, events: Small.events(events), drawings: drawings)
  }

  /// The findings with the event `index` in another shape, or moved to another line.
  private func changed(_ index: Int, _ content: Event.Content?, line: Int? = nil) throws -> Findings
  {
    var events = Self.events
    events[index] = (line ?? events[index].line, content ?? events[index].content)
    return try findings(events)
  }

  @Test func `are its checks by number, and what it remembered`() throws {
    let findings = try findings()
    #expect(findings.checks.map(\.number) == [1, 2])
    #expect(findings.checks.map(\.claim) == [7, nil])
    #expect(findings.checks.map(\.sentence) == ["the gap is 3", "it holds"])
    #expect(findings.checks.map(\.holds) == [true, true])
    #expect(findings.values.map(\.name) == ["gap"])
    #expect(findings.values.map(\.text) == ["3 %"])
  }

  @Test func `have a check that was said several times hold if it did each time`() throws {
    let good = Event.Content.check(sentence: "good", claim: nil, verdict: nil)
    let bad = Event.Content.miss(sentence: "bad")
    for order in [[good, bad, good], [bad, good], [good, bad]] {
      let found = try findings(order.map { (7, $0) })
      #expect(found.checks.map(\.number) == [2])
      #expect(found.checks.map(\.holds) == [false])
      #expect(found.checks.map(\.sentence) == ["bad"])
    }
  }

  @Test func `have another fingerprint when anything computed is other`() throws {
    let usual = try findings().results
    #expect(try changed(0, .text("b\n")).results != usual)
    #expect(try changed(1, .value(name: "gap", text: "4 %")).results != usual)
    #expect(
      try changed(2, .check(sentence: "the gap is 4", claim: 7, verdict: .holds)).results != usual)
    #expect(
      try changed(2, .check(sentence: "the gap is 3", claim: 7, verdict: .refuted)).results != usual
    )
    #expect(try changed(2, .miss(sentence: "the gap is 3")).results != usual)
    #expect(
      try changed(4, .table(label: "t", caption: "Rows.", header: ["a", "b"], rows: [["1", "3"]]))
        .results != usual)
    #expect(try findings(drawings: ["cover.svg": "d", "rows.svg": "f"]).results != usual)
    #expect(try findings(drawings: ["cover.svg": "d"]).results != usual)
    #expect(try findings(Array(Self.events.dropLast())).results != usual)
    // The bounds of texts count.
    #expect(
      try changed(4, .table(label: "t", caption: "Rows.", header: ["ab", ""], rows: [["1", "2"]]))
        .results != usual)
  }

  @Test func `have the same with other words around, and from other lines`() throws {
    let usual = try findings().results
    let figure = Event.Content.figure(
      label: "cover", path: "other/cover.svg", caption: "New.", alt: "New.")
    #expect(try changed(3, figure).results == usual)
    #expect(
      try changed(4, .table(label: "t", caption: "New.", header: ["a", "b"], rows: [["1", "2"]]))
        .results == usual)
    #expect(try changed(6, .card(title: "New", rows: [])).results == usual)
    #expect(try changed(0, nil, line: 6).results == usual)
  }
}
