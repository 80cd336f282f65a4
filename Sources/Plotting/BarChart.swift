public import Graphics

/// Bars from zero: weights of features, scores of methods.
public struct BarChart: Figure, Sendable {
  /// One bar.
  public struct Bar: Hashable, Sendable {
    /// What the bar stands for.
    public var name: String
    /// Its length, with its sign.
    public var value: Double
    /// Half the length of the error bar; none if absent.
    public var error: Double?
    /// The colour; that of the chart if absent.
    public var color: Color?

    /// The bar of `value`.
    ///
    /// - Precondition: the numbers are finite.
    public init(_ name: String, _ value: Double, error: Double? = nil, color: Color? = nil) {
      requireFinite([value, error ?? 0], "BarChart: \(name)")
      (self.name, self.value, self.error, self.color) = (name, value, error, color)
    }
  }

  /// Which way the bars run.
  public enum Direction: String, Hashable, Sendable { case horizontal, vertical }

  /// Where colours come from, unless a bar has its own.
  public enum Coloring: Hashable, Sendable {
    /// Blue for positive, orange for negative values.
    case bySign
    /// One colour.
    case single(Color)
  }

  /// The bars, from the top or from the left.
  public var bars: [Bar]
  /// The axis of the values.
  public var axis: Axis
  /// Which way the bars run.
  public var direction: Direction
  /// Where colours come from.
  public var coloring: Coloring
  /// Decimals of the value written at each bar; none is written if absent.
  public var decimals: Int?
  /// Lines to compare with; their direction follows the bars.
  public var references: [Reference]
  /// The height in points; for horizontal bars it follows their number if absent.
  public var height: Double?

  /// A chart of `bars`.
  public init(
    _ bars: [Bar], axis: Axis = "", direction: Direction = .horizontal,
    coloring: Coloring = .bySign, decimals: Int? = nil, references: [Reference] = [],
    height: Double? = nil
  ) {
    (self.bars, self.axis, self.direction, self.coloring) = (bars, axis, direction, coloring)
    (self.decimals, self.references, self.height) = (decimals, references, height)
  }

  /// The chart.
  public func drawing(width: Double) -> Drawing {
    direction == .horizontal ? horizontal(width) : vertical(width)
  }

  // MARK: Shared

  private func color(of bar: Bar) -> Color {
    switch coloring {
    case _ where bar.color != nil: bar.color ?? Theme.positive
    case .bySign: bar.value < 0 ? Theme.negative : Theme.positive
    case .single(let color): color
    }
  }

  private func text(of bar: Bar) -> String {
    decimals.map { NumberText.fixed(bar.value, places: $0) } ?? ""
  }

  /// The far end of a bar, its error bar included.
  private func reach(of bar: Bar) -> Double {
    let error = bar.error?.magnitude ?? 0
    return bar.value < 0 ? bar.value - error : bar.value + error
  }

  /// The values that the axis must show: zero, each end, and `room` (a share of the whole axis)
  /// beyond the ends that carry a text.
  private func extent(room: Double) -> [Double] {
    let near = bars.flatMap { [$0.value - ($0.error ?? 0), $0.value + ($0.error ?? 0)] }
    let (low, high) = (min(0, near.min() ?? 0), max(0, near.max() ?? 0))
    guard decimals != nil, high > low else { return [low, high == low ? 1 : high] }
    let span = (high - low) / (1 - room * (low < 0 && high > 0 ? 2 : 1))
    return [low < 0 ? low - span * room : 0, high > 0 ? high + span * room : 0]
  }

  // MARK: Horizontal

  private func horizontal(_ width: Double) -> Drawing {
    let rowHeight = 16.0
    let names = bars.map { Theme.label.lines(of: $0.name, within: width * 0.38) }
    let left = (names.joined().map { Theme.label.width(of: $0) }.max() ?? 0) + 7
    let rows = names.map { max(rowHeight, Double($0.count) * Theme.label.lineHeight + 4) }
    let bottom = axis.title.isEmpty ? 14.0 : 26
    let natural = max(rowHeight, rows.reduce(0, +)) + bottom + 2
    let stretch = height.map { max(0.5, ($0 - bottom - 2) / (natural - bottom - 2)) } ?? 1
    let plotWidth = max(30, width - left - 8)
    let valueWidth = bars.map { Theme.tick.width(of: text(of: $0)) }.max() ?? 0
    let scale = Scale(
      axis, values: extent(room: min(0.3, (valueWidth + 5) / plotWidth)),
      fit: decimals == nil ? .toTicks : .tight, atMost: max(3, Int(plotWidth / 36)))
    func place(_ value: Double) -> Double { left + scale.position(value) * plotWidth }
    let plotBottom = (natural - bottom - 2) * stretch + 2
    var drawing = Drawing(size: Size(width, height ?? natural))
    for (value, label) in zip(scale.ticks.values, scale.ticks.labels) {
      drawing.line(
        from: Point(place(value), 2), to: Point(place(value), plotBottom), Theme.gridLine)
      drawing.text(
        label, at: Point(place(value), plotBottom + 9), Theme.tick.with(anchor: .middle))
    }
    drawing.text(
      axis.title, at: Point(left + plotWidth / 2, plotBottom + 21),
      Theme.label.with(anchor: .middle))
    for reference in references where scale.domain.contains(reference.value) {
      let x = place(reference.value)
      drawing.line(from: Point(x, 2), to: Point(x, plotBottom), Theme.referenceLine)
      drawing.text(reference.label, at: Point(x + 3, plotBottom - 2), Theme.tick)
    }
    let zero = place(0)
    var top = 2.0
    for (index, bar) in bars.enumerated() {
      let rowHeight = rows[index] * stretch
      let middle = top + rowHeight / 2
      for (line, name) in names[index].enumerated() {
        let offset = (Double(line) - Double(names[index].count - 1) / 2) * Theme.label.lineHeight
        drawing.text(
          name, at: Point(left - 7, middle + offset + 2.8), Theme.label.with(anchor: .end))
      }
      let end = place(bar.value)
      let thickness = min(10, rowHeight * 0.64)
      drawing.fill(
        .rectangle(
          Rectangle(
            x: min(zero, end), y: middle - thickness / 2, width: abs(end - zero),
            height: thickness)), color(of: bar))
      if let error = bar.error {
        let (from, to) = (place(bar.value - error), place(bar.value + error))
        drawErrorBar([Point(from, middle), Point(to, middle)], on: &drawing)
      }
      let far = place(reach(of: bar))
      drawing.text(
        text(of: bar), at: Point(far + (bar.value < 0 ? -4 : 4), middle + 2.5),
        Theme.tick.with(color: Theme.ink, anchor: bar.value < 0 ? .end : .start))
      top += rowHeight
    }
    drawing.line(from: Point(zero, 2), to: Point(zero, plotBottom), Theme.axisLine)
    return drawing
  }

  /// A line between two points with short caps across its ends.
  private func drawErrorBar(_ ends: [Point], on drawing: inout Drawing) {
    let stroke = Stroke(Theme.ink, width: 0.8)
    drawing.stroke(.lines(ends), stroke)
    let isFlat = direction == .horizontal
    for end in ends {
      drawing.line(
        from: Point(end.x - (isFlat ? 0 : 2), end.y - (isFlat ? 2 : 0)),
        to: Point(end.x + (isFlat ? 0 : 2), end.y + (isFlat ? 2 : 0)), stroke)
    }
  }

  // MARK: Vertical

  private func vertical(_ width: Double) -> Drawing {
    let total = height ?? 170
    let scale = Scale(
      axis, values: extent(room: min(0.3, 11 / (total - 40))),
      fit: .toTicks, atMost: max(3, Int(total / 26)))
    let left = (scale.ticks.labels.map { Theme.tick.width(of: $0) }.max() ?? 0) + 5
    let slot = (width - left - 4) / Double(max(1, bars.count))
    let names = bars.map { Theme.label.lines(of: $0.name, within: slot - 4) }
    let widest = names.joined().map { Theme.label.width(of: $0) }.max() ?? 0
    let isTurned = widest > slot - 2
    let longest = bars.map { Theme.label.width(of: $0.name) }.max() ?? 0
    let bottom =
      isTurned
      ? longest + 6
      : Double(names.map(\.count).max() ?? 0) * Theme.label.lineHeight + 6
    let top = axis.title.isEmpty ? 5.0 : 15
    let plotHeight = max(30, total - top - bottom)
    func place(_ value: Double) -> Double { top + (1 - scale.position(value)) * plotHeight }
    var drawing = Drawing(size: Size(width, total))
    for (value, label) in zip(scale.ticks.values, scale.ticks.labels) {
      drawing.line(
        from: Point(left, place(value)), to: Point(width - 4, place(value)), Theme.gridLine)
      drawing.text(
        label, at: Point(left - 5, place(value) + 2.5), Theme.tick.with(anchor: .end))
    }
    drawing.text(axis.title, at: Point(0, 8), Theme.label)
    for (index, bar) in bars.enumerated() {
      let middle = left + (Double(index) + 0.5) * slot
      let thickness = min(34, slot * 0.64)
      let (zero, end) = (place(0), place(bar.value))
      drawing.fill(
        .rectangle(
          Rectangle(
            x: middle - thickness / 2, y: min(zero, end), width: thickness,
            height: abs(end - zero))), color(of: bar))
      if let error = bar.error {
        drawErrorBar(
          [Point(middle, place(bar.value - error)), Point(middle, place(bar.value + error))],
          on: &drawing)
      }
      drawing.text(
        text(of: bar),
        at: Point(middle, place(reach(of: bar)) + (bar.value < 0 ? 9 : -3)),
        Theme.tick.with(color: Theme.ink, anchor: .middle))
      if isTurned {
        drawing.text(
          bar.name, at: Point(middle + 2.8, top + plotHeight + 4),
          Theme.label.with(anchor: .end, rotation: 90))
      } else {
        for (line, name) in names[index].enumerated() {
          drawing.text(
            name, at: Point(middle, top + plotHeight + 10 + Double(line) * Theme.label.lineHeight),
            Theme.label.with(anchor: .middle))
        }
      }
    }
    drawing.line(from: Point(left, place(0)), to: Point(width - 4, place(0)), Theme.axisLine)
    for reference in references where scale.domain.contains(reference.value) {
      let y = place(reference.value)
      drawing.line(from: Point(left, y), to: Point(width - 4, y), Theme.referenceLine)
      drawing.text(
        reference.label, at: Point(width - 6, y - 3), Theme.tick.with(anchor: .end))
    }
    return drawing
  }
}
