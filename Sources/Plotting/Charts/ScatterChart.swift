public import Graphics
import Numerics

/// Points in the plane: one score against another, samples around an instance.
public struct ScatterChart: Figure, Sendable {
  /// Points that belong together.
  public struct Group: Hashable, Sendable {
    /// What the points are called in the legend; without a name they do not appear there.
    public var name: String
    /// The values along both axes.
    public var x, y: [Double]
    /// The radius of each point in points; 2.4 for all if empty.
    public var radii: [Double]
    /// The colour of each point; that of the group if empty.
    public var colors: [Color]
    /// The colour of the group; that of its place in the palette if absent.
    public var color: Color?
    /// The shape; that of its place in the list of shapes if absent.
    public var mark: Mark?

    /// The points at `x` and `y`.
    ///
    /// - Precondition: `x` and `y`, and `radii` and `colors` if any, have equal counts; all
    ///   numbers are finite.
    public init(
      _ name: String = "", x: [Double], y: [Double], radii: [Double] = [],
      colors: [Color] = [], color: Color? = nil, mark: Mark? = nil
    ) {
      precondition(
        x.count == y.count, "ScatterChart: \(name) has \(x.count) x for \(y.count) y")
      precondition(
        (radii.isEmpty || radii.count == x.count) && (colors.isEmpty || colors.count == x.count),
        """
        ScatterChart: \(name) has \(radii.count) radii and \(colors.count) colours \
        for \(x.count) points
        """)
      (x + y + radii).requireFinite("ScatterChart: \(name): value")
      (self.name, self.x, self.y, self.radii) = (name, x, y, radii)
      (self.colors, self.color, self.mark) = (colors, color, mark)
    }
  }

  /// The points; later groups lie in front.
  public var groups: [Group]
  /// The axes.
  public var x, y: Axis
  /// Whether the line y = x is drawn.
  public var showsIdentity: Bool
  /// Lines to compare with.
  public var references: [ReferenceLine]
  /// Curves in front of the points, in data coordinates: a fitted line, a frontier.
  public var curves: [LineChart.Series]
  /// The height in points.
  public var height: Double

  /// A chart of `groups`.
  public init(
    _ groups: [Group], x: Axis = "", y: Axis = "", showsIdentity: Bool = false,
    references: [ReferenceLine] = [], curves: [LineChart.Series] = [], height: Double = 190
  ) {
    (self.groups, self.x, self.y, self.showsIdentity) = (groups, x, y, showsIdentity)
    (self.references, self.curves, self.height) = (references, curves, height)
  }

  /// The chart.
  public func drawing(width: Double) -> Drawing {
    let xScale = Scale(
      x, values: groups.flatMap(\.x), fit: .toTicks, atMost: max(3, Int(width / 30)))
    let yScale = Scale(
      y, values: groups.flatMap(\.y), fit: .toTicks, atMost: max(3, Int(height / 24)))
    let named = groups.indices.filter { !groups[$0].name.isEmpty }
    let points = named.map { index -> (name: String, swatch: Legend.Swatch) in
      (groups[index].name, .mark(mark(index), color(index)))
    }
    let lines = curves.filter { !$0.name.isEmpty }.map {
      curve -> (name: String, swatch: Legend.Swatch) in (curve.name, .line(stroke(curve)))
    }
    let frame = PlotFrame(
      size: Size(width, height), x: xScale, y: yScale, legend: Legend(entries: points + lines))
    var drawing = frame.background(.both)
    drawing.line(
      from: Point(frame.left, frame.top), to: Point(frame.left, frame.bottom), Theme.axisLine)
    frame.draw(references, on: &drawing)
    if groups.allSatisfy(\.x.isEmpty) { frame.drawEmptyNote(on: &drawing) }
    let marks = frame.clipped(margin: 4) { part in
      if showsIdentity { drawIdentity(in: frame, on: &part) }
      for index in groups.indices { drawGroup(index, in: frame, on: &part) }
      for curve in curves {
        part.stroke(.lines(zip(curve.x, curve.y).map { frame.point($0, $1) }), stroke(curve))
      }
    }
    drawing.commands.append(marks)
    return drawing
  }

  private func color(_ index: Int) -> Color { groups[index].color ?? Theme.color(index) }

  private func mark(_ index: Int) -> Mark { groups[index].mark ?? Mark.number(index) }

  private func stroke(_ curve: LineChart.Series) -> Stroke {
    Stroke(curve.color ?? Theme.ink, width: 1.2, dashes: curve.isDashed ? [4, 2.5] : [])
  }

  private func drawIdentity(in frame: PlotFrame, on drawing: inout Drawing) {
    let low = max(frame.x.domain.lowerBound, frame.y.domain.lowerBound)
    let high = min(frame.x.domain.upperBound, frame.y.domain.upperBound)
    guard low < high else { return }
    drawing.line(
      from: frame.point(low, low), to: frame.point(high, high), Theme.referenceLine)
  }

  private func drawGroup(_ index: Int, in frame: PlotFrame, on drawing: inout Drawing) {
    let group = groups[index]
    for number in group.x.indices {
      mark(index).draw(
        at: frame.point(group.x[number], group.y[number]),
        radius: group.radii.isEmpty ? 2.4 : group.radii[number],
        color: group.colors.isEmpty ? color(index) : group.colors[number], on: &drawing)
    }
  }
}
