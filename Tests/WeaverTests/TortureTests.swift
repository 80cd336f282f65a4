import Foundation
import TestSupport
import Testing
import Weaver

/// Text that Markdown, TeX, HTML, Typst or Lua would read, in every place that a run can fill.
///
/// The pages kept as fixtures are those that `book/tests/test_torture.py` holds through print and
/// web, where every text has to be found as the characters that it is.
@Suite struct `Text that looks like markup` {
  private struct Texts: Decodable {
    /// What a run computes.
    var plain: [String]
    /// What an author writes in a caption or a check, and what a reader sees.
    var shown: [[String]]
    /// Letters that no font of the printed book has.
    var unprinted: [String]
  }

  private func texts() throws -> Texts {
    try Fixture.decode(Texts.self, from: "weaver/torture.json")
  }

  /// The chapter: every value alone, within a line, and in a list; then one cell.
  private func source(_ texts: Texts) -> String {
    var prose = ["# Shadows: a tiny chapter", "", "## Heading \\(h)", ""]
    for (index, _) in (texts.plain + texts.unprinted).enumerated() {
      prose += ["Alone V\(index)", "", "\\(v\(index))", "", "Followed V\(index)", ""]
      prose += ["\\(v\(index)). Then", "", "- \\(v\(index))", "- within \\(v\(index)) a line", ""]
    }
    prose += ["See @fig-a and @tab-t."]
    return prose.map { "//: " + $0 + "\n" }.joined() + "show()\n"
  }

  private func events(_ texts: Texts, line: Int) -> [Event] {
    let plain = texts.plain + texts.unprinted
    let shown = texts.shown.map { $0[0] }
    var contents: [Event.Content] = [.value(name: "h", text: "## x ##")]
    contents += plain.enumerated().map { .value(name: "v\($0.offset)", text: $0.element) }
    contents += plain.map { .text($0 + "\n") }
    contents += [
      .sweep(
        label: "a", path: "figures/shadows/a.svg", caption: shown.joined(separator: " ¦ "),
        alt: texts.plain.joined(separator: " ¦ "), name: "width <i>",
        values: ["&amp; \"q\"", "<b> $x$ *y*"]),
      .table(
        label: "t", caption: "C.", header: ["a|b <i>", "*x*", ""],
        rows: plain.enumerated().map { ["V\($0.offset)", $0.element, ""] }),
    ]
    contents += shown.map { .check(sentence: $0, claim: nil, verdict: nil) }
    contents += [
      .check(
        sentence: "it holds", claim: 1, verdict: .holdsWhen(shown.joined(separator: " ¦ "))),
      .card(
        title: "a|b <i> [x](y) $z$", rows: Example.card + shown.map { ["a|<i>", $0] }),
    ]
    return contents.map { content in
      Event(
        site: Site(
          fileID: "chapter_shadows/main.swift", line: line, function: "chapter_shadows"),
        content: content)
    }
  }

  private func context() throws -> WeaveContext {
    var context = try Example.context()
    context.book.chapters.removeAll { $0.name != "shadows" }
    context.claims = [Claim(number: 1, sentence: "A <b> is *bold* & [linked](x) -- $5.")]
    return context
  }

  @Test func `reaches the page escaped, wherever it stands`() throws {
    let texts = try texts()
    let source = source(texts)
    let line = source.split(separator: "\n", omittingEmptySubsequences: false).count - 1
    let page = try weave(
      source: source, events: events(texts, line: line), context: try context())
    try expect(page.markdown, equals: "weaver/torture.md")
    let back = BackMatter(
      book: try context().book, claims: try context().claims, facts: [page.facts])
    try expect(try back.claimsPage(), equals: "weaver/torture-claims.md")
    try expect(back.methodsPage(), equals: "weaver/torture-methods.md")
  }

  @Test func `reaches the pages of works, terms and chapters escaped`() throws {
    let words = try texts().shown.map { $0[1] }.filter { $0.count < 60 }
    // BibTeX keeps a backslash and braces for itself.
    let bibTeX = words.filter { !$0.contains { "\\{}\"".contains($0) } }.enumerated().map {
      """
      @book{key\($0.offset), author = {Ann \($0.element.escapedForBibTeX)}, year = 2000,
        title = {\($0.element.escapedForBibTeX)}, publisher = {P}, doi = {10.1/(a)<b>_c}}
      """
    }.joined(separator: "\n")
    let works = try Bibliography(bibTeX: bibTeX, file: "chapters/references.bib")
    try expect(
      try works.page(citing: works.works.map(\.key)), equals: "weaver/torture-references.md")
    let entries = try JSONEncoder().encode(
      words.map { word in
        [
          "term": word.escapedForAuthors, "korean": "한 " + word.escapedForAuthors,
          "meaning": word.escapedForAuthors, "chapter": "shadows",
        ]
      })
    let file = BookFile("chapters/glossary.json", bytes: Array(entries))
    try expect(
      try Glossary(
        file.decoded(as: [Glossary.Entry].self), text: try file.text(), book: try context().book
      ).page, equals: "weaver/torture-glossary.md")
    var book = try context().book
    book.title = "R&D <b>"
    book.chapters[0].summary = words.joined(separator: " ¦ ")
    try expect(book.index(), equals: "weaver/torture-contents.md")
  }
}

extension String {
  fileprivate var escapedForBibTeX: String {
    map { "&%$#_".contains($0) ? "\\\($0)" : "\($0)" }.joined()
  }

  /// The text as an author writes it where formulas, code, emphasis and references are markup.
  fileprivate var escapedForAuthors: String {
    map { "\\`*$@".contains($0) ? "\\\($0)" : "\($0)" }.joined()
  }
}
