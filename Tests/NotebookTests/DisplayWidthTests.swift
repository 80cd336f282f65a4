import Notebook
import Testing

struct DisplayWidthTests {
  @Test(arguments: [
    ("abc", 3), ("∂f/∂x", 5), ("한국어", 6), ("日本", 4), ("e\u{301}", 1), ("🐝", 2), ("", 0),
    ("☀️", 2), ("ﬁ", 1), ("ｆ", 2), ("α−β", 3),
  ])
  func `Text is as wide as a terminal shows it`(text: String, width: Int) {
    #expect(text.displayWidth == width)
  }

  @Test func `Padding counts columns`() {
    #expect("한".padded(to: 4) == "한  ")
    #expect("한".padded(to: 4, alignedRight: true) == "  한")
    #expect("long".padded(to: 2) == "long")
  }

  @Test func `Cutting never splits a wide character`() {
    #expect("a한국".cut(to: 4) == "a한")
    #expect("abc".cut(to: 9) == "abc")
  }
}
