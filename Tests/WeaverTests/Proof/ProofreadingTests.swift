import Testing
import Weaver

@Suite struct `Proofreading without a run` {
  private func complaint(_ source: String, chapter: String = "shadows") throws -> String {
    var context = try Example.context()
    context.chapter = chapter
    do {
      try proofread(source: source, context: context)
      return ""
    } catch {
      return "\(error)".replacing("chapters/shadows/main.swift:", with: "")
    }
  }

  @Test func `leaves figures, tables and values to the run`() throws {
    #expect(try complaint(try Example.source()) == "")
    #expect(try complaint(Small.source("//: @fig-a @tab-b \\(c)\nfinish()")) == "")
  }

  @Test(arguments: [
    ("//: [@nobody]\nfinish()", "3: no work named \"nobody\"; known: ribeiro2016, garreau2020"),
    ("//: @ch-lime\nfinish()", "3: no chapter named \"lime\"; known: first, shadows, later"),
    ("//: @eq-a\nfinish()", "3: no equation named \"a\"; there is none"),
    ("//: @lst-a\nfinish()", "3: no listing named \"a\"; there is none"),
    (
      "//: $$ a $$ {#eq-a}\nfinish()",
      "3: equation \"a\" is never used; write @eq-a in the prose"
    ),
    ("//: @lst-a\n//: @listing(None.swift, a)\nfinish()", "4: no file None.swift"),
    ("f()", "3: the chapter has no finish() as its last line"),
    ("finish()\nf()", "4: the chapter has no finish() as its last line"),
    ("", "1: the chapter has no finish() as its last line"),
  ])
  func `finds what is wrong`(body: String, expected: String) throws {
    #expect(try complaint(Small.source(body)) == expected)
  }

  @Test(arguments: [
    ("//: It is right in 55.3 percent of cases.", "55.3 percent"),
    ("//: It is right in\n//: 55.3 % of cases.", "55.3 %"), ("//: > - 37% are blank", "37%"),
    ("//: an overlap of 0.61,", "0.61"), ("//: | a | 0.61 |", "0.61"),
    ("//: 1,234.5 of them", "1,234.5"), ("//: ## A gap of 0.61", "0.61"),
    ("//: `0.61` is not 0.62", "0.62"), ("//: a 12 per cent rise", "12 per cent"),
    ("//: @answer\n//: 0.61\n//: @end", "0.61"),
  ])
  func `finds numbers that are typed into prose`(prose: String, number: String) throws {
    let told = try complaint(
      Small.source("//: > [!TIP]\n//: > **Exercise.** T.\n\n" + prose + "\nfinish()"))
    #expect(told.contains(": \(number) is typed into prose"), "\(told)")
    #expect(told.hasPrefix(prose.contains("\n") ? "7" : "6"), "\(told)")
  }

  @Test func `finds numbers that are typed into the sentence of folded code`() throws {
    let told = try complaint(
      Small.source(
        "//#-folded-code It is right in 55 % of cases\nf()\n//#-end-folded-code\nfinish()"))
    #expect(told.hasPrefix("4: 55 % is typed into prose"), "\(told)")
  }

  @Test(arguments: [
    "//: The width is $0.61$, or `0.61`, at most 7 of 1,200.",
    "//: The paper says 0.61 [@ribeiro2016].",
    "//: The knob stands at 0.25, which is 25 %.",
    "//: Version 1.2.3, Swift6.3 and arXiv 1810.03292v2.",
    "//: See [the list](https://x.org/0.61).", "//: ```console\n//: 0.61\n//: ```",
    "//: It is \\(n).",
  ])
  func `lets numbers stand that are given`(prose: String) throws {
    #expect(try complaint(Small.source(prose + "\nlet width = 0.25\nfinish()")) == "")
  }

  @Test(arguments: ["R&D", "*bold*", "`x`", "a_b", "[x]", "$x$"])
  func `refuses a title with markup, which would stand on other pages`(title: String) throws {
    var context = try Example.context()
    context.book.chapters[1].title = title
    let error = #expect(throws: WeaveError.self) {
      try proofread(source: "//: # \(title)\nfinish()\n", context: context)
    }
    #expect(error?.description.contains("so it is plain words") == true)
  }

  @Test func `expects the title that the contents give`() throws {
    let expected = "the chapter starts with no title; expected: //: # Title"
    #expect(try complaint("f()\n//: # Shadows: a tiny chapter\n") == "1: " + expected)
    #expect(try complaint("//: text\n") == "1: " + expected)
    #expect(try complaint("") == "1: " + expected)
    #expect(
      try complaint("//: # Shade\n")
        == "1: the title is \"Shade\" here and \"Shadows: a tiny chapter\" in chapters/book.json; "
        + "make them equal")
    #expect(
      try complaint("//: # A\n", chapter: "none")
        == "chapters/none/main.swift:1: chapters/book.json lists no chapter \"none\"; "
        + "known: first, shadows, later")
  }
}
