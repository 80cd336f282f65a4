import Testing
import Weaver

@Suite struct `The book's index` {
  @Test func `links the chapters that are written and names the others`() {
    let expected = """
      <!-- Woven from chapters/book.json. Do not edit: run `make book`. -->

      # Example

      *A book of three chapters*

      [Preface](../book/front/preface.md) · [How to read a chapter](../book/front/how-to-read.md) · \
      [A one-page refresher](../book/front/refresher.md)

      Chapter 7 is still to come; its number is kept for it.

      | No. | Chapter                                      | What it shows | Run it                      |
      |----:|:---------------------------------------------|:--------------|:----------------------------|
      |   1 | [First](first/README.md)                     | Before.       | `swift run chapter-first`   |
      |   5 | [Shadows: a tiny chapter](shadows/README.md) | The example.  | `swift run chapter-shadows` |
      |   7 | Later                                        | After.        | to come                     |

      [Methods at a glance](methods.md) · [Index of claims](claims.md) · \
      [Glossary](glossary.md) · [References](references.md)

      """
    #expect(Example.book.index() == expected)
  }

  @Test func `tells which chapters are still to come`() {
    var book = Example.book
    for index in book.chapters.indices { book.chapters[index].status = .planned }
    #expect(
      book.index().contains(
        "\n\nChapters 1, 5 and 7 are still to come; their numbers are kept for them.\n\n"))
    for index in book.chapters.indices { book.chapters[index].status = .written }
    #expect(!book.index().contains("to come"))
  }
}

@Suite struct `The way between chapters` {
  private func navigation(_ name: String, statuses: [Book.Chapter.Status]) throws -> String {
    var context = try Example.context()
    context.chapter = name
    context.pageFolder = "chapters/" + name
    for index in context.book.chapters.indices {
      context.book.chapters[index].status = statuses[index]
    }
    let title = try #require(context.book.chapter(named: name)).title
    let page = try weave(source: "//: # \(title)\n", events: [], context: context).markdown
    return String(page.split(separator: "\n").last ?? "")
  }

  @Test func `leads to the written neighbours and to the contents`() throws {
    let all: [Book.Chapter.Status] = [.written, .written, .written]
    #expect(
      try navigation("first", statuses: all)
        == "[Contents](../README.md) · [5. Shadows: a tiny chapter →](../shadows/README.md)")
    #expect(
      try navigation("first", statuses: [.written, .planned, .written])
        == "[Contents](../README.md) · [7. Later →](../later/README.md)")
    #expect(
      try navigation("later", statuses: all)
        == "[← 5. Shadows: a tiny chapter](../shadows/README.md) · [Contents](../README.md)")
    #expect(
      try navigation("first", statuses: [.written, .planned, .planned])
        == "[Contents](../README.md)")
  }
}
