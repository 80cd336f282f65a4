public import Graphics
import Numerics

/// A text whose words stand on colours: what each of them adds or takes away.
///
/// Each word has a box of its own, as wide as its letters (Hangul is wider than Latin); what stands
/// between words is plain. Lines break before words. Emoji are named, since few fonts have them. In
/// a terminal it is text.
public struct WordMap: Figure, Hashable, Sendable {
  /// A word, or what stands between words.
  public struct Piece: Hashable, Sendable {
    /// The letters.
    public var text: String
    /// The value of a word; nil for what has none.
    public var value: Double?

    /// A piece of text with its value.
    public init(_ text: String, _ value: Double?) { (self.text, self.value) = (text, value) }
  }

  /// The words and what stands between them, in order.
  public var pieces: [Piece]
  /// Which colour stands for which value; share it among the texts of a figure.
  public var scale: ColorScale
  /// What stands above, small; nothing if empty.
  public var title: String
  /// The size of the letters in points.
  public var size: Double

  /// A map of `pieces`, as `parts.painted(…)` has their values.
  ///
  /// - Precondition: every value is finite.
  public init(_ pieces: [Piece], _ scale: ColorScale, title: String = "", size: Double = 9) {
    for piece in pieces {
      precondition(
        piece.value?.isFinite ?? true,
        "WordMap: the value of \(piece.text) is \(piece.value ?? 0); only finite ones have a colour"
      )
    }
    (self.pieces, self.scale) = (pieces, scale)
    (self.title, self.size) = (title, size)
  }

  private let padding = 2.5

  /// The text in lines of at most `width` points.
  public func drawing(width: Double) -> Drawing {
    var drawing = Drawing(size: Size(width, 0))
    let style = TextStyle(size: size, color: Theme.ink)
    let (lineHeight, boxHeight) = (size * 1.9, size * 1.55)
    var top = 0.0
    if !title.isEmpty {
      for line in Theme.label.lines(of: title, within: width) {
        drawing.text(line, at: Point(0, top + 8), Theme.label.with(color: Theme.muted))
        top += Theme.label.lineHeight
      }
      top += 2
    }
    var x = 0.0
    for piece in pieces {
      let text = piece.text.namingEmoji
      guard let value = piece.value else {
        let shown = x == 0 ? String(text.drop(while: \.isWhitespace)) : text
        drawing.text(
          shown.filter { !$0.isNewline }, at: Point(x, top + boxHeight * 0.68), style)
        x += style.width(of: shown) * 0.9
        continue
      }
      let fitting = style.fitting([text], within: width - 2 * padding)
      let box = fitting.width(of: text) + 2 * padding
      if x > 0, x + box > width {
        x = 0
        top += lineHeight
      }
      let ground = scale.color(value)
      let frame = Rectangle(x: x, y: top, width: box, height: boxHeight)
      drawing.fill(.rectangle(frame), ground)
      drawing.stroke(.rectangle(frame), Theme.frameLine)
      drawing.text(
        text, at: Point(x + box / 2, top + boxHeight * 0.68),
        fitting.with(color: ground.luma < 0.5 ? Theme.paper : Theme.ink, anchor: .middle))
      x += box
    }
    drawing.size.height = top + boxHeight + 1
    drawing.spelling = spelling
    return drawing
  }

  /// The text as a terminal has it; two signs stand for more than half of the largest value.
  private var spelling: [[SpelledWord]] {
    let limit = max(abs(scale.range.lowerBound), abs(scale.range.upperBound))
    let line = pieces.map { piece in
      guard let value = piece.value else {
        return SpelledWord(piece.text.filter { !$0.isNewline })
      }
      let strength = abs(value) > limit / 2 ? 2 : abs(value) > limit / 8 ? 1 : 0
      return SpelledWord(
        piece.text, ground: scale.color(value),
        sign: String(repeating: value < 0 ? "−" : "+", count: strength))
    }
    return title.isEmpty ? [line] : [[SpelledWord(title)], line]
  }
}
