import Graphics

extension BarChart {
  /// Bars upwards and downwards, names below, the axis on the left.
  func verticalDrawing(_ width: Double) -> Drawing {
    let layout = VerticalLayout(self, width: width)
    var drawing = Drawing(size: Size(width, height ?? VerticalLayout.usualHeight))
    for (value, label) in zip(layout.scale.ticks.values, layout.scale.ticks.labels) {
      let y = layout.place(value)
      drawing.line(from: Point(layout.left, y), to: Point(layout.right, y), Theme.gridLine)
      drawing.text(label, at: Point(layout.left - 5, y + 2.5), Theme.tick.with(anchor: .end))
    }
    drawing.text(axis.title, at: Point(0, 8), Theme.label)
    for (index, bar) in bars.enumerated() {
      draw(bar, middle: layout.left + (Double(index) + 0.5) * layout.slot, layout, on: &drawing)
    }
    let zero = layout.place(0)
    drawing.line(from: Point(layout.left, zero), to: Point(layout.right, zero), Theme.axisLine)
    for reference in references where layout.scale.domain.contains(reference.value) {
      let y = layout.place(reference.value)
      drawing.line(from: Point(layout.left, y), to: Point(layout.right, y), Theme.referenceLine)
      drawing.text(
        reference.label, at: Point(layout.right - 2, y - 3), Theme.tick.with(anchor: .end))
    }
    drawEmptyNote(
      at: Point((layout.left + layout.right) / 2, (layout.top + layout.bottom) / 2),
      on: &drawing)
    return drawing
  }

  private func draw(
    _ bar: Bar, middle: Double, _ layout: VerticalLayout, on drawing: inout Drawing
  ) {
    let thickness = min(34, layout.slot * 0.64)
    let (zero, end) = (layout.place(0), layout.place(bar.value))
    drawing.fill(
      .rectangle(
        Rectangle(
          x: middle - thickness / 2, y: min(zero, end), width: thickness,
          height: abs(end - zero))), color(of: bar))
    if let error = bar.error {
      drawErrorBar(
        from: Point(middle, layout.place(bar.value - error)),
        to: Point(middle, layout.place(bar.value + error)), on: &drawing)
    }
    drawing.text(
      text(of: bar),
      at: Point(middle, layout.place(reach(of: bar)) + (bar.value < 0 ? 9 : -3)),
      Theme.tick.with(color: Theme.ink, anchor: .middle))
    if layout.turnsNames {
      drawing.text(
        bar.name, at: Point(middle + 2.8, layout.bottom + 4),
        Theme.label.with(anchor: .end, rotation: 90))
      return
    }
    for (line, name) in layout.lines(of: bar.name).enumerated() {
      drawing.text(
        name, at: Point(middle, layout.bottom + 10 + Double(line) * Theme.label.lineHeight),
        Theme.label.with(anchor: .middle))
    }
  }
}

/// Where the parts of a chart of vertical bars stand.
private struct VerticalLayout {
  static let usualHeight = 170.0

  let left, right, top, bottom, slot: Double
  let turnsNames: Bool
  let scale: Scale

  init(_ chart: BarChart, width: Double) {
    let height = chart.height ?? VerticalLayout.usualHeight
    let limit = max(3, Int(height / 26))
    let tick =
      chart.scale(room: 0, atMost: limit).ticks.labels
      .map { Theme.tick.width(of: $0) }.max() ?? 0
    left = tick + 6
    right = width - 1
    let slot = (right - left) / Double(max(1, chart.bars.count))
    let lines = chart.bars.map { Theme.label.lines(of: $0.name, within: slot - 2) }
    turnsNames = lines.joined().contains { Theme.label.width(of: $0) > slot }
    let longest = chart.bars.map { Theme.label.width(of: $0.name) }.max() ?? 0
    let below =
      turnsNames
      ? longest + 6
      : Double(max(1, lines.map(\.count).max() ?? 1)) * Theme.label.lineHeight + 5
    top = chart.axis.title.isEmpty ? 5.0 : 16
    bottom = max(top + 30, height - below)
    self.slot = slot
    scale = chart.scale(room: min(0.3, 12 / (bottom - top)), atMost: limit)
  }

  /// A name cut into lines that fit below a bar.
  func lines(of name: String) -> [String] { Theme.label.lines(of: name, within: slot - 2) }

  /// The distance of a value from the top edge.
  func place(_ value: Double) -> Double { bottom - scale.position(value) * (bottom - top) }
}
