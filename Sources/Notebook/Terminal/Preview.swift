package import Graphics

/// A figure in the terminal, as well as the terminal can.
package enum Preview {
  /// The text that shows `drawing`; empty where there is no way.
  ///
  /// A picture of words is text, coloured where the terminal has colours; a terminal with a protocol
  /// for pictures gets the picture.
  ///
  /// A character is four points wide, so that 346 points take 86 columns; less if the screen is
  /// narrower or too low for the whole picture.
  package static func text(
    of drawing: Drawing, on terminal: Terminal
  ) throws(GraphicsError) -> String {
    let hasProtocol = terminal.pictures == .kitty || terminal.pictures == .iTerm
    if !drawing.spelling.isEmpty, !hasProtocol {
      return SpelledWords.text(
        of: drawing.spelling, columns: max(8, terminal.columns - 1), colors: terminal.colors)
    }
    guard terminal.pictures != .none, drawing.size.width > 0, drawing.size.height > 0 else {
      return ""
    }
    let rows = Double(max(8, terminal.rows - 3))
    let columns = Int(
      min(
        drawing.size.width / 4, Double(max(1, terminal.columns - 1)),
        2 * rows * drawing.size.width / drawing.size.height))
    switch terminal.pictures {
    case .none: return ""
    case .halfBlocks:
      let raster = try drawing.raster(scale: 4 * Double(max(1, columns)) / drawing.size.width)
      return HalfBlocks.text(of: raster, columns: max(1, columns), colors: terminal.colors)
    case .kitty: return InlineImage.kitty(png: try drawing.png(scale: 2), columns: columns)
    case .iTerm: return InlineImage.iTerm(png: try drawing.png(scale: 2), columns: columns)
    }
  }
}
