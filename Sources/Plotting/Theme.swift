public import Graphics
import Numerics

/// The look that all figures share: colours, type sizes and line widths.
public enum Theme {
  // MARK: Colours

  /// Text and outlines.
  public static let ink = Color(hex: 0x24_292f)
  /// Tick labels, captions, reference lines.
  public static let muted = Color(hex: 0x57_606a)
  /// Axis lines.
  public static let axis = Color(hex: 0x8c_959f)
  /// Grid lines and frames.
  public static let grid = Color(hex: 0xe1_e4e8)
  /// The ground of every figure.
  public static let paper = Color(hex: 0xff_ffff)

  /// Blue: what speaks for, positive values, sizes from pale to dark; and nothing else.
  public static let positive = Color(hex: 0x00_72b2)
  /// Orange: what speaks against, negative values; and nothing else.
  public static let negative = Color(hex: 0xd5_5e00)

  /// Colours for groups, in the order to use them: slate, green, pink, yellow, brown.
  ///
  /// None is the blue or the orange of a sign, and none the ink of a reference line; all differ
  /// for readers with any kind of colour vision. Green and pink are those of Okabe and Ito (2008),
  /// "Color universal design", the pink a little lighter.
  public static let palette: [Color] = [
    Color(hex: 0x4d_5560), Color(hex: 0x00_9e73), Color(hex: 0xd4_85b2), Color(hex: 0xd9_b100),
    Color(hex: 0x7d_4a1e),
  ]

  /// The colour of group `index`; the palette starts over after its end.
  public static func color(_ index: Int) -> Color { palette[index % palette.count] }

  // MARK: Type

  /// Axis titles, names of bars and series.
  public static let label = TextStyle(size: 8, color: ink)
  /// Numbers at ticks, captions below panels.
  public static let tick = TextStyle(size: 7, color: muted)
  /// Titles above panels.
  public static let title = TextStyle(size: 9, color: ink, anchor: .middle, weight: .bold)

  // MARK: Lines

  /// Lines at ticks, behind the data.
  public static let gridLine = Stroke(grid, width: 0.5)
  /// The line that values are measured from.
  public static let axisLine = Stroke(axis, width: 0.75)
  /// A line to compare the data with.
  public static let referenceLine = Stroke(ink, width: 0.75, dashes: [3, 2])
  /// The frame of pictures and heat maps.
  public static let frameLine = Stroke(Color(hex: 0xb6_bdc5), width: 0.5)
}

extension TextStyle {
  /// The style with some properties changed.
  func with(
    size: Double? = nil, color: Color? = nil, anchor: Anchor? = nil, weight: Weight? = nil,
    rotation: Double? = nil
  ) -> TextStyle {
    var style = self
    style.size = size ?? style.size
    style.color = color ?? style.color
    style.anchor = anchor ?? style.anchor
    style.weight = weight ?? style.weight
    style.rotation = rotation ?? style.rotation
    return style
  }

  /// An estimate of the width of `text` in points, a little more than most fonts need.
  ///
  /// Layout uses it for spacing only and never asks a font: narrow letters count 0.36 em, wide
  /// ones 0.9, capitals 0.77, digits and most letters 0.62, those of East Asia 1; bold ones 6 %
  /// more.
  package func width(of text: String) -> Double {
    let ems = text.unicodeScalars.reduce(0.0) { width, scalar in
      switch scalar {
      case " ", ".", ",", ":", ";", "'", "!", "|", "(", ")", "[", "]", "f", "i", "I", "j", "l",
        "r", "t", "/", "·":
        width + 0.36
      case "m", "w", "M", "W", "%", "@": width + 0.9
      case "A"..."Z": width + 0.77
      case "\u{1100}"..."\u{11ff}", "\u{2e80}"..."\u{ffff}": width + 1
      default: width + 0.62
      }
    }
    return ems * size * (weight == .bold ? 1.06 : 1)
  }

  /// `text` cut into lines of at most `width` points: at spaces, and after hyphens in words that
  /// do not fit alone; a longer word stays whole.
  package func lines(of text: String, within width: Double) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      let parts = self.width(of: String(word)) <= width ? [String(word)] : hyphenated(word)
      for (index, part) in parts.enumerated() {
        let glue = index == 0 ? " " : ""
        if let last = lines.last, self.width(of: last + glue + part) <= width {
          lines[lines.count - 1] = last + glue + part
        } else {
          lines.append(part)
        }
      }
    }
    return lines
  }

  /// The parts of `word`, each but the last with the hyphen that ends it.
  private func hyphenated(_ word: Substring) -> [String] {
    let parts = word.split(separator: "-")
    return parts.enumerated().map { String($0.element) + ($0.offset < parts.count - 1 ? "-" : "") }
  }

  /// The style in the largest size, up to its own, at which the widest of `lines` fits.
  package func fitting(_ lines: [String], within width: Double) -> TextStyle {
    let widest = lines.map { self.width(of: $0) }.max() ?? 0
    return widest <= width ? self : with(size: size * width / widest)
  }

  /// The distance of two lines in points.
  package var lineHeight: Double { size * 1.25 }
}
