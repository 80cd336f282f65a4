import Graphics
import Plotting
import Testing

@Suite struct `Texts of figures` {
  private let style = TextStyle(size: 10)

  @Test func `are cut at spaces where they are too wide`() {
    #expect(style.lines(of: "one two three", within: 1000) == ["one two three"])
    #expect(style.lines(of: "one two three", within: 1) == ["one", "two", "three"])
    #expect(style.lines(of: "", within: 10) == [])
    for line in style.lines(of: Examples.long, within: 90) { #expect(style.width(of: line) <= 90) }
  }

  @Test func `are cut after hyphens only if a word does not fit`() {
    let text = "a gradient-weighted map"
    #expect(style.lines(of: text, within: 100) == ["a", "gradient-weighted", "map"])
    #expect(style.lines(of: text, within: 60) == ["a gradient-", "weighted", "map"])
  }

  @Test func `shrink until the widest line fits`() {
    let lines = ["short", "rather a long line"]
    let fitted = style.fitting(lines, within: 50)
    #expect(abs(fitted.width(of: lines[1]) - 50) < 1e-9)
    #expect(style.fitting(lines, within: 500) == style)
  }

  @Test func `are estimated wider in bold, in capitals and in Korean`() {
    var bold = style
    bold.weight = .bold
    #expect(bold.width(of: "abc") > style.width(of: "abc"))
    #expect(style.width(of: "ABC") > style.width(of: "abc"))
    #expect(style.width(of: "\u{ac00}\u{b098}") == 20)
  }

  @Test func `start over in colour after the palette's end`() {
    #expect(Theme.color(Theme.palette.count + 1) == Theme.palette[1])
  }
}
