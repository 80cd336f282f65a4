import Foundation
import TestSupport
import Testing
import Weaver

/// The example that several tests weave: a chapter, what its run showed, and its book.
enum Example {
  /// The text of the example chapter.
  static func source() throws -> String {
    try text("weaver/chapter.swift")
  }

  /// A fixture's text.
  static func text(_ path: String) throws -> String {
    String(decoding: try Fixture.data(path), as: UTF8.self)
  }

  /// A book of three chapters, the example in the middle.
  static let book = Book(
    title: "Example", subtitle: "A book of three chapters",
    chapters: [
      Book.Chapter(
        number: 1, name: "first", title: "First", summary: "Before.", status: .written),
      Book.Chapter(
        number: 5, name: "shadows", title: "Shadows: a tiny chapter", summary: "The example.",
        status: .written),
      Book.Chapter(
        number: 7, name: "later", title: "Later", summary: "After.", status: .planned),
    ])

  /// The context of the example.
  static func context(
    bibliography: Bibliography? = nil, pageFolder: String? = nil
  ) throws -> WeaveContext {
    let quoted = try text("weaver/Example.swift")
    return WeaveContext(
      chapter: "shadows", pageFolder: pageFolder, book: book,
      claims: [
        Claim(number: 1, sentence: "A box needs a rule."),
        Claim(number: 2, sentence: "A map is right."),
      ],
      bibliography: try bibliography
        ?? Bibliography(bibTeX: bibTeX, file: "chapters/references.bib"),
      quotedFile: { path in
        BookFile(
          path, bytes: path == "Sources/Explainers/Example.swift" ? Array(quoted.utf8) : nil)
      })
  }

  /// Two works.
  static let bibTeX = """
    @inproceedings{ribeiro2016,
      author = {Marco Tulio Ribeiro and Sameer Singh and Carlos Guestrin},
      title = {Why?}, booktitle = {Proceedings}, pages = {1--10}, year = 2016,
    }
    @article{garreau2020,
      author = {Damien Garreau and Ulrike von Luxburg},
      title = {A {Theory}}, journal = "Journal", volume = 3, number = 4, year = {2020},
    }
    """

  /// What the example's run shows, each event at the line of the call that shows it.
  static func events(of source: String) -> [Event] {
    [
      event("print(\"two", .text("two lines\n"), in: source),
      event("print(\"of", .text("of output \n"), in: source),
      event("remember(\"boxes", .value(name: "boxes", text: "7"), in: source),
      event("print(\"weighed", .text("weighed\n"), in: source),
      event(
        "check(\n",
        .check(sentence: "7 boxes, and no sample is empty", claim: nil, verdict: nil),
        in: source),
      event(
        "figure(\"bars\"",
        .figure(
          label: "bars", path: "figures/shadows/bars.svg", caption: "Bars of $f$.",
          alt: "Two bars [a, b]"),
        in: source),
      event(
        "table(",
        .table(
          label: "scores", caption: "Scores by rule, after @ribeiro2016.",
          header: ["rule a|b", "score"], rows: [["x", "+0.5"], ["y", "−12 %"], ["z", "–"]]),
        in: source),
      event("remember(\"hits", .value(name: "hits", text: "12"), in: source),
      event(
        "check(true, \"the weights",
        .check(sentence: "the weights add up to $1$", claim: nil, verdict: nil), in: source),
      event(
        "check(true, \"f(x)",
        .check(sentence: "f(x) is linear.", claim: nil, verdict: nil), in: source),
      event(
        "check(true, \"the map",
        .check(sentence: "the map was right", claim: 2, verdict: .holds), in: source),
      event(
        "check(true, \"a rule",
        .check(sentence: "a rule", claim: 1, verdict: .holdsWhen("samples are many")),
        in: source),
      event(
        "card()", .card(title: "Shadows", rows: card + [["unit", "cm"]]), in: source),
    ]
  }

  /// The standard rows of a card.
  static let card = [
    ["question", "where?"], ["forward passes", "2"], ["backward passes", "1 a class"],
    ["may see", "weights | outputs"], ["scope", "local: one picture"],
    ["kind", "post hoc, model specific"], ["deterministic", "yes"],
  ]

  /// An event at the first line of `source` that starts with `call`.
  static func event(_ call: String, _ content: Event.Content, in source: String) -> Event {
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    let line = (lines.firstIndex { ($0 + "\n").hasPrefix(call) } ?? -1) + 1
    return Event(
      site: Site(
        fileID: "chapter_shadows/main.swift", line: line, function: "chapter_shadows"),
      content: content)
  }
}
