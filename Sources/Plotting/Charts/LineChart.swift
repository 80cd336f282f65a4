public import Graphics
import Numerics

/// Curves over a common axis: training losses, sweeps of a knob, deletion curves.
public struct LineChart: Figure, Sendable {
  /// One curve.
  public struct Series: Hashable, Sendable {
    /// What the curve is called.
    public var name: String
    /// The values along the horizontal and the vertical axis.
    public var x, y: [Double]
    /// Half the height of the error band at each point; empty for none.
    public var spread: [Double]
    /// The colour; that of its place in the palette if absent.
    public var color: Color?
    /// Whether a mark stands at each point.
    public var hasMarks: Bool
    /// Whether the line is dashed.
    public var isDashed: Bool

    /// The curve of `y` over `x`, or over 1, 2, 3, … without `x`.
    ///
    /// - Precondition: there are as many `x`, and `spread` values if any, as `y`; all finite.
    public init(
      _ name: String, x: [Double]? = nil, y: [Double], spread: [Double] = [],
      color: Color? = nil, hasMarks: Bool = false, isDashed: Bool = false
    ) {
      let x = x ?? y.indices.map { Double($0 + 1) }
      precondition(
        x.count == y.count, "LineChart: \(name) has \(x.count) x for \(y.count) y")
      precondition(
        spread.isEmpty || spread.count == y.count,
        "LineChart: \(name) has \(spread.count) spreads for \(y.count) y")
      (x + y + spread).requireFinite("LineChart: \(name): value")
      (self.name, self.x, self.y, self.spread) = (name, x, y, spread)
      (self.color, self.hasMarks, self.isDashed) = (color, hasMarks, isDashed)
    }
  }

  /// Where the names of the curves stand.
  public enum Names: String, Hashable, Sendable {
    /// Beside the last point of each curve.
    case atEnds
    /// In a legend above.
    case legend
    /// Nowhere.
    case hidden
  }

  /// The curves; later ones lie in front.
  public var series: [Series]
  /// The axes.
  public var x, y: Axis
  /// Lines to compare with.
  public var references: [ReferenceLine]
  /// Where the names of the curves stand.
  public var names: Names
  /// The height in points.
  public var height: Double

  /// A chart of `series`.
  public init(
    _ series: [Series], x: Axis = "", y: Axis = "", references: [ReferenceLine] = [],
    names: Names = .atEnds, height: Double = 170
  ) {
    (self.series, self.x, self.y) = (series, x, y)
    (self.references, self.names, self.height) = (references, names, height)
  }

  /// The chart.
  public func drawing(width: Double) -> Drawing {
    let xScale = Scale(
      x, values: series.flatMap(\.x), fit: .tight, atMost: max(2, Int(width / 34)))
    let yScale = Scale(
      y, values: series.flatMap(bandEdges), fit: .toTicks, atMost: max(3, Int(height / 24)))
    let widest = series.map { Theme.label.width(of: $0.name) }.max() ?? 0
    let endsFit = names == .atEnds && widest <= width * 0.4
    let legend = names == .legend || names == .atEnds && !endsFit
    let frame = PlotFrame(
      size: Size(width, height), x: xScale, y: yScale,
      legend: Legend(entries: legend ? legendEntries : []),
      right: endsFit && widest > 0 ? widest + 8 : 8)
    var drawing = frame.background(.horizontal)
    frame.draw(references, on: &drawing)
    if series.allSatisfy(\.y.isEmpty) { frame.drawEmptyNote(on: &drawing) }
    let curves = frame.clipped(margin: 3) { part in
      for index in series.indices { drawBand(index, in: frame, on: &part) }
      for index in series.indices { drawCurve(index, in: frame, on: &part) }
    }
    drawing.commands.append(curves)
    if endsFit { drawNames(in: frame, on: &drawing) }
    return drawing
  }

  private func color(_ index: Int) -> Color { series[index].color ?? Theme.color(index) }

  private func stroke(_ index: Int) -> Stroke {
    Stroke(
      color(index), width: 1.5, dashes: series[index].isDashed ? [4, 2.5] : [],
      isRound: !series[index].isDashed)
  }

  private var legendEntries: [(name: String, swatch: Legend.Swatch)] {
    series.indices.filter { !series[$0].name.isEmpty }
      .map { (series[$0].name, .line(stroke($0))) }
  }

  /// The values that the vertical axis must reach.
  private func bandEdges(_ series: Series) -> [Double] {
    guard !series.spread.isEmpty else { return series.y }
    let lower = zip(series.y, series.spread).map { $0 - $1 }
    let upper = zip(series.y, series.spread).map { $0 + $1 }
    return y.kind == .logarithmic ? series.y + upper : lower + upper
  }

  private func drawBand(_ index: Int, in frame: PlotFrame, on drawing: inout Drawing) {
    let series = series[index]
    guard !series.spread.isEmpty else { return }
    let floor = y.kind == .logarithmic ? frame.y.domain.lowerBound : -Double.infinity
    let upper = series.y.indices.map {
      frame.point(series.x[$0], series.y[$0] + series.spread[$0])
    }
    let lower = series.y.indices.map {
      frame.point(series.x[$0], max(floor, series.y[$0] - series.spread[$0]))
    }
    var shade = color(index)
    shade.alpha = 0.18
    drawing.fill(.lines(upper + lower.reversed(), closed: true), shade)
  }

  private func drawCurve(_ index: Int, in frame: PlotFrame, on drawing: inout Drawing) {
    let points = zip(series[index].x, series[index].y).map { frame.point($0, $1) }
    if points.count > 1 { drawing.stroke(.lines(points), stroke(index)) }
    if series[index].hasMarks || points.count == 1 {
      for point in points {
        Mark.circle.draw(at: point, radius: 2.6, color: color(index), on: &drawing)
      }
    }
  }

  /// Sets each name at the height of its curve's end, moved apart where they would overlap.
  private func drawNames(in frame: PlotFrame, on drawing: inout Drawing) {
    let named = series.indices.filter { !series[$0].name.isEmpty && !series[$0].y.isEmpty }
    let heights = named.map { index in
      series[index].y.last.map { min(frame.bottom, max(frame.top, frame.vertical($0))) } ?? 0
    }
    let places = spread(heights, distance: 10, within: frame.top...max(frame.top, frame.bottom))
    for (index, place) in zip(named, places) {
      let end = series[index].x.last.map(frame.horizontal) ?? frame.right
      drawing.text(
        series[index].name, at: Point(max(end, frame.left) + 5, place + 2.8),
        Theme.label.with(color: color(index).darkened))
    }
  }
}

/// Moves `places` as little as a sweep down and a sweep up can, so that neighbours are at least
/// `distance` apart and, if there is room, within `range`; the order stays.
func spread(
  _ places: [Double], distance: Double, within range: ClosedRange<Double>
) -> [Double] {
  let order = places.indices.sorted { (places[$0], $0) < (places[$1], $1) }
  var moved = places
  var limit = range.lowerBound
  for index in order {
    moved[index] = max(moved[index], limit)
    limit = moved[index] + distance
  }
  limit = range.upperBound
  for index in order.reversed() {
    moved[index] = min(moved[index], limit)
    limit = moved[index] - distance
  }
  return moved
}

extension Color {
  /// The colour as text: pale ones are mixed with ink until they read well on white.
  var darkened: Color {
    var color = self
    while color.luma > 0.45 { color = color.mixed(with: Theme.ink, 0.12) }
    return color
  }
}
