import Graphics
import Notebook
import Testing

private let words = [
  [
    SpelledWord("free", ground: Color(hex: 0x00_3366), sign: "++"), SpelledWord(", "),
    SpelledWord("물", ground: Color(hex: 0xff_eecc), sign: "−"),
  ]
]

struct SpelledWordsTests {
  @Test func `Words stand on their colours, light on dark and dark on light`() {
    #expect(
      SpelledWords.text(of: words, columns: 80, colors: .full)
        == "\u{1b}[38;2;255;255;255;48;2;0;51;102mfree\u{1b}[0m, "
        + "\u{1b}[38;2;0;0;0;48;2;255;238;204m물\u{1b}[0m\n")
  }

  @Test func `Without colours signs tell`() {
    #expect(SpelledWords.text(of: words, columns: 80, colors: .none) == "++free, −물\n")
  }

  @Test func `The palette's nearest colours are taken`() {
    let text = SpelledWords.text(of: words, columns: 80, colors: .palette)
    #expect(text.contains("38;5;231;48;5;23mfree"))
  }

  @Test func `Lines break between words, and a line does not begin with a space`() {
    let line = (0..<9).flatMap { _ in [SpelledWord("word", sign: "+"), SpelledWord(" ")] }
    let text = SpelledWords.text(of: [line], columns: 12, colors: .none)
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 12 && $0.hasPrefix("+word") })
    #expect(text.split(separator: "\n").count == 5)
  }

  @Test(arguments: [Terminal.Pictures.none, .halfBlocks])
  func `A picture of words is shown as words`(_ pictures: Terminal.Pictures) throws {
    var drawing = Drawing(size: Size(346, 20))
    drawing.spelling = words
    var terminal = Terminal(write: { _ in }, writeError: { _ in })
    terminal.pictures = pictures
    #expect(try Preview.text(of: drawing, on: terminal) == "++free, −물\n")
  }

  @Test func `A terminal with a protocol for pictures gets the picture`() throws {
    var drawing = Square().drawing(width: 346)
    drawing.spelling = words
    var terminal = Terminal(write: { _ in }, writeError: { _ in })
    (terminal.pictures, terminal.colors) = (.kitty, .full)
    #expect(try Preview.text(of: drawing, on: terminal).hasPrefix("\u{1b}_G"))
  }
}
