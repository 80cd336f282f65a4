import Graphics
import Plotting
import TestSupport
import Testing

@Suite struct `Charts` {
  @Test func `bars are as long as their values, to either side of zero`() throws {
    let bars = [BarChart.Bar("a", 0.5), .init("b", -0.25), .init("c", 1), .init("d", 0)]
    let seen = Seen(BarChart(bars))
    let (plus, minus) = (seen.boxes(Theme.positive), seen.boxes(Theme.negative))
    #expect(plus.count == 3 && minus.count == 1)
    let unit = plus[1].size.width
    #expect(abs(plus[0].size.width - unit / 2) < 1e-9)
    #expect(abs(minus[0].size.width - unit / 4) < 1e-9)
    #expect(plus[2].size.width == 0)
    #expect(abs(minus[0].origin.x + minus[0].size.width - plus[0].origin.x) < 1e-9)
  }

  @Test func `upright bars are as high as their values`() {
    let bars = [BarChart.Bar("a", 2), .init("b", -1), .init("c", 4)]
    let seen = Seen(BarChart(bars, direction: .vertical, coloring: .single(Theme.ink), decimals: 0))
    let heights = seen.boxes(Theme.ink).map(\.size.height)
    #expect(abs(heights[0] - heights[2] / 2) < 1e-9 && abs(heights[1] - heights[2] / 4) < 1e-9)
    #expect(seen.words.contains("−1"))
  }

  @Test func `a bar keeps its own colour`() {
    let seen = Seen(BarChart([.init("a", 1, color: Theme.palette[3]), .init("b", 1)]))
    #expect(seen.boxes(Theme.palette[3]).count == 1)
  }

  @Test func `an error bar spans the error`() throws {
    let seen = Seen(BarChart([.init("a", 1, error: 0.25)]))
    let bar = try #require(seen.boxes(Theme.positive).first)
    let line = try #require(seen.strokes.first { $0.stroke.color == Theme.ink }?.path.bounds)
    #expect(abs(line.size.width - bar.size.width / 2) < 1e-9)
    #expect(abs(line.origin.x + line.size.width / 2 - bar.origin.x - bar.size.width) < 1e-9)
  }

  @Test func `points lie in proportion to their values`() {
    let (x, y) = ([0.0, 1, 4, 2], [10.0, 20, 15, 30])
    let seen = Seen(ScatterChart([.init(x: x, y: y)]))
    let centers = seen.boxes(Theme.palette[0]).map {
      Point($0.origin.x + $0.size.width / 2, $0.origin.y + $0.size.height / 2)
    }
    #expect(centers.count == 4)
    let (across, up) = (
      (centers[1].x - centers[0].x) / 1, (centers[0].y - centers[1].y) / 10
    )
    #expect(across > 0 && up > 0)
    for index in 0..<4 {
      #expect(abs(centers[index].x - centers[0].x - across * x[index]) < 1e-9)
      #expect(abs(centers[0].y - centers[index].y - up * (y[index] - 10)) < 1e-9)
    }
  }

  @Test func `points have the sizes and colours they are given`() {
    let red = Color(hex: 0xff_0000)
    let seen = Seen(
      ScatterChart([.init(x: [1, 2], y: [1, 2], radii: [1, 3], colors: [red, Theme.ink])]))
    #expect(abs((seen.boxes(red).first?.size.width ?? 0) - 2) < 1e-9)
    #expect(abs((seen.boxes(Theme.ink).first?.size.width ?? 0) - 6) < 1e-9)
  }

  @Test func `a line passes through its points, also on logarithmic axes`() throws {
    let chart = LineChart(
      [.init("", x: [1, 10, 100], y: [1, 10, 100])], x: Axis("", kind: .logarithmic),
      y: Axis("", kind: .logarithmic))
    let line = try #require(
      Seen(chart).strokes.first { $0.stroke.color == Theme.palette[0] }?.path.points)
    #expect(abs(line[1].x - (line[0].x + line[2].x) / 2) < 1e-6)
    #expect(abs(line[1].y - (line[0].y + line[2].y) / 2) < 1e-6)
  }

  @Test func `a band reaches its spread above and below the line`() throws {
    let seen = Seen(LineChart([.init("", y: [0, 4], spread: [1, 1])], names: .hidden))
    let band = try #require(
      seen.fills.first { $0.color.map { $0.alpha < 1 } ?? false }?.path.points)
    let line = try #require(
      seen.strokes.first { $0.stroke.color == Theme.palette[0] }?.path.points)
    let unit = (line[0].y - line[1].y) / 4
    #expect(abs(line[0].y - band[0].y - unit) < 1e-9)
    #expect(abs(band[3].y - line[0].y - unit) < 1e-9)
  }

  @Test func `names stand at the ends of their curves, apart from each other`() {
    let chart = LineChart([
      .init("first", y: [0, 1]), .init("second", y: [1, 1]), .init("third", y: [0.5, 0.99]),
    ])
    let names = ["first", "second", "third"]
    let places = Seen(chart).texts.filter { names.contains($0.text) }.map(\.point.y).sorted()
    #expect(places.count == 3)
    #expect(zip(places, places.dropFirst()).allSatisfy { $1 - $0 >= 9.99 })
  }

  @Test func `a histogram counts every value once, borders to the right`() {
    let histogram = Histogram(["": [0, 0.5, 1, 1.5, 2, 2, 3, 4]], atMost: 4)
    #expect(histogram.edges == [0, 1, 2, 3, 4])
    #expect(histogram.groups[0].counts == [2, 2, 2, 2])
  }

  @Test func `shares of a histogram sum to one`() {
    let histogram = Histogram(
      ["a": Examples.numbers, "b": [1, 2]], atMost: 10, asShares: true)
    for group in histogram.groups {
      #expect(abs(group.counts.reduce(0, +) - 1) < 1e-12)
    }
  }

  @Test func `groups of a histogram have the colours that they are given`() {
    let colors = [Theme.palette[3], Theme.palette[1]]
    let values: KeyValuePairs<String, [Double]> = ["a": [0, 1, 2], "b": [1, 2]]
    let given = Histogram(values, colors: colors)
    #expect(given.groups.map(\.color) == colors)
    #expect(Histogram(values).groups.map(\.color) == [nil, nil])
    for color in colors {
      #expect(Seen(given).boxes(color).count == 1, "the patch of the legend")
    }
  }

  @Test func `bars of a histogram are as high as their counts`() {
    let seen = Seen(
      Histogram(edges: [0, 1, 2, 3], groups: [.init("", counts: [1, 4, 2])]))
    let heights = seen.boxes(Theme.palette[0]).map(\.size.height)
    #expect(abs(heights[1] - 4 * heights[0]) < 1e-9 && abs(heights[2] - 2 * heights[0]) < 1e-9)
  }

  @Test func `without data a chart says so`() {
    let empty: [any Figure] = [
      LineChart([]), ScatterChart([]), BarChart([]), BarChart([], direction: .vertical),
      Histogram(["": []]),
    ]
    for figure in empty { #expect(Seen(figure).words.contains("no data")) }
  }

  @Test func `a reference line beyond the axis is left out`() {
    let seen = Seen(
      LineChart(
        [.init("", y: [0, 1])], references: [.horizontal(0.5, "in"), .horizontal(9, "out")]))
    #expect(seen.words.contains("in") && !seen.words.contains("out"))
  }

  @Test func `counts that do not fit stop with both counts`() async {
    await expectStop(
      saying: "a has 1 x for 2 y",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = LineChart.Series("a", x: [1], y: [1, 2])
      })
    await expectStop(
      saying: "a has 2 radii and 0 colours for 1 points",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = ScatterChart.Group("a", x: [1], y: [1], radii: [1, 2])
      })
    await expectStop(
      saying: "a has 2 counts for 2 edges",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Histogram(edges: [0, 1], groups: [.init("a", counts: [1, 2])])
      })
  }
}
