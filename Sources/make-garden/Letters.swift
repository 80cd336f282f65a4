import Datasets
import Graphics

/// Letters drawn by hand, seven pixels high, so that captions need no font.
enum Letters {
  /// The rows of each letter; `#` is ink.
  private static let glyphs: [Character: [String]] = [
    "a": [" ## ", "#  #", "#  #", "####", "#  #", "#  #", "#  #"],
    "b": ["### ", "#  #", "#  #", "### ", "#  #", "#  #", "### "],
    "d": ["### ", "#  #", "#  #", "#  #", "#  #", "#  #", "### "],
    "e": ["####", "#   ", "#   ", "### ", "#   ", "#   ", "####"],
    "f": ["####", "#   ", "#   ", "### ", "#   ", "#   ", "#   "],
    "h": ["#  #", "#  #", "#  #", "####", "#  #", "#  #", "#  #"],
    "i": ["###", " # ", " # ", " # ", " # ", " # ", "###"],
    "l": ["#   ", "#   ", "#   ", "#   ", "#   ", "#   ", "####"],
    "m": ["#   #", "## ##", "# # #", "# # #", "#   #", "#   #", "#   #"],
    "n": ["#  #", "## #", "## #", "# ##", "# ##", "#  #", "#  #"],
    "o": [" ## ", "#  #", "#  #", "#  #", "#  #", "#  #", " ## "],
    "r": ["### ", "#  #", "#  #", "### ", "# # ", "#  #", "#  #"],
    "s": [" ###", "#   ", "#   ", " ## ", "   #", "   #", "### "],
    "u": ["#  #", "#  #", "#  #", "#  #", "#  #", "#  #", " ## "],
    "y": ["#   #", "#   #", " # # ", "  #  ", "  #  ", "  #  ", "  #  "],
  ]

  /// The captions of all creatures, one below the other: dark letters on a pale strip.
  static func captions() -> Raster {
    let (width, height) = (GardenFormat.side, GardenFormat.captionHeight)
    let paper: [UInt8] = [250, 248, 240, 255]
    let letters: [UInt8] = [40, 36, 34, 255]
    let count = width * height * Creature.allCases.count
    var bytes = Array(repeatElement(paper, count: count).joined())
    for creature in Creature.allCases {
      let word = creature.name.compactMap { glyphs[$0] }
      let length = word.reduce(-1) { $0 + $1[0].count + 1 }
      var left = (width - length) / 2
      for glyph in word {
        for (row, line) in glyph.enumerated() {
          for (column, mark) in line.enumerated() where mark == "#" {
            let pixel = (creature.rawValue * height + row + 1) * width + left + column
            bytes.replaceSubrange((4 * pixel)..<(4 * pixel + 4), with: letters)
          }
        }
        left += glyph[0].count + 1
      }
    }
    return Raster(width: width, height: height * Creature.allCases.count, bytes: bytes)
  }

  /// A round seal on a pale square.
  static func tag() throws -> Raster {
    let side = Double(GardenFormat.tagSide)
    var drawing = Drawing(size: Size(side, side))
    drawing.fill(
      .rectangle(Rectangle(x: 0, y: 0, width: side, height: side)), Color(hex: 0xf4_f1ea))
    drawing.stroke(
      .circle(side / 2, side / 2, side / 2 - 1), Stroke(Color(hex: 0x2c_3e6b), width: 1.1))
    drawing.fill(.circle(side / 2, side / 2, 1.4), Color(hex: 0x2c_3e6b))
    return try drawing.raster(scale: 1)
  }
}
