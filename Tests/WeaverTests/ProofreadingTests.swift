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
