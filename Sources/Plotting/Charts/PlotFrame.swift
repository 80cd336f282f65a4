import Graphics

/// The rectangle that data are drawn in, with the axes around it.
struct PlotFrame {
  /// The size of the whole chart.
  let size: Size
  /// The rectangle of the data.
  let plot: Rectangle
  /// The horizontal and the vertical axis.
  let x, y: Scale
  private let legend: Legend
  private let xLabels, yLabels: [String]

  /// Which lines lie behind the data.
  enum Grid { case horizontal, vertical, both }

  /// Leaves room for what stands around the data: titles, ticks, the legend above and `right`
  /// points for labels on the right.
  init(size: Size, x: Scale, y: Scale, legend: Legend = Legend(), right: Double = 8) {
    let tickWidth = y.ticks.labels.map { Theme.tick.width(of: $0) }.max() ?? 0
    let left = max(tickWidth + 6, 8)
    let legendHeight = legend.height(in: size.width - left - right)
    let titleHeight = y.title.isEmpty ? 0 : PlotFrame.titleHeight
    let top = max(titleHeight + legendHeight, 5)
    let bottom = (x.ticks.labels.isEmpty ? 3 : 12) + (x.title.isEmpty ? 0 : 12)
    let lastLabel = (x.ticks.labels.last.map { Theme.tick.width(of: $0) } ?? 0) / 2
    let right = max(right, lastLabel)
    plot = Rectangle(
      x: left, y: top, width: max(20, size.width - left - right),
      height: max(20, size.height - top - Double(bottom)))
    self.size = size
    (self.x, self.y, self.legend) = (x, y, legend)
    let plot = plot
    xLabels =
      x.ticks.thinned { first, second in
        let distance =
          (x.position(x.ticks.values[second]) - x.position(x.ticks.values[first]))
          * plot.size.width
        let widths = [first, second].map { Theme.tick.width(of: x.ticks.labels[$0]) }
        return distance > (widths[0] + widths[1]) / 2 + 3
      }.labels
    yLabels =
      y.ticks.thinned { first, second in
        (y.position(y.ticks.values[second]) - y.position(y.ticks.values[first]))
          * plot.size.height >= Theme.tick.lineHeight
      }.labels
  }

  private static let titleHeight = 16.0

  /// The place of a pair of values on paper.
  func point(_ horizontal: Double, _ vertical: Double) -> Point {
    Point(self.horizontal(horizontal), self.vertical(vertical))
  }

  /// The place of a value of the horizontal axis.
  func horizontal(_ value: Double) -> Double {
    plot.origin.x + x.position(value) * plot.size.width
  }

  /// The place of a value of the vertical axis.
  func vertical(_ value: Double) -> Double { bottom - y.position(value) * plot.size.height }

  /// The edges of the data's rectangle.
  var left: Double { plot.origin.x }
  var right: Double { plot.origin.x + plot.size.width }
  var top: Double { plot.origin.y }
  var bottom: Double { plot.origin.y + plot.size.height }

  /// The chart without its data: grid, axes, ticks, titles and legend.
  func background(_ grid: Grid) -> Drawing {
    var drawing = Drawing(size: size)
    if grid != .vertical {
      for value in y.ticks.values {
        drawing.line(
          from: Point(left, vertical(value)), to: Point(right, vertical(value)), Theme.gridLine)
      }
    }
    if grid != .horizontal {
      for value in x.ticks.values {
        drawing.line(
          from: Point(horizontal(value), top), to: Point(horizontal(value), bottom),
          Theme.gridLine)
      }
    }
    for (value, label) in zip(y.ticks.values, yLabels) {
      drawing.text(
        label, at: Point(left - 5, vertical(value) + 2.5), Theme.tick.with(anchor: .end))
    }
    for (value, label) in zip(x.ticks.values, xLabels) {
      drawing.line(
        from: Point(horizontal(value), bottom), to: Point(horizontal(value), bottom + 2.5),
        Theme.axisLine)
      drawing.text(
        label, at: Point(horizontal(value), bottom + 10), Theme.tick.with(anchor: .middle))
    }
    drawing.line(from: Point(left, bottom), to: Point(right, bottom), Theme.axisLine)
    if grid != .vertical, y.crossesZero {
      drawing.line(
        from: Point(left, vertical(0)), to: Point(right, vertical(0)), Theme.axisLine)
    }
    if grid != .horizontal, x.crossesZero {
      drawing.line(
        from: Point(horizontal(0), top), to: Point(horizontal(0), bottom), Theme.axisLine)
    }
    drawing.text(y.title, at: Point(0, 8), Theme.label)
    drawing.text(
      x.title, at: Point((left + right) / 2, size.height - 3),
      Theme.label.with(anchor: .middle))
    let legendHeight = legend.height(in: plot.size.width)
    drawing.place(
      legend.drawing(width: plot.size.width), at: Point(left, top - legendHeight))
    return drawing
  }

  /// Draws what `body` draws, cut at the data's rectangle and `margin` points around it.
  func clipped(margin: Double = 0, _ body: (inout Drawing) -> Void) -> Drawing.Command {
    var part = Drawing(size: size)
    body(&part)
    let window = Rectangle(
      x: left - margin, y: top - margin, width: plot.size.width + 2 * margin,
      height: plot.size.height + 2 * margin)
    return .group(
      part.commands, transform: Transform(), clip: .rectangle(window), opacity: 1)
  }

  /// Draws the lines to compare the data with, named at their upper or right ends.
  func draw(_ references: [ReferenceLine], on drawing: inout Drawing) {
    for reference in references {
      let text = Theme.tick
      switch reference.direction {
      case .horizontal where y.domain.contains(reference.value):
        let height = vertical(reference.value)
        drawing.line(
          from: Point(left, height), to: Point(right, height), Theme.referenceLine)
        let isHigh = height - top < 10
        drawing.text(
          reference.label, at: Point(right - 2, height + (isHigh ? 8 : -3)),
          text.with(anchor: .end))
      case .vertical where x.domain.contains(reference.value):
        let place = horizontal(reference.value)
        drawing.line(from: Point(place, top), to: Point(place, bottom), Theme.referenceLine)
        let isFarRight = place + 3 + text.width(of: reference.label) > size.width
        drawing.text(
          reference.label, at: Point(place + (isFarRight ? -3 : 3), top + 7),
          text.with(anchor: isFarRight ? .end : .start))
      default: break
      }
    }
  }

  /// Says that there is nothing to show.
  func drawEmptyNote(on drawing: inout Drawing) {
    drawing.text(
      "no data", at: Point((left + right) / 2, (top + bottom) / 2),
      Theme.label.with(color: Theme.muted, anchor: .middle))
  }
}
