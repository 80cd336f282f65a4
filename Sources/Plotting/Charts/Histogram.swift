public import Graphics
import Numerics

/// How often values fall into intervals of equal width.
public struct Histogram: Figure, Sendable {
  /// Values that belong together.
  public struct Group: Hashable, Sendable {
    /// What the values are called; without a name there is no legend.
    public var name: String
    /// The number of values in each bin.
    public var counts: [Double]
    /// The colour; that of its place in the palette if absent.
    public var color: Color?

    /// A group with known counts.
    public init(_ name: String, counts: [Double], color: Color? = nil) {
      counts.requireFinite("Histogram: \(name): count")
      (self.name, self.counts, self.color) = (name, counts, color)
    }
  }

  /// The borders of the bins, rising; one more than there are bins.
  public var edges: [Double]
  /// The counts of each group.
  public var groups: [Group]
  /// The axes.
  public var x, y: Axis
  /// Lines to compare with.
  public var references: [ReferenceLine]
  /// The height in points.
  public var height: Double

  /// A chart of counts that are known.
  ///
  /// - Precondition: the edges rise, and each group has one count a bin.
  public init(
    edges: [Double], groups: [Group], x: Axis = "", y: Axis = "count",
    references: [ReferenceLine] = [], height: Double = 150
  ) {
    precondition(
      zip(edges, edges.dropFirst()).allSatisfy(<), "Histogram: the edges \(edges) do not rise")
    for group in groups {
      precondition(
        group.counts.count == edges.count - 1,
        "Histogram: \(group.name) has \(group.counts.count) counts for \(edges.count) edges")
    }
    (self.edges, self.groups, self.x, self.y) = (edges, groups, x, y)
    (self.references, self.height) = (references, height)
  }

  /// Counts `values`, a list for each named group, in at most `bins` bins with round borders.
  ///
  /// A bin holds its left border, the last one both. With `asShares`, counts are divided by the
  /// number of values in the group; `colors`, if any, are those of the groups.
  ///
  /// - Precondition: all values are finite, and there are as many `colors`, if any, as groups.
  public init(
    _ values: KeyValuePairs<String, [Double]>, atMost bins: Int = 20, x: Axis = "",
    y: Axis? = nil, asShares: Bool = false, colors: [Color] = [],
    references: [ReferenceLine] = [], height: Double = 150
  ) {
    precondition(
      colors.isEmpty || colors.count == values.count,
      "Histogram: \(colors.count) colours for \(values.count) groups")
    for (name, list) in values { list.requireFinite("Histogram: \(name): value") }
    let all = values.flatMap(\.value)
    let ticks = Ticks.linear(
      covering: x.range ?? (all.min() ?? 0)...(all.max() ?? 1), atMost: max(2, bins + 1))
    let edges = ticks.values
    let groups = values.enumerated().map { place, group in
      let (name, list) = (group.key, group.value)
      var counts = [Double](repeating: 0, count: edges.count - 1)
      for value in list where edges[0] <= value && value <= edges[edges.count - 1] {
        let bin = (edges.firstIndex { value < $0 } ?? edges.count - 1) - 1
        counts[bin] += asShares ? 1 / Double(list.count) : 1
      }
      return Group(name, counts: counts, color: colors.isEmpty ? nil : colors[place])
    }
    self.init(
      edges: edges, groups: groups, x: x, y: y ?? (asShares ? "share" : "count"),
      references: references, height: height)
  }

  /// The chart: one group as bars, several as outlines with a light fill.
  public func drawing(width: Double) -> Drawing {
    let xScale = Scale(x, values: edges, fit: .tight, atMost: max(3, Int(width / 28)))
    let highest = groups.flatMap(\.counts).max() ?? 0
    let yScale = Scale(
      y, values: [0, highest > 0 ? highest : 1], fit: .toTicks, atMost: max(3, Int(height / 24)))
    let named = groups.indices.filter { !groups[$0].name.isEmpty }
    let frame = PlotFrame(
      size: Size(width, height), x: xScale, y: yScale,
      legend: Legend(entries: named.map { (groups[$0].name, .patch(color($0))) }))
    var drawing = frame.background(.horizontal)
    if highest == 0 { frame.drawEmptyNote(on: &drawing) }
    let bars = frame.clipped(margin: 1) { part in
      if groups.count == 1 {
        drawBars(groups[0], in: frame, on: &part)
      } else {
        for index in groups.indices { drawOutline(index, in: frame, on: &part) }
      }
    }
    drawing.commands.append(bars)
    drawing.line(
      from: Point(frame.left, frame.bottom), to: Point(frame.right, frame.bottom),
      Theme.axisLine)
    frame.draw(references, on: &drawing)
    return drawing
  }

  private func drawBars(_ group: Group, in frame: PlotFrame, on drawing: inout Drawing) {
    for (bin, count) in group.counts.enumerated() where count > 0 {
      let (left, right) = (frame.horizontal(edges[bin]), frame.horizontal(edges[bin + 1]))
      let top = frame.vertical(count)
      drawing.fill(
        .rectangle(
          Rectangle(
            x: left + 0.4, y: top, width: right - left - 0.8, height: frame.bottom - top)),
        color(0))
    }
  }

  private func color(_ index: Int) -> Color { groups[index].color ?? Theme.color(index) }

  private func drawOutline(_ index: Int, in frame: PlotFrame, on drawing: inout Drawing) {
    var steps: [Point] = [Point(frame.horizontal(edges[0]), frame.bottom)]
    for (bin, count) in groups[index].counts.enumerated() {
      steps.append(frame.point(edges[bin], count))
      steps.append(frame.point(edges[bin + 1], count))
    }
    steps.append(Point(frame.horizontal(edges[edges.count - 1]), frame.bottom))
    var shade = color(index)
    shade.alpha = 0.22
    drawing.fill(.lines(steps, closed: true), shade)
    drawing.stroke(.lines(steps), Stroke(color(index), width: 1.2))
  }
}
