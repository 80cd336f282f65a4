package import Graphics
import Weaver

/// One picture drawn for several values of what is turned: a knob, a layer, a step.
///
/// Print shows the frames side by side; on the web a slider goes through them. So every frame is
/// drawn twice, at two widths, and letters keep their size in both.
package struct Sweep<Value> {
  /// What is turned, as the reader knows it: `samples`.
  package let name: String
  /// The values in order.
  package let values: [Value]
  /// The values as texts.
  package let texts: [String]
  /// How wide a frame is drawn in its own file.
  package let frameWidth: Double

  /// The distance between frames of a strip in points.
  private static var gap: Double { 8 }
  private static var labelStyle: TextStyle { TextStyle(size: 8, anchor: .middle) }

  /// A sweep over `values`; `texts` stand for them if given, else what `print` would show.
  package init(
    name: String, values: [Value], texts: [String]? = nil, frameWidth: Double = 220
  ) {
    (self.name, self.values, self.frameWidth) = (name, values, frameWidth)
    self.texts = texts ?? values.map { "\($0)" }
  }

  /// What is wrong with the sweep, to follow its label; nothing if all is well.
  package var complaint: String? {
    guard (2...6).contains(values.count) else {
      return "takes 2 to 6 values, not \(values.count)"
    }
    if texts.count != values.count {
      return "has \(texts.count) texts for \(values.count) values"
    }
    let room = 60...FigureWidth.text.rawValue
    if !room.contains(frameWidth) {
      return "draws a frame 60 to \(Int(room.upperBound)) points wide, not \(frameWidth)"
    }
    for (index, text) in texts.enumerated() {
      if texts[..<index].contains(text) { return "shows the value \"\(text)\" twice" }
    }
    for text in texts + [name] {
      let isPlain = !text.contains("|") && !text.contains("--") && !text.contains(":")
      let isBlank = text.first?.isWhitespace != false || text.last?.isWhitespace != false
      if !isPlain || isBlank || text.displayWidth > 20 || text.contains(where: \.isNewline) {
        return "needs a short name and short values without | and : and --, not \"\(text)\""
      }
    }
    return nil
  }

  /// All frames side by side, each above its value; nothing if a frame is empty.
  ///
  /// The labels say `samples = 50` where there is room, by the usual width of a letter; else the
  /// values alone, and the name once below them.
  package func strip(
    width: Double, draw: (inout Drawing, Value) -> Void, below: (inout Drawing) -> Void
  ) -> Drawing? {
    let style = Sweep.labelStyle
    let gaps = Sweep.gap * Double(values.count - 1)
    let cellWidth = (width - gaps) / Double(values.count)
    let cells = drawn(values, width: cellWidth, draw)
    if cells.contains(where: { $0.size.height <= 0 }) { return nil }
    let height = cells.map(\.size.height).max() ?? 0
    let long = texts.map { "\(name) = \($0)" }
    let longest = Double(long.map(\.displayWidth).max() ?? 0)
    let hasRoom = longest * 0.55 * style.size < cellWidth
    var strip = Drawing(size: Size(width, height + 14))
    for (index, cell) in cells.enumerated() {
      let left = Double(index) * (cellWidth + Sweep.gap)
      strip.place(cell, at: Point(left, 0))
      strip.text(
        hasRoom ? long[index] : texts[index], at: Point(left + cellWidth / 2, height + 11), style)
    }
    if !hasRoom {
      strip.text(name, at: Point(width / 2, height + 22), style)
      strip.size.height += 11
    }
    strip.append(drawn(width: width, below), centredIn: width)
    return strip
  }

  /// Each frame in the middle of a picture of its own; all are equally high, so that a slider
  /// moves nothing else.
  package func frames(
    width: Double, draw: (inout Drawing, Value) -> Void, below: (inout Drawing) -> Void
  ) -> [Drawing] {
    let cells = drawn(values, width: frameWidth, draw)
    let height = cells.map(\.size.height).max() ?? 0
    let foot = drawn(width: frameWidth, below)
    return cells.map { cell in
      var frame = Drawing(size: Size(width, height))
      frame.place(cell, at: Point((width - frameWidth) / 2, 0))
      frame.append(foot, centredIn: width)
      return frame
    }
  }

  private func drawn(
    _ values: [Value], width: Double, _ draw: (inout Drawing, Value) -> Void
  ) -> [Drawing] {
    values.map { value in drawn(width: width) { draw(&$0, value) } }
  }

  private func drawn(width: Double, _ draw: (inout Drawing) -> Void) -> Drawing {
    var drawing = Drawing(size: Size(width, 0))
    draw(&drawing)
    return drawing
  }
}

extension Drawing {
  /// Puts `part` below what is there, in the middle; nothing if it is empty.
  fileprivate mutating func append(_ part: Drawing, centredIn width: Double) {
    guard part.size.height > 0 else { return }
    place(part, at: Point((width - part.size.width) / 2, size.height + 8))
    size.height += 8 + part.size.height
  }
}
