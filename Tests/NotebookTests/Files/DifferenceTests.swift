import Notebook
import Testing

struct DifferenceTests {
  @Test func `Equal texts have no difference`() {
    #expect(Difference.unified(old: "a\nb\n", new: "a\nb\n").isEmpty)
  }

  @Test func `A changed line stands between its neighbours`() {
    let old = (1...9).map { "\($0)\n" }.joined()
    #expect(
      Difference.unified(old: old, new: old.replacing("5", with: "five")) == """
        @@ -3,5 +3,5 @@
         3
         4
        -5
        +five
         6
         7

        """)
  }

  @Test func `Changes far apart are shown apart, close ones together`() {
    let old = (1...30).map { "\($0)\n" }.joined()
    let new = old.replacing("\n10\n", with: "\n").replacing("\n13\n", with: "\nx\n")
      .replacing("\n30\n", with: "\n30\n31\n")
    let lines = Difference.unified(old: old, new: new).split(separator: "\n")
    #expect(lines.filter { $0.hasPrefix("@@") } == ["@@ -8,8 +8,7 @@", "@@ -29,3 +28,4 @@"])
    #expect(lines.filter { "+-".contains($0.first ?? " ") } == ["-10", "-13", "+x", "+31"])
  }

  @Test func `A long difference is cut`() {
    let new = (1...99).map { "\($0)\n" }.joined()
    let lines = Difference.unified(old: "", new: new, limit: 10).split(separator: "\n")
    #expect(lines.count == 11)
    #expect(lines.last == "… and 91 more lines")
  }
}
