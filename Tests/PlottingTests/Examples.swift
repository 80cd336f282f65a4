import Graphics
import Plotting
import Tensors

/// One of each figure, with usual, empty, constant and long-winded data.
enum Examples {
  static let image = Tensor(
    ContiguousArray((0..<3 * 12 * 12).map { Float($0 % 17) / 16 }), shape: [3, 12, 12])
  static let map = Tensor(
    ContiguousArray((0..<36).map { Float($0) / 9 - 2 }), shape: [6, 6])
  static let labels = (0..<144).map { $0 % 12 / 4 + 3 * ($0 / 48) }
  static let mask = Tensor(
    ContiguousArray((0..<144).map { (4...8).contains($0 % 12) ? 1 : 0 }), shape: [12, 12])
  static let scale = ColorScale.signed([map], title: "weight of a region")
  static let long = "a name that is much longer than anybody would want it to be"

  static let numbers: [Double] = (0..<40).map { Double($0 * $0 % 23) - 7 }

  static let all: [(name: String, figure: any Figure & Sendable)] = [
    ("picture", Picture(image, .regions(labels: labels), .outline(of: mask))),
    ("marked picture", Picture(image, .spotlight(on: mask), .cross(row: 2, column: 3))),
    ("heat map", HeatMap(map, scale, .box(Rectangle(x: 1, y: 1, width: 2, height: 3)))),
    ("heat map with numbers", HeatMap(map, scale, decimals: 2)),
    ("overlay", Overlay(map, on: image, scale)),
    ("colour bar", ColorBar(scale)),
    ("upright colour bar", ColorBar(scale, direction: .vertical)),
    ("colour bar with a long title", ColorBar(ColorScale(.viridis, range: 0...1, title: long))),
    (
      "lines",
      LineChart(
        [
          .init("train", y: numbers, spread: numbers.map { _ in 2 }),
          .init("test", y: numbers.map { $0 + 1 }, hasMarks: true, isDashed: true),
        ], x: "epoch", y: "loss", references: [.horizontal(3, "chance"), .vertical(40, "here")])
    ),
    (
      "logarithmic lines",
      LineChart(
        [.init("error", x: [1, 10, 1000], y: [0.5, 0.02, 0.0001], spread: [0.1, 0.1, 0.1])],
        x: Axis("samples", kind: .logarithmic), y: Axis("error", kind: .logarithmic),
        names: .legend)
    ),
    ("long names", LineChart((1...6).map { .init(long, y: [Double($0), 2]) }, y: "y")),
    ("no lines", LineChart([], x: "x", y: "y")),
    ("a constant line", LineChart([.init("constant", y: [2, 2, 2])])),
    ("a point", LineChart([.init("point", y: [0])])),
    ("huge values", LineChart([.init("huge", y: [1e9, 3e9])])),
    ("tiny values", LineChart([.init("tiny", y: [1e-9, -3e-9])])),
    (
      "bars",
      BarChart(
        [.init("up", 0.5, error: 0.1), .init(long, -0.25), .init("none", 0)], axis: "weight",
        decimals: 2, references: [.vertical(0.45, "threshold")])
    ),
    (
      "upright bars",
      BarChart(
        [.init("up", 0.5, error: 0.1), .init("down there", -0.25), .init("none", 0)],
        axis: "weight", direction: .vertical, decimals: 2)
    ),
    (
      "many upright bars",
      BarChart(
        (0..<20).map { .init("feature \($0)", Double($0)) }, direction: .vertical)
    ),
    ("no bars", BarChart([])), ("no upright bars", BarChart([], direction: .vertical)),
    (
      "points",
      ScatterChart(
        [.init("a", x: numbers, y: numbers.reversed()), .init("b", x: [1], y: [2])],
        x: "exact", y: "estimated", showsIdentity: true,
        curves: [.init("fit", x: [-7, 15], y: [0, 3])])
    ),
    ("no points", ScatterChart([])),
    ("a histogram", Histogram(["": numbers], x: "value", references: [.vertical(0, "zero")])),
    (
      "two histograms",
      Histogram(["one": numbers, "two": [1, 2, 3]], x: "value", asShares: true)
    ),
    ("an empty histogram", Histogram(["nothing": []])),
    ("a histogram of one value", Histogram(["": [3, 3, 3]])),
  ]

  /// The figures that hold other figures.
  static var containers: [(name: String, figure: any Figure)] {
    let panel = Panel("Gradient-weighted map", HeatMap(map, scale), caption: "score 0.71")
    return [
      ("row", ImageRow([panel, panel, Panel("Input", Picture(image))], scale: scale)),
      ("crowded row", ImageRow([panel, panel, panel, panel, panel, panel], scale: scale)),
      (
        "grid",
        ImageGrid(
          [[panel, panel], [panel]], rowTitles: ["trained network", "random"], scale: scale)
      ),
      ("grid of six", ImageGrid([panel, panel, panel, panel, panel, panel], columns: 4)),
      ("no panels", ImageRow([])),
      ("columns", Columns([Panel("Loss", all[8].figure), panel], shares: [2, 1])),
      ("rows", Rows([all[8].figure, all[16].figure])),
    ]
  }
}
