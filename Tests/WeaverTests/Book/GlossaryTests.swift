import Foundation
import Testing
import Weaver

@Suite struct `The glossary` {
  private func glossary(_ text: String) throws -> Glossary {
    try Glossary(
      JSONDecoder().decode([Glossary.Entry].self, from: Data(text.utf8)), text: text,
      book: Example.book)
  }

  private func entry(
    _ term: String, meaning: String = "A thing.", chapter: String = "shadows"
  ) -> String {
    """
    {"term": "\(term)", "korean": "그것", "meaning": "\(meaning)", "chapter": "\(chapter)"}
    """
  }

  @Test func `lists the terms of written chapters by the alphabet`() throws {
    let text =
      "[\n"
      + [
        entry("weight"), entry("Box", meaning: "Has $f$ | $g$."), entry("far", chapter: "later"),
        entry("apple", chapter: "first"),
      ].joined(separator: ",\n") + "\n]"
    let expected = """
      <!-- Woven from chapters/glossary.json. Do not edit: run `make book`. -->

      # Glossary

      The words of the chapters that are written, with their Korean terms.

      | Term | Korean | Meaning | Chapter |
      |:-|:-|:-|:-|
      | apple | 그것 | A thing. | [Chapter 1](first/README.md) |
      | Box | 그것 | Has $`f`$ \\| $`g`$. | [Chapter 5](shadows/README.md) |
      | weight | 그것 | A thing. | [Chapter 5](shadows/README.md) |

      """
    #expect(try glossary(text).page.withoutPadding == expected.withoutPadding)
  }

  @Test(arguments: [
    ("a", "a", 3, "term \"a\" exists already, at line 2"),
    ("a", "A", 3, "term \"A\" exists already, at line 2"),
    ("", "b", 2, "entry 1 has no term"),
  ])
  func `has each term once`(first: String, second: String, line: Int, fact: String) throws {
    let error = #expect(throws: WeaveError.self) {
      try glossary("[\n\(entry(first)),\n\(entry(second))\n]")
    }
    #expect(error?.description == "chapters/glossary.json:\(line): \(fact)")
  }

  @Test(arguments: ["term", "korean", "meaning", "chapter"])
  func `names what an entry lacks`(field: String) throws {
    let whole = "[\n\(entry("a")),\n\(entry("b"))\n]"
    let text = whole.replacing("\n]", with: "]")
    let cut = text.split(separator: "\n").enumerated().map { index, line in
      index == 2 ? String(line).replacing("\"\(field)\":", with: "\"other\":") : String(line)
    }.joined(separator: "\n")
    let error = #expect(throws: WeaveError.self) { try glossary(cut) }
    #expect(
      error?.description.hasSuffix(
        field == "term" ? "entry 2 has no term" : ":3: term \"b\" has no \(field)") == true)
  }

  @Test(arguments: [
    (
      "A \(String(repeating: "x", count: 140))", "shadows",
      "the meaning of \"a\" has 142 letters; a cell has room for 140"
    ),
    ("A.", "none", "chapters/book.json lists no chapter \"none\"; known: first, shadows, later"),
    (
      "See @fig-a.", "shadows",
      "these words stand on other pages too, so they cannot refer or cite: See @fig-a."
    ),
  ])
  func `refuses what does not fit its table`(
    meaning: String, chapter: String, fact: String
  ) throws {
    let error = #expect(throws: WeaveError.self) {
      try glossary("[\(entry("a", meaning: meaning, chapter: chapter))]")
    }
    #expect(error?.description == "chapters/glossary.json:1: \(fact)")
  }
}
