import Testing
import Weaver

@Suite struct `What a check shows` {
  @Test func `is one note with the checks before it`() throws {
    let one: Event.Content = .check(sentence: "the sum is 1", claim: nil, verdict: nil)
    let figure: Event.Content = .figure(label: "a", path: "a.svg", caption: "C.", alt: "A")
    #expect(
      try Small.page("f()", showing: [(3, one)]).hasSuffix("> **Checked.** The sum is 1."))
    let page = try Small.page("f()\n//: @fig-a", showing: [(3, one), (3, figure), (3, one)])
    #expect(page.matches(of: /> \*\*Checked\.\*\* The/).count == 2)
  }

  @Test func `tells what did not hold with turned knobs`() throws {
    let page = try Small.page("f()", showing: [(3, .miss(sentence: "the sum is 1"))])
    #expect(page.hasSuffix("> [!CAUTION]\n> **Not in this run.** The sum is 1."))
  }

  @Test(arguments: [
    (Verdict.holds, "holds"), (.refuted, "refuted"),
    (.holdsWhen("$n > 9$"), "holds when $`n > 9`$"),
    (.byConstruction, "true by construction"), (.reenacted, "re-enacted"),
  ])
  func `settles claims with their words`(verdict: Verdict, words: String) throws {
    let body = Small.source("f()")
    let events = Small.events([(3, .check(sentence: "we saw it", claim: 2, verdict: verdict))])
    let page = try weave(source: body, events: events, context: try Example.context())
    #expect(
      page.markdown.contains(
        "\n\n<a id=\"claim-5-2\"></a>\n\n"
          + "> [!WARNING]\n> **Claim 2: \(words).** *A map is right.* We saw it.\n"))
  }

  @Test func `unfolds what its checks tested in their box`() throws {
    let one: Event.Content = .check(sentence: "it is so", claim: nil, verdict: nil)
    let code = "check(\n  a < b\n    && b < c,\n  \"it is so\")\ncheck(f(a, b), \"it is so\")\ng()"
    let page = try Small.page(code, showing: [(3, one), (7, one)])
    let expected = """
      <!-- lines of chapters/shadows/main.swift: 8 -->

      ```swift
      g()
      ```

      > **Checked.**
      >
      > - It is so.
      > - It is so.
      >
      > <details><summary>What was tested</summary>
      >
      > ```swift
      > a < b
      >   && b < c
      >
      > f(a, b)
      > ```
      >
      > </details>
      """
    #expect(page == expected)
    let settled: Event.Content = .check(sentence: "we saw it", claim: 2, verdict: .refuted)
    let tail = """
       We saw it.
      >
      > <details><summary>What was tested</summary>
      >
      > ```swift
      > f(a, b)
      > ```
      >
      > </details>
      """
    #expect(try Small.page(code, showing: [(7, settled)]).hasSuffix(tail))
    let miss: Event.Content = .miss(sentence: "we saw it")
    #expect(try Small.page(code, showing: [(7, miss)]).hasSuffix(tail))
  }

  @Test func `unfolds once what a loop tested`() throws {
    let one: Event.Content = .check(sentence: "it is so", claim: nil, verdict: nil)
    let page = try Small.page(
      "for a in b {\n  check(a > 0, \"it is so\")\n}", showing: [(4, one), (4, one)])
    #expect(page.contains("> - It is so.\n> - It is so.\n>\n> <details>"))
    #expect(page.matches(of: /\n> a > 0\n/).count == 1)
  }

  @Test func `settles a claim once`() throws {
    let settled: Event.Content = .check(sentence: "we saw it", claim: 2, verdict: .holds)
    #expect(
      try Small.complaint(about: "f()\ng()", showing: [(3, settled), (4, settled)])
        == "4: check of claim \"2\" exists already, at line 3")
  }
}
