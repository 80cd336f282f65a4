import Notebook
import TestSupport
import Testing

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

  @Test func `A row with a missing cell is the author's mistake`() async {
    await expectStop(
      saying: "row 0 has 1 cells for 2 columns",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Table(columns: ["a", "b"], rows: [["1"]])
      })
  }
}
