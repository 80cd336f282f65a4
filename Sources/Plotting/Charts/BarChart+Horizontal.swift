import Graphics

extension BarChart {
  /// Bars to the right and to the left, names in front of them, the axis below.
  func horizontalDrawing(_ width: Double) -> Drawing {
    let layout = HorizontalLayout(self, width: width)
    var drawing = Drawing(size: layout.size)
    drawAxis(layout, on: &drawing)
    var top = layout.top
    for (bar, (lines, rowHeight)) in zip(bars, zip(layout.names, layout.rowHeights)) {
      draw(bar, named: lines, middle: top + rowHeight / 2, rowHeight, layout, on: &drawing)
      top += rowHeight
    }
    let zero = layout.place(0)
    drawing.line(
      from: Point(zero, layout.top), to: Point(zero, layout.bottom), Theme.axisLine)
    for reference in references where layout.scale.domain.contains(reference.value) {
      let x = layout.place(reference.value)
      drawing.line(from: Point(x, layout.top), to: Point(x, layout.bottom), Theme.referenceLine)
      let isFarRight = x + 3 + Theme.tick.width(of: reference.label) > width
      drawing.text(
        reference.label, at: Point(x + (isFarRight ? -3 : 3), layout.bottom - 2),
        Theme.tick.with(anchor: isFarRight ? .end : .start))
    }
    drawEmptyNote(
      at: Point(layout.left + layout.plotWidth / 2, (layout.top + layout.bottom) / 2 + 3),
      on: &drawing)
    return drawing
  }

  private func drawAxis(_ layout: HorizontalLayout, on drawing: inout Drawing) {
    let ticks = layout.scale.ticks.thinned { first, second in
      let ticks = layout.scale.ticks
      let distance = layout.place(ticks.values[second]) - layout.place(ticks.values[first])
      let widths = [first, second].map { Theme.tick.width(of: ticks.labels[$0]) }
      return distance > (widths[0] + widths[1]) / 2 + 3
    }
    for (value, label) in zip(ticks.values, ticks.labels) {
      let x = layout.place(value)
      drawing.line(from: Point(x, layout.top), to: Point(x, layout.bottom), Theme.gridLine)
      drawing.text(label, at: Point(x, layout.bottom + 9), Theme.tick.with(anchor: .middle))
    }
    drawing.text(
      axis.title, at: Point(layout.left + layout.plotWidth / 2, layout.bottom + 21),
      Theme.label.with(anchor: .middle))
  }

  private func draw(
    _ bar: Bar, named lines: [String], middle: Double, _ rowHeight: Double,
    _ layout: HorizontalLayout, on drawing: inout Drawing
  ) {
    for (line, name) in lines.enumerated() {
      let offset = (Double(line) - Double(lines.count - 1) / 2) * Theme.label.lineHeight
      drawing.text(
        name, at: Point(layout.left - 7, middle + offset + 2.8),
        Theme.label.with(anchor: .end))
    }
    let (zero, end) = (layout.place(0), layout.place(bar.value))
    let thickness = min(10, rowHeight * 0.64)
    drawing.fill(
      .rectangle(
        Rectangle(
          x: min(zero, end), y: middle - thickness / 2, width: abs(end - zero),
          height: thickness)), color(of: bar))
    if let error = bar.error {
      drawErrorBar(
        from: Point(layout.place(bar.value - error), middle),
        to: Point(layout.place(bar.value + error), middle), on: &drawing)
    }
    drawing.text(
      text(of: bar),
      at: Point(layout.place(reach(of: bar)) + (bar.value < 0 ? -4 : 4), middle + 2.5),
      Theme.tick.with(color: Theme.ink, anchor: bar.value < 0 ? .end : .start))
  }
}

/// Where the parts of a chart of horizontal bars stand.
private struct HorizontalLayout {
  let names: [[String]]
  let rowHeights: [Double]
  let left, plotWidth: Double
  let top = 2.0
  let bottom: Double
  let size: Size
  let scale: Scale

  init(_ chart: BarChart, width: Double) {
    names = chart.bars.map { Theme.label.lines(of: $0.name, within: width * 0.4) }
    let widest = names.joined().map { Theme.label.width(of: $0) }.max() ?? 0
    left = widest + 7
    plotWidth = max(30, width - left - 9)
    let below = chart.axis.title.isEmpty ? 13.0 : 25
    let natural = names.map { max(16, Double($0.count) * Theme.label.lineHeight + 4) }
    let sum = max(16, natural.reduce(0, +))
    let stretch = chart.height.map { max(0.5, ($0 - below - 2) / sum) } ?? 1
    rowHeights = natural.map { $0 * stretch }
    bottom = 2 + sum * stretch
    size = Size(width, bottom + below)
    let number = chart.bars.map { Theme.tick.width(of: chart.text(of: $0)) }.max() ?? 0
    scale = chart.scale(
      room: min(0.3, (number + 5) / plotWidth), atMost: max(3, Int(plotWidth / 28)))
  }

  /// The distance of a value from the left edge.
  func place(_ value: Double) -> Double { left + scale.position(value) * plotWidth }
}
