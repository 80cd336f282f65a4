import Graphics
import Numerics
import Plotting
import Tensors

extension Example {
  /// The figure of the page: the way to the probabilities, and the way back.
  var illustration: Rows {
    Rows(
      [forward, Columns([Panel("", backward), Panel("", slopes)], shares: [2, 3], gap: 22)], gap: 10
    )
  }

  private var forward: FlowDiagram {
    let (signed, positive) = (map("map"), map("relu"))
    let plane = Tensor(picture.elements, shape: [3, 3])
    let square = Tensor(filter.elements, shape: [2, 2])
    let scale = pale([signed])
    func told(_ values: [Double], _ places: Int) -> [String] {
      zip(classes, values).map { "\($0) \(NumberText.fixed($1, places: places))" }
    }
    return FlowDiagram(
      [
        .init(
          "picture", HeatMap(plane, .sizes([plane], colors: .paper), decimals: 0), shape: "3 × 3",
          column: 0, width: 0.57),
        .init(
          "filter", HeatMap(square, pale([square]), decimals: 0), shape: "2 × 2", column: 0,
          row: 1, width: 0.38),
        .init(
          "map", HeatMap(signed, scale, decimals: 0), shape: "2 × 2", column: 1, row: 0.5,
          width: 0.38),
        .init(
          "rectified", HeatMap(positive, scale, decimals: 0), shape: "2 × 2", column: 2, row: 0.5,
          width: 0.38),
        .init("mean", [NumberText.fixed(mean, places: 0)], column: 3, row: 0.5, width: 0.4),
        .init("logits", told(logits(), 0), column: 4, row: 0.5, width: 0.5),
        .init("probabilities", told(probabilities, 2), column: 5, row: 0.5, width: 0.6),
      ],
      [
        .init("picture", "map", "slide"), .init("filter", "map", "over it"),
        .init("map", "rectified", "ReLU"), .init("rectified", "mean", "average"),
        .init("mean", "logits", "weigh"), .init("logits", "probabilities", "softmax"),
      ])
  }

  private var backward: ImageRow {
    let slopes = gradient
    return ImageRow(
      [
        Panel(
          "The gradient", HeatMap(slopes, pale([slopes]), decimals: 2),
          caption: "of the logit of edge")
      ],
      panelWidth: 78)
  }

  private var slopes: LineChart {
    let middles = (0...40).map { Double($0) / 10 }
    let (here, now) = (Double(picture.elements[nudged]), logits()[0])
    return LineChart(
      [
        .init(
          "the slope at \(NumberText.fixed(here, places: 0))", x: middles,
          y: middles.map { now + slope * ($0 - here) },
          color: Theme.color(2), isDashed: true),
        .init(
          "the logit", x: middles, y: middles.map { logits(middle: $0)[0] }, color: Theme.color(0)),
      ],
      x: "the number in the middle of the picture", y: "logit of edge", height: 100)
  }
}

/// Colours of a sign, pale enough for numbers to be read on them.
private func pale(_ maps: [Tensor]) -> ColorScale {
  let range = ColorScale.signed(maps).range
  return ColorScale(.diverging, range: 2 * range.lowerBound...2 * range.upperBound)
}

extension ColorMap {
  /// White to grey, for pixels: no sign and no size of a map.
  fileprivate static let paper = ColorMap([Color(hex: 0xff_ffff), Color(hex: 0xa9_b1ba)])
}
