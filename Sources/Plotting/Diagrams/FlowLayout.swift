import Graphics

/// Where the stations and arrows of a ``FlowDiagram`` stand.
///
/// Columns are equally wide and rows equally high. A station's look is centred on its place, its
/// name above and its shape below.
struct FlowLayout {
  /// A station with its look and its place.
  struct Box {
    let station: FlowDiagram.Station
    let look: Drawing
    /// The look's rectangle, without the sheets behind it.
    var frame: Rectangle

    /// The middle of the left side.
    var entry: Point { Point(frame.origin.x, frame.origin.y + frame.size.height / 2) }
    /// The middle of the right side, clear of the sheets behind.
    var exit: Point {
      Point(frame.origin.x + frame.size.width + shift, entry.y)
    }
    /// The middle of the column, above the name.
    var top: Point { Point(middle, frame.origin.y - shift - 12) }
    /// The middle of the column, below the shape.
    var bottom: Point {
      let shape = station.shape.isEmpty ? 0 : Theme.tick.lineHeight + 3
      return Point(middle, frame.origin.y + frame.size.height + shape)
    }
    /// The middle of the column.
    var middle: Double { frame.origin.x + (frame.size.width + shift) / 2 }
    /// How far the sheets behind stand out to the right and above.
    var shift: Double { Double(station.copies - 1) * FlowLayout.sheet }
  }

  /// How far a sheet of a stack stands out behind the one before it.
  static let sheet = 2.5
  private static let gap = 10.0
  /// How far from a station an arrow turns.
  private static let bend = 9.0

  /// The stations by their names.
  private(set) var boxes: [String: Box] = [:]
  /// The height of the whole diagram.
  let height: Double
  /// The distance of two columns.
  private let pitch: Double

  private static let name = Theme.title.with(size: 8)
  private static let shape = Theme.tick.with(anchor: .middle)

  /// The layout of `stations` in `width` points.
  init(_ stations: [FlowDiagram.Station], width: Double) {
    let columns = (stations.map(\.column).max() ?? 0) + 1
    let pitch = width / Double(columns)
    self.pitch = pitch
    let looks = stations.map { $0.drawing(width: pitch * $0.width) }
    let above = FlowLayout.name.lineHeight + 4
    let below = stations.contains { !$0.shape.isEmpty } ? FlowLayout.shape.lineHeight + 3 : 0
    // Sheets stand out above. In the first row that is room that nothing else leaves; as much
    // below keeps the looks of a row in one line.
    let sides = stations.contains { $0.row == 0 && $0.copies > 1 } ? 2.0 : 1
    let stack = zip(stations, looks).map {
      sides * Double($0.copies - 1) * FlowLayout.sheet + $1.size.height
    }
    let row = above + (stack.max() ?? 0) + below
    let last = stations.map(\.row).max() ?? 0
    height = row + last * (row + FlowLayout.gap)
    for (station, look) in zip(stations, looks) {
      let shift = Double(station.copies - 1) * FlowLayout.sheet
      let middle = Point(
        (Double(station.column) + 0.5) * pitch - shift / 2,
        station.row * (row + FlowLayout.gap) + above + (row - above - below) / 2)
      boxes[station.name] = Box(
        station: station, look: look,
        frame: Rectangle(
          x: middle.x - look.size.width / 2, y: middle.y - look.size.height / 2,
          width: look.size.width, height: look.size.height))
    }
  }

  /// Draws an arrow: straight along a row or a column, else with two right angles.
  ///
  /// Its words stand above the longer of its level pieces: at the head, or at the tail where several
  /// arrows meet at the head.
  func draw(
    _ label: String, from start: Box, to end: Box, wordsAtTail: Bool, on drawing: inout Drawing
  ) {
    if start.station.column == end.station.column {
      drawUpright(label, from: start, to: end, on: &drawing)
      return
    }
    let (tail, head) = (
      Point(start.exit.x + 3, start.entry.y), Point(end.entry.x - 4, end.entry.y)
    )
    let turn = wordsAtTail ? head.x - FlowLayout.bend : tail.x + FlowLayout.bend
    let way =
      abs(tail.y - head.y) < 1
      ? [Point(tail.x, head.y), head]
      : [tail, Point(turn, tail.y), Point(turn, head.y), head]
    strokeArrow(along: way, on: &drawing)
    let (left, right) =
      way.count == 2 ? (tail.x, head.x) : wordsAtTail ? (tail.x, turn) : (turn, head.x)
    let style = Theme.tick.with(anchor: .middle)
    let lines = style.lines(of: label, within: right - left)
    let fitted = style.fitting(lines, within: right - left)
    for (index, line) in lines.enumerated() {
      let above = Double(lines.count - 1 - index) * fitted.lineHeight + 4
      let level = wordsAtTail ? way[0].y : head.y
      drawing.text(line, at: Point((left + right) / 2, level - above), fitted)
    }
  }

  /// Draws an arrow within a column, its words in one line to its right.
  private func drawUpright(
    _ label: String, from start: Box, to end: Box, on drawing: inout Drawing
  ) {
    let isDown = start.station.row < end.station.row
    let way =
      isDown
      ? [start.bottom, Point(end.top.x, end.top.y - 2)]
      : [start.top, Point(end.bottom.x, end.bottom.y + 2)]
    strokeArrow(along: way, on: &drawing)
    let style = Theme.tick.fitting([label], within: pitch / 2 - 6)
    drawing.text(
      label, at: Point(way[0].x + 6, (way[0].y + way[1].y) / 2 + style.size * 0.35), style)
  }

  /// Draws the line through the points of `way`, and the head in the direction of its end.
  private func strokeArrow(along way: [Point], on drawing: inout Drawing) {
    drawing.stroke(.lines(way), Stroke(Theme.muted, width: 1, isRound: true))
    let (before, head) = (way[way.count - 2], way[way.count - 1])
    let (x, y) = (head.x - before.x, head.y - before.y)
    let length = max((x * x + y * y).squareRoot(), 1e-9)
    let ahead = Point(x / length, y / length)
    func corner(_ along: Double, _ across: Double) -> Point {
      Point(
        head.x + along * ahead.x - across * ahead.y, head.y + along * ahead.y + across * ahead.x)
    }
    drawing.fill(
      .lines([corner(2, 0), corner(-3.5, -2.8), corner(-3.5, 2.8)], closed: true), Theme.muted)
  }
}

extension FlowDiagram.Station {
  /// The look, `width` points wide.
  fileprivate func drawing(width: Double) -> Drawing {
    switch look {
    case .figure(let figure): return figure.drawing(width: width)
    case .text(let lines):
      let strong = Theme.label.with(size: 11, anchor: .middle, weight: .bold)
        .fitting([lines[0]], within: width - 8)
      let plain = Theme.tick.with(anchor: .middle)
        .fitting(Array(lines.dropFirst()), within: width - 6)
      let height = 10 + strong.lineHeight + Double(lines.count - 1) * plain.lineHeight
      var drawing = Drawing(size: Size(width, height))
      drawing.stroke(
        .rectangle(Rectangle(x: 0.5, y: 0.5, width: width - 1, height: height - 1)),
        Stroke(Theme.ink, width: 1))
      drawing.text(lines[0], at: Point(width / 2, 5 + strong.lineHeight * 0.8), strong)
      for (index, line) in lines.dropFirst().enumerated() {
        let y = 5 + strong.lineHeight + (Double(index) + 0.8) * plain.lineHeight
        drawing.text(line, at: Point(width / 2, y), plain)
      }
      return drawing
    }
  }
}

extension FlowLayout.Box {
  /// Draws the station: sheets behind, the look, its name above and its shape below.
  func draw(on drawing: inout Drawing) {
    for copy in (1..<max(station.copies, 1)).reversed() {
      let shift = Double(copy) * FlowLayout.sheet
      let sheet = Path.rectangle(
        Rectangle(
          x: frame.origin.x + shift, y: frame.origin.y - shift, width: frame.size.width,
          height: frame.size.height))
      drawing.fill(sheet, Theme.paper)
      drawing.stroke(sheet, Theme.frameLine)
    }
    drawing.place(look, at: frame.origin)
    drawing.text(
      station.name, at: Point(middle, frame.origin.y - shift - 5), Theme.title.with(size: 8))
    drawing.text(
      station.shape,
      at: Point(middle, frame.origin.y + frame.size.height + Theme.tick.lineHeight + 1),
      Theme.tick.with(anchor: .middle))
  }
}
