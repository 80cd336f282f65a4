public import Graphics

/// The key to the colours of a map: a strip with ticks and a title that names the unit.
public struct ColorBar: Figure, Sendable {
  /// Which way the values rise.
  public enum Direction: String, Hashable, Sendable {
    /// To the right, with the title on the left.
    case horizontal
    /// Upwards, with the title above.
    case vertical
  }

  /// The colours, their values and the title.
  public var scale: ColorScale
  /// Which way the values rise.
  public var direction: Direction
  /// The length of the strip in points.
  public var length: Double

  /// A bar for `scale`.
  public init(_ scale: ColorScale, direction: Direction = .horizontal, length: Double = 130) {
    (self.scale, self.direction, self.length) = (scale, direction, length)
  }

  private let thickness = 7.0

  /// The bar, centred in `width`.
  public func drawing(width: Double) -> Drawing {
    switch direction {
    case .horizontal: horizontal(width)
    case .vertical: vertical(width)
    }
  }

  private func horizontal(_ width: Double) -> Drawing {
    let titleWidth = scale.title.isEmpty ? 0 : Theme.label.width(of: scale.title) + 8
    let fitsBeside = titleWidth + length + 30 <= width
    let length = min(length, width - 30)
    let left = (width - length + (fitsBeside ? titleWidth : 0)) / 2
    let top = fitsBeside || scale.title.isEmpty ? 2.0 : 13.0
    var drawing = Drawing(size: Size(width, top + thickness + 12))
    if fitsBeside {
      drawing.text(
        scale.title, at: Point(left - 8, top + thickness - 0.7), Theme.label.with(anchor: .end))
    } else {
      drawing.text(scale.title, at: Point(width / 2, 8), Theme.label.with(anchor: .middle))
    }
    let strip = Rectangle(x: left, y: top, width: length, height: thickness)
    paint(strip, from: Point(left, top), to: Point(left + length, top), on: &drawing)
    let ticks = Ticks.linear(inside: scale.range, atMost: Int(length / 26))
    for (value, label) in zip(ticks.values, ticks.labels) {
      let x = left + share(value) * length
      drawing.line(
        from: Point(x, top + thickness), to: Point(x, top + thickness + 2), Theme.axisLine)
      drawing.text(
        label, at: Point(x, top + thickness + 10), Theme.tick.with(anchor: .middle))
    }
    return drawing
  }

  private func vertical(_ width: Double) -> Drawing {
    let ticks = Ticks.linear(inside: scale.range, atMost: max(2, Int(length / 20)))
    let labels = ticks.labels.map { Theme.tick.width(of: $0) }.max() ?? 0
    let titleLines = Theme.tick.lines(of: scale.title, within: width)
    let top = Double(titleLines.count) * Theme.tick.lineHeight + (titleLines.isEmpty ? 4 : 5)
    let left = max(0, (width - thickness - 4 - labels) / 2)
    var drawing = Drawing(size: Size(width, top + length + 5))
    for (index, line) in titleLines.enumerated() {
      drawing.text(
        line, at: Point(width / 2, 7 + Double(index) * Theme.tick.lineHeight),
        Theme.tick.with(anchor: .middle))
    }
    let strip = Rectangle(x: left, y: top, width: thickness, height: length)
    paint(strip, from: Point(left, top + length), to: Point(left, top), on: &drawing)
    for (value, label) in zip(ticks.values, ticks.labels) {
      let y = top + (1 - share(value)) * length
      drawing.line(
        from: Point(left + thickness, y), to: Point(left + thickness + 2, y), Theme.axisLine)
      drawing.text(label, at: Point(left + thickness + 4, y + 2.5), Theme.tick)
    }
    return drawing
  }

  private func share(_ value: Double) -> Double {
    (value - scale.range.lowerBound) / (scale.range.upperBound - scale.range.lowerBound)
  }

  private func paint(
    _ strip: Rectangle, from: Point, to: Point, on drawing: inout Drawing
  ) {
    let last = Double(scale.colors.colors.count - 1)
    let stops = scale.colors.colors.enumerated().map {
      Paint.Stop(Double($0.offset) / last, $0.element)
    }
    drawing.commands.append(.fill(.rectangle(strip), .linear(from: from, to: to, stops: stops)))
    drawing.stroke(.rectangle(strip), Theme.frameLine)
  }
}
