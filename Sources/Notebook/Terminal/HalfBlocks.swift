package import Graphics

/// A picture as lines of `▀`: the upper pixel is the letter's colour, the lower its ground.
package enum HalfBlocks {
  /// The picture on white, `columns` characters wide, every line ended.
  ///
  /// Each pixel shown is the mean of the pixels it covers, so thin lines fade and do not vanish.
  package static func text(
    of raster: Raster, columns: Int, colors: Terminal.Colors
  ) -> String {
    let rows = max(
      1, Int((Double(columns * raster.height) / Double(2 * raster.width)).rounded()))
    let pixels = shrunk(raster, width: columns, height: 2 * rows)
    var text = ""
    for row in 0..<rows {
      var last = ""
      for column in 0..<columns {
        let upper = pixels[2 * row * columns + column]
        let lower = pixels[(2 * row + 1) * columns + column]
        let code = "\u{1b}[38;\(code(upper, colors));48;\(code(lower, colors))m"
        text += (code == last ? "" : code) + "▀"
        last = code
      }
      text += "\u{1b}[0m\n"
    }
    return text
  }

  /// The mean colour of each cell of a grid over the picture, on white, parts in 0...255.
  private static func shrunk(_ raster: Raster, width: Int, height: Int) -> [[Double]] {
    (0..<width * height).map { cell in
      let (above, below) = span(cell / width, of: height, over: raster.height)
      let (left, right) = span(cell % width, of: width, over: raster.width)
      var sum = [0.0, 0, 0]
      for y in above..<below {
        for x in left..<right {
          let start = 4 * (y * raster.width + x)
          let opacity = Double(raster.bytes[start + 3]) / 255
          for part in 0..<3 {
            sum[part] += opacity * Double(raster.bytes[start + part]) + 255 * (1 - opacity)
          }
        }
      }
      return sum.map { $0 / Double((below - above) * (right - left)) }
    }
  }

  /// The first and last + 1 of the `total` pixels that part `index` of `count` covers; never
  /// none.
  private static func span(_ index: Int, of count: Int, over total: Int) -> (Int, Int) {
    let start = min(index * total / count, total - 1)
    return (start, max(start + 1, (index + 1) * total / count))
  }

  /// The parameters of the escape sequence for a colour: all of it, or the nearest of the
  /// 6 x 6 x 6 cube of the 256-colour palette.
  static func code(_ parts: [Double], _ colors: Terminal.Colors) -> String {
    guard colors == .palette else {
      return "2;" + parts.map { "\(Int($0.rounded()))" }.joined(separator: ";")
    }
    let levels = parts.map { $0 < 48 ? 0 : $0 < 115 ? 1 : Int(($0 - 35) / 40) }
    return "5;\(16 + 36 * levels[0] + 6 * levels[1] + levels[2])"
  }
}
