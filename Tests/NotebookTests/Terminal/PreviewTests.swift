import Graphics
import Notebook
import Testing

struct PreviewTests {
  private let drawing = Square().drawing(width: 346)

  private func terminal(_ pictures: Terminal.Pictures, columns: Int, rows: Int) -> Terminal {
    var terminal = Terminal(write: { _ in }, writeError: { _ in })
    (terminal.columns, terminal.rows) = (columns, rows)
    (terminal.pictures, terminal.colors) = (pictures, .full)
    return terminal
  }

  @Test func `No screen, no picture`() throws {
    #expect(try Preview.text(of: drawing, on: terminal(.none, columns: 80, rows: 24)).isEmpty)
  }

  @Test(arguments: [(200, 100, 86), (61, 100, 60), (200, 24, 42)])
  func `A picture is as wide as the screen and its height allow`(
    columns: Int, rows: Int, expected: Int
  ) throws {
    let text = try Preview.text(
      of: drawing, on: terminal(.halfBlocks, columns: columns, rows: rows))
    let lines = text.split(separator: "\n")
    #expect(lines[0].count { $0 == "▀" } == expected)
    #expect(lines.count == expected / 2)
    #expect(lines[0].contains("38;2;255;136;0"))
  }

  @Test(arguments: [(Terminal.Pictures.kitty, "\u{1b}_G"), (.iTerm, "\u{1b}]1337")])
  func `A terminal with a protocol gets it`(
    pictures: Terminal.Pictures, start: String
  ) throws {
    let text = try Preview.text(of: drawing, on: terminal(pictures, columns: 80, rows: 24))
    #expect(text.hasPrefix(start))
  }
}
