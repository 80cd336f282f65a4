import Numerics

/// A colour in sRGB, each part in 0...1.
public struct Color: Hashable, Sendable {
  /// The parts; `alpha` 1 is opaque.
  public var red, green, blue, alpha: Double

  /// The colour with the given parts.
  public init(red: Double, green: Double, blue: Double, alpha: Double = 1) {
    (self.red, self.green, self.blue, self.alpha) = (red, green, blue, alpha)
  }

  /// The colour of a number written as on the web: `0x1f77b4`.
  public init(hex: UInt32, alpha: Double = 1) {
    self.init(
      red: Double(hex >> 16 & 255) / 255, green: Double(hex >> 8 & 255) / 255,
      blue: Double(hex & 255) / 255, alpha: alpha)
  }

  /// The colour `share` of the way to `other`, part by part, opacity too.
  package func mixed(with other: Color, _ share: Double) -> Color {
    func mix(_ part: KeyPath<Color, Double>) -> Double {
      self[keyPath: part] + share * (other[keyPath: part] - self[keyPath: part])
    }
    return Color(red: mix(\.red), green: mix(\.green), blue: mix(\.blue), alpha: mix(\.alpha))
  }

  /// How light the colour looks, 0 for black and 1 for white: the luma of ITU-R BT.709.
  package var luma: Double { 0.2126 * red + 0.7152 * green + 0.0722 * blue }

  /// The colour with another opacity.
  package func opacity(_ alpha: Double) -> Color {
    Color(red: red, green: green, blue: blue, alpha: alpha)
  }
}

/// A picture of pixels, eight bits a channel, red, green, blue and alpha (not premultiplied).
public struct Raster: Hashable, Sendable {
  /// The number of columns.
  public let width: Int
  /// The number of rows.
  public let height: Int
  /// Four bytes a pixel, row by row from the top.
  public var bytes: [UInt8]

  /// A picture of the given size.
  ///
  /// - Precondition: `bytes` holds four values for each pixel.
  public init(width: Int, height: Int, bytes: [UInt8]) {
    guard bytes.count == 4 * width * height else {
      preconditionFailure(
        "Raster: \(bytes.count) bytes do not fill \(width) x \(height) pixels of 4")
    }
    (self.width, self.height, self.bytes) = (width, height, bytes)
  }
}

/// What fills an outline.
public enum Paint: Hashable, Sendable {
  /// One colour.
  case solid(Color)
  /// A blend along the line between two points; stops lie in 0...1.
  case linear(from: Point, to: Point, stops: [Stop])
  /// A blend from a centre outwards.
  case radial(center: Point, radius: Double, stops: [Stop])

  /// A colour at a place in a blend.
  public struct Stop: Hashable, Sendable {
    /// The place, 0 at the start and 1 at the end.
    public var offset: Double
    /// The colour there.
    public var color: Color

    /// The colour `color` at `offset`.
    public init(_ offset: Double, _ color: Color) {
      self.offset = offset
      self.color = color
    }
  }
}

/// How a line is drawn.
public struct Stroke: Hashable, Sendable {
  /// The colour of the line.
  public var color: Color
  /// Its width in points.
  public var width: Double
  /// Lengths of dashes and gaps in turn; empty for a full line.
  public var dashes: [Double]
  /// Whether ends and corners are round.
  public var isRound: Bool

  /// A line of `color`.
  public init(_ color: Color, width: Double = 1, dashes: [Double] = [], isRound: Bool = false) {
    (self.color, self.width, self.dashes, self.isRound) = (color, width, dashes, isRound)
  }
}

/// How text is set.
///
/// Texts are anchored, because layout never asks a font for a width.
public struct TextStyle: Hashable, Sendable {
  /// The end of the text that lies on the given point.
  public enum Anchor: String, Hashable, Sendable { case start, middle, end }
  /// The thickness of the strokes.
  public enum Weight: String, Hashable, Sendable { case regular, bold }
  /// The family: Inter for labels, JetBrains Mono for code.
  public enum Family: String, Hashable, Sendable { case sans, monospaced }

  /// The height of the letters in points.
  public var size: Double
  /// The colour of the letters.
  public var color: Color
  /// The end that lies on the point; the baseline runs through it.
  public var anchor: Anchor
  /// The thickness of the strokes.
  public var weight: Weight
  /// The family of the typeface.
  public var family: Family
  /// Degrees to turn the text counter-clockwise about the point.
  public var rotation: Double

  /// A style; the defaults are those of a label in a figure.
  public init(
    size: Double = 8, color: Color = Color(hex: 0x24_292f), anchor: Anchor = .start,
    weight: Weight = .regular, family: Family = .sans, rotation: Double = 0
  ) {
    (self.size, self.color, self.anchor) = (size, color, anchor)
    (self.weight, self.family, self.rotation) = (weight, family, rotation)
  }
}

/// A picture as a list of what to draw: a value that any back end can render.
public struct Drawing: Hashable, Sendable {
  /// One thing to draw.
  public indirect enum Command: Hashable, Sendable {
    /// Fills an outline (non-zero rule).
    case fill(Path, Paint)
    /// Draws a line along an outline.
    case stroke(Path, Stroke)
    /// Sets a text with its anchor at a point.
    case text(String, Point, TextStyle)
    /// Puts pixels into a rectangle; each pixel stays a sharp square unless `smooth`.
    case raster(Raster, Rectangle, smooth: Bool)
    /// Draws a list moved by `transform`, cut at `clip` and faded to `opacity`.
    case group([Command], transform: Transform, clip: Path?, opacity: Double)
  }

  /// The size of the picture.
  public var size: Size
  /// What to draw, from back to front.
  public var commands: [Command]
  /// What the picture says in letters, line by line, if it is made of words.
  ///
  /// A terminal shows that in the picture's place; it is no part of what is drawn.
  public var spelling: [[SpelledWord]] = []

  /// A picture of `size`; empty unless `commands` are given.
  public init(size: Size, commands: [Command] = []) {
    self.size = size
    self.commands = commands
  }
}

/// Something that can draw itself at a given width: a chart, a heat map, a grid of images.
public protocol Figure {
  /// The picture, `width` points wide and as high as it needs.
  func drawing(width: Double) -> Drawing
}
