import Testing
import Weaver

@Suite struct `What a cell shows` {
  private func figure(
    _ label: String, caption: String = "C.", alt: String = "A"
  ) -> Event.Content {
    .figure(label: label, path: "figures/shadows/\(label).svg", caption: caption, alt: alt)
  }

  private func table(_ header: [String], _ rows: [[String]]) -> Event.Content {
    .table(label: "t", caption: "C.", header: header, rows: rows)
  }

  @Test func `is its printed text in one block, then the rest in order`() throws {
    let page = try Small.page(
      "f()\ng()\n//: @fig-a @tab-t",
      showing: [
        (3, .text("1 ")), (3, figure("a")), (4, table(["k"], [["v"]])), (4, .text("2\n\n")),
        (4, .text("3\n")),
      ])
    let expected = """
      <!-- lines of chapters/shadows/main.swift: 3-4 -->

      ```swift
      f()
      g()
      ```

      ```console
      1 2

      3
      ```

      <a id="fig-5-1"></a>

      ![A](../../figures/shadows/a.svg)

      **Figure 5.1.** C.

      <a id="tab-5-1"></a>

      **Table 5.1.** C.

      | k   |
      |:----|
      | v   |

      [Figure 5.1](#fig-5-1) [Table 5.1](#tab-5-1)
      """
    #expect(page == expected)
  }

  @Test func `belongs to the cell that holds its line, and is numbered in the page's order`()
    throws
  {
    let page = try Small.page(
      "f()\n//-\ng()\n//: @fig-a @fig-b", showing: [(5, figure("b")), (3, figure("a"))])
    #expect(page.hasSuffix("[Figure 5.1](#fig-5-1) [Figure 5.2](#fig-5-2)"))
    let a = try #require(page.firstRange(of: "a.svg")).lowerBound
    let b = try #require(page.firstRange(of: "b.svg")).lowerBound
    #expect(a < b)
  }

  @Test func `may hold fences of its own`() throws {
    let page = try Small.page("f()", showing: [(3, .text("```\nx\n```\n"))])
    #expect(page.hasSuffix("````console\n```\nx\n```\n````"))
  }

  @Test func `has room for 80 columns, and Hangul takes two`() throws {
    let fits = String(repeating: "한", count: 40)
    #expect(try Small.page("f()", showing: [(3, .text(fits))]).contains(fits))
    #expect(
      try Small.complaint(
        about: "f()\ng()",
        showing: [(3, .text("한")), (3, .text("a\nb")), (4, .text(fits + "\nc\n"))])
        == "4: printed line of 81 columns; a page has room for 80: b" + fits)
    #expect(
      try Small.complaint(about: "f(\"\(fits)\")")
        == "3: the line has 85 columns; a page has room for 80")
  }

  @Test(arguments: [
    (Event.Content.text("a\rb"), "the printed text has the character U+000D"),
    (.value(name: "n", text: "\u{1b}[1m"), "value \"n\" has the character U+001B"),
    (.value(name: "n", text: " "), "value \"n\" has no text"),
    (.check(sentence: "", claim: nil, verdict: nil), "the check has no sentence"),
    (
      .check(sentence: "s", claim: 1, verdict: .holdsWhen("\u{9}")),
      "the check has the character U+0009"
    ),
    (.miss(sentence: "\u{202d}"), "the check has the character U+202D"),
    (.card(title: "T", rows: [["a", "\u{85}"]]), "card \"T\" has the character U+0085"),
    (
      .table(label: "t", caption: "C", header: ["\u{c}"], rows: []),
      "table \"t\" has the character U+000C"
    ),
    (
      .figure(label: "a", path: "p", caption: "C", alt: "\u{0}"),
      "the alternative text of \"a\" has the character U+0000"
    ),
    (
      .sweep(label: "a", path: "p", caption: "C", alt: "A", name: "n", values: ["\u{b}"]),
      "the sweep \"a\" has the character U+000B"
    ),
  ])
  func `holds letters only`(content: Event.Content, complaint: String) throws {
    #expect(try Small.complaint(about: "f()", showing: [(3, content)]).hasPrefix("3: " + complaint))
  }

  @Test func `goes into prose by name`() throws {
    let shown: [(line: Int, content: Event.Content)] = [(3, .value(name: "n", text: "3.1"))]
    #expect(try Small.page("f()\n//: It is \\(n).", showing: shown).hasSuffix("It is 3.1."))
    let unknown = "5: no value named \"m\"; known: n"
    #expect(
      try Small.complaint(about: "f()\n//: \\(n)\n//: \\(m)", showing: shown) == unknown)
    #expect(
      try Small.complaint(about: "f()", showing: shown)
        == "3: value \"n\" is never used; write \\(n) in the prose")
    #expect(
      try Small.complaint(about: "f()\n//: \\(n)", showing: shown + shown)
        == "3: value \"n\" exists already, at line 3")
  }

  @Test func `has columns of numbers to the right`() throws {
    let page = try Small.page(
      "f()\n//: @tab-t",
      showing: [
        (3, table(["a", "n", "m"], [["x", "−1.5e-3", "0.9 ± 0.1"], ["2", "10 %", "–"]]))
      ])
    let expected = """
      | a   |       n |         m |
      |:----|--------:|----------:|
      | x   | −1.5e-3 | 0.9 ± 0.1 |
      | 2   |    10 % |         – |
      """
    #expect(page.contains(expected))
  }

  @Test func `stands below its code if that is folded, too`() throws {
    let text: Event.Content = .text("3\n")
    let page = try Small.page(
      "//#-folded-code Two are added\nlet a = 1\n\nprint(a)\n//#-end-folded-code",
      showing: [(6, text)])
    let expected = """
      <details>
      <summary>Code: Two are added (lines 4–6)</summary>

      <!-- lines of chapters/shadows/main.swift: 4-6 -->

      ```swift
      let a = 1

      print(a)
      ```

      </details>

      ```console
      3
      ```
      """
    #expect(page == expected)
    let staged = try Small.page(
      "//#-folded-code One is drawn\nfigure(\n  \"a\")\n//#-end-folded-code\n//: @fig-a",
      showing: [(4, figure("a"))])
    #expect(staged.hasPrefix("<a id=\"fig-5-1\">"))
  }

  @Test func `has an anchor for each card`() throws {
    let card: Event.Content = .card(title: "T", rows: Example.card)
    let page = try Small.page("f()\ng()", showing: [(3, card), (4, card)])
    let cards = page.matches(of: #/<a id="(card-5-\d)"></a>\n\n\| T  /#)
    #expect(cards.map(\.output.1) == ["card-5-1", "card-5-2"])
  }

  @Test func `links from where the page lies`() throws {
    let page = try weave(
      source: Small.source("f()\n//: @fig-a"), events: Small.events([(3, figure("a"))]),
      context: try Example.context(pageFolder: "figures/deep/down"))
    #expect(page.markdown.contains("](../../shadows/a.svg)"))
    #expect(page.markdown.contains("](../../../chapters/README.md)"))
  }

  @Test(arguments: [
    ("f()\n//: a", 4, Event.Content.text("x"), "4: output from a line that is in no cell"),
    (
      "f()", 3, .text(String(repeating: "x", count: 81)),
      "3: printed line of 81 columns; a page has room for 80: "
        + String(repeating: "x", count: 81)
    ),
    (
      "f()", 3, .figure(label: "a", path: "p", caption: " ", alt: "A"),
      "3: figure \"a\" has no caption"
    ),
    (
      "f()", 3, .figure(label: "a", path: "p", caption: "C", alt: ""),
      "3: figure \"a\" has no alternative text"
    ),
    (
      "f()", 3, .figure(label: "a", path: "p", caption: "C", alt: "A"),
      "3: figure \"a\" is never used; write @fig-a in the prose"
    ),
    (
      "f()\n//: @fig-b", 3, .figure(label: "a", path: "p", caption: "C", alt: "A"),
      "4: no figure named \"b\"; known: a"
    ),
    (
      "f()\n//: @tab-a", 3, .table(label: "a", caption: "", header: ["h"], rows: []),
      "3: table \"a\" has no caption"
    ),
    (
      "f()\n//: @tab-a", 3, .table(label: "a", caption: "C", header: ["h"], rows: [["1", "2"]]),
      "3: row 1 has 2 cells, the header 1"
    ),
    (
      "f()", 3, .check(sentence: "s", claim: 9, verdict: .holds),
      "3: no claim named \"9\"; known: those in chapters/claims.json"
    ),
    (
      "f()", 3, .check(sentence: "s", claim: 1, verdict: nil),
      "3: the check of claim 1 gives no verdict"
    ),
    (
      "f()", 3, .check(sentence: "s", claim: nil, verdict: .holds),
      "3: the check gives a verdict but no claim"
    ),
  ])
  func `that is wrong is refused with its line`(
    body: String, line: Int, content: Event.Content, complaint: String
  ) throws {
    #expect(try Small.complaint(about: body, showing: [(line, content)]) == complaint)
  }

  @Test func `has labels of its own`() throws {
    #expect(
      try Small.complaint(
        about: "f()\ng()\n//: @fig-a", showing: [(3, figure("a")), (4, figure("a"))])
        == "4: figure \"a\" exists already, at line 3")
  }

  @Test func `never comes from inside a function`() throws {
    let event = Event(
      site: Site(fileID: "chapter_shadows/main.swift", line: 3, function: "helper(_:)"),
      content: .text("x"))
    #expect(
      try Small.complaint(source: Small.source("f()"), events: [event])
        == "3: output from inside helper(_:); only cells speak: "
        + "return the value and show it at the top level")
  }
}
