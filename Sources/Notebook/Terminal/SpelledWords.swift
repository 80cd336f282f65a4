package import Graphics
import Weaver

/// Coloured words as text for a terminal.
package enum SpelledWords {
  /// The lines, each ended: words on their colours in black or white, whatever reads better; where
  /// there are no colours, with their signs.
  ///
  /// Lines wider than `columns` are broken between pieces.
  package static func text(
    of lines: [[SpelledWord]], columns: Int, colors: Terminal.Colors
  ) -> String {
    lines.map { line in
      var (text, width) = ("", 0)
      for word in line {
        let letters = colors == .none ? word.sign + word.text : word.text
        if width > 0, width + letters.displayWidth > columns {
          text += "\n"
          width = 0
        }
        let shown = width == 0 ? String(letters.drop { $0 == " " }) : letters
        text += colored(shown, word.ground, colors)
        width += shown.displayWidth
      }
      return text + "\n"
    }.joined()
  }

  private static func colored(
    _ letters: String, _ ground: Color?, _ colors: Terminal.Colors
  ) -> String {
    guard let ground, colors != .none, !letters.isEmpty else { return letters }
    let parts = [ground.red, ground.green, ground.blue].map { 255 * $0 }
    let ink = [Double](repeating: ground.luma < 0.5 ? 255 : 0, count: 3)
    return "\u{1b}[38;\(HalfBlocks.code(ink, colors));48;\(HalfBlocks.code(parts, colors))m"
      + letters + "\u{1b}[0m"
  }
}
