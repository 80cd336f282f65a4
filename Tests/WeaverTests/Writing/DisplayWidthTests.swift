import Testing
import Weaver

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

  @Test(arguments: [
    ("one two three", 8, "one two\n  three"), ("한국어 설명 하나", 11, "한국어 설명\n  하나"),
    ("a abcdefghij b", 6, "a\n  abcd\n  efgh\n  ij b"), ("a\nb c", 3, "a\n  b\n  c"), ("", 5, ""),
    ("a  b", 9, "a  b"), ("한", 1, "한"),
  ])
  func `Words are wrapped between words, by columns`(text: String, width: Int, lines: String) {
    #expect(text.wrapped(to: width, indentation: "  ") == lines)
  }
}
