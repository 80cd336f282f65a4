import Notebook
import TestSupport
import Testing
import Weaver

struct TableTests {
  @Test func `Numbers go to the right, words to the left, by columns on the screen`() {
    let table = Table(
      columns: ["superpixel", "∂f/∂x", "이름", "share"],
      rows: [["3", "0.25", "벌", "12 %"], ["17", "−1.5", "bee", "3.5 %"], ["4", "–", "", "–"]])
    #expect(
      table.text == """
        superpixel  ∂f/∂x  이름  share
        ──────────  ─────  ────  ─────
                 3   0.25  벌     12 %
                17   −1.5  bee   3.5 %
                 4      –            –

        """)
  }

  @Test func `A table without rows shows its columns`() {
    #expect(Table(columns: ["a", "bc"], rows: []).text == "a  bc\n─  ──\n")
  }

  @Test func `A row with a missing cell is named with the chapter's line`() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = Table(
        columns: ["a", "b"], rows: [["1", "2"], ["1"]], fileID: "chapter_toy/main.swift", line: 7)
    }
    let told = words(result?.standardErrorContent)
    #expect(
      told.contains(
        "chapters/toy/main.swift:7: row 2 of the table has 1 cells for 2 columns"))
  }

  @Test(arguments: ["0.9 ± 0.1", "−1.5e-3", "10 %", "1/3", "(0.2)", "12\u{2009}500"])
  func `A column is one of numbers in the terminal as on the page`(cell: String) {
    #expect(
      Table(columns: ["n", "column"], rows: [["a", cell], ["b", "n/a"]]).text.contains("   n/a"))
    #expect([cell, "∞"].isColumnOfNumbers)
    #expect(![cell, "a bee"].isColumnOfNumbers)
    #expect(!["", "–"].isColumnOfNumbers)
  }
}
