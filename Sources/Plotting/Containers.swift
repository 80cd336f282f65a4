public import Graphics
import Numerics

/// Figures side by side.
public struct Columns: Figure {
  /// The figures with their titles, from the left.
  public var panels: [Panel]
  /// The widths of the columns in relation to each other; equal if empty.
  public var shares: [Double]
  /// The distance between columns in points.
  public var gap: Double

  /// Columns of `panels`, their tops aligned.
  ///
  /// - Precondition: there are as many `shares`, if any, as panels, all positive.
  public init(_ panels: [Panel], shares: [Double] = [], gap: Double = 14) {
    precondition(
      shares.isEmpty || shares.count == panels.count && shares.allSatisfy { $0 > 0 },
      "Columns: the shares \(shares) do not fit \(panels.count) panels")
    (self.panels, self.shares, self.gap) = (panels, shares, gap)
  }

  /// Columns of figures without titles.
  public init(_ figures: [any Figure], shares: [Double] = [], gap: Double = 14) {
    self.init(figures.map { Panel("", $0) }, shares: shares, gap: gap)
  }

  /// The figures, which share `width`.
  public func drawing(width: Double) -> Drawing {
    let shares = shares.isEmpty ? panels.map { _ in 1 } : shares
    let free = width - gap * Double(max(0, panels.count - 1))
    let total = shares.reduce(0, +)
    var drawing = Drawing(size: Size(width, 0))
    let widths = shares.map { free * $0 / total }
    let style = Theme.title.with(anchor: .start)
    let titles = zip(panels, widths).map { style.lines(of: $0.title, within: $1) }
    let titleLines = Double(titles.map(\.count).max() ?? 0)
    let top = titleLines == 0 ? 0 : titleLines * style.lineHeight + 6
    var x = 0.0
    for (index, panel) in panels.enumerated() {
      let width = widths[index]
      for (line, text) in titles[index].enumerated() {
        drawing.text(text, at: Point(x, 9 + Double(line) * style.lineHeight), style)
      }
      let part = panel.figure.drawing(width: width)
      drawing.place(part, at: Point(x, top))
      let caption = Theme.tick.lines(of: panel.caption, within: width)
      for (line, text) in caption.enumerated() {
        let baseline = top + part.size.height + Double(line + 1) * Theme.tick.lineHeight + 1
        drawing.text(
          text, at: Point(x + width / 2, baseline), Theme.tick.with(anchor: .middle))
      }
      let below = caption.isEmpty ? 0 : Double(caption.count) * Theme.tick.lineHeight + 3
      drawing.size.height = max(drawing.size.height, top + part.size.height + below)
      x += width + gap
    }
    return drawing
  }
}

/// Figures below each other.
public struct Rows: Figure {
  /// The figures, from the top.
  public var figures: [any Figure]
  /// The distance between them in points.
  public var gap: Double

  /// A column of `figures`.
  public init(_ figures: [any Figure], gap: Double = 14) {
    (self.figures, self.gap) = (figures, gap)
  }

  /// The figures, each as wide as asked.
  public func drawing(width: Double) -> Drawing {
    var drawing = Drawing(size: Size(width, 0))
    for (index, figure) in figures.enumerated() {
      if index > 0 { drawing.size.height += gap }
      let part = figure.drawing(width: width)
      drawing.place(part, at: Point(0, drawing.size.height))
      drawing.size.height += part.size.height
    }
    return drawing
  }
}
