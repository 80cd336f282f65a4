import Notebook
import Testing

struct ComparisonTests {
  @Test func `A report names what differs, and how pages differ`() throws {
    let toy = try ToyPackage()
    try toy.write("a\n", to: "page.md")
    try toy.write("", to: "old.svg")
    try toy.write("1", to: "new.svg")
    let changes = [
      FileChange("page.md", Array("b\n".utf8)), FileChange("old.svg", nil),
      FileChange("missing.svg", [1]), FileChange("new.svg", [2]),
    ]
    #expect(
      try Comparison.report(changes, with: PageWriter(root: toy.root)) == """
        The book is out of date:
        page.md differs, - in the book, + in this run:
        @@ -1,2 +1,2 @@
        -a
        +b
        \("" + " ")
        old.svg is not drawn any more
        missing.svg is missing
        new.svg differs
        Run the chapter without --check to bring it up to date.
        """)
  }

  @Test func `Nothing is reported of what is as it should be`() throws {
    let toy = try ToyPackage()
    try toy.write("a", to: "page.md")
    let changes = [FileChange("page.md", Array("a".utf8)), FileChange("gone.svg", nil)]
    #expect(try Comparison.report(changes, with: PageWriter(root: toy.root)).isEmpty)
  }
}
