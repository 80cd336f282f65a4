public import Graphics
import Numerics

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
      [value, error ?? 0].requireFinite("BarChart: \(name): value")
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
  public var references: [ReferenceLine]
  /// The height in points; for horizontal bars it follows their number if absent.
  public var height: Double?

  /// A chart of `bars`.
  public init(
    _ bars: [Bar], axis: Axis = "", direction: Direction = .horizontal,
    coloring: Coloring = .bySign, decimals: Int? = nil, references: [ReferenceLine] = [],
    height: Double? = nil
  ) {
    (self.bars, self.axis, self.direction, self.coloring) = (bars, axis, direction, coloring)
    (self.decimals, self.references, self.height) = (decimals, references, height)
  }

  /// The chart.
  public func drawing(width: Double) -> Drawing {
    direction == .horizontal ? horizontalDrawing(width) : verticalDrawing(width)
  }

  // MARK: Shared by both directions

  func color(of bar: Bar) -> Color {
    switch coloring {
    case _ where bar.color != nil: bar.color ?? Theme.positive
    case .bySign: bar.value < 0 ? Theme.negative : Theme.positive
    case .single(let color): color
    }
  }

  /// The number written at a bar.
  func text(of bar: Bar) -> String {
    decimals.map { NumberText.fixed(bar.value, places: $0) } ?? ""
  }

  /// The far end of a bar, its error bar included.
  func reach(of bar: Bar) -> Double {
    let error = bar.error?.magnitude ?? 0
    return bar.value < 0 ? bar.value - error : bar.value + error
  }

  /// The axis of the values: from zero, to a round value or, where numbers are written, as far
  /// beyond the longest bar as the numbers need: `room`, a share of the whole axis.
  func scale(room: Double, atMost limit: Int) -> Scale {
    let ends = bars.flatMap { [$0.value - ($0.error ?? 0), $0.value + ($0.error ?? 0)] }
    var (low, high) = (min(0, ends.min() ?? 0), max(0, ends.max() ?? 0))
    if low == high { high = 1 }
    if decimals != nil {
      let span = (high - low) / (1 - room * (low < 0 && high > 0 ? 2 : 1))
      if low < 0 { low -= span * room }
      if high > 0 { high += span * room }
    }
    var axis = axis
    axis.range = axis.range.map { min(0, $0.lowerBound)...max(0, $0.upperBound) }
    return Scale(
      axis, values: [low, high], fit: decimals == nil ? .toTicks : .tight, atMost: limit)
  }

  /// A line between two points with short caps across its ends.
  func drawErrorBar(from start: Point, to end: Point, on drawing: inout Drawing) {
    let stroke = Stroke(Theme.ink, width: 0.8)
    drawing.line(from: start, to: end, stroke)
    let (x, y) = direction == .horizontal ? (0.0, 2.0) : (2.0, 0.0)
    for point in [start, end] {
      drawing.line(
        from: Point(point.x - x, point.y - y), to: Point(point.x + x, point.y + y), stroke)
    }
  }

  /// Says that there is nothing to show.
  func drawEmptyNote(at point: Point, on drawing: inout Drawing) {
    guard bars.isEmpty else { return }
    drawing.text("no data", at: point, Theme.label.with(color: Theme.muted, anchor: .middle))
  }
}
