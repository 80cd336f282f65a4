import Datasets
import Graphics
import Plotting

/// The mark of the book: the cover in a square so small that an icon shows it.
enum Mark {
  private static let side = 64.0

  /// A cube, an edge towards the reader: on the left half a ladybird, on the right its pixels.
  static var drawing: Drawing {
    var drawing = Drawing(size: Size(side, side))
    drawing.fill(.rectangle(Rectangle(x: 0, y: 0, width: side, height: side)), Cover.night)
    drawing.fill(.lines(hexagon, closed: true), Color(hex: 0x2c_5f8f, alpha: 0.55))
    drawing.commands += beetle + pixels
    let line = Stroke(Color(hex: 0xff_ffff), width: 3, isRound: true)
    drawing.stroke(.lines(hexagon, closed: true), line)
    let inner = Stroke(Color(hex: 0xff_ffff), width: 2.2, isRound: true)
    drawing.stroke(.lines([hexagon[5], Point(32, 18), hexagon[1]]), inner)
    drawing.line(from: Point(32, 18), to: hexagon[3], inner)
    return drawing
  }

  /// The outline of the cube, from the corner behind clockwise.
  private static let hexagon = [
    Point(32, 4), Point(58, 11), Point(56, 49), Point(32, 60), Point(8, 49), Point(6, 11),
  ]

  /// The left half of a body with two dots.
  private static var beetle: [Drawing.Command] {
    let half = Path.rectangle(Rectangle(x: 0, y: 0, width: side / 2, height: side))
    let body = Path.ellipse(center: Point(32, 36), radiusX: 17, radiusY: 17)
    let dots = [(24.5, 30.0, 4.2), (27.0, 43.0, 3.8)].map { x, y, radius in
      Drawing.Command.fill(
        .ellipse(center: Point(x, y), radiusX: radius, radiusY: radius),
        .solid(Color(hex: 0x2b_211d)))
    }
    return [
      .group(
        [.fill(body, .solid(Color(hex: 0xe2_3f2b)))] + dots, transform: Transform(), clip: half,
        opacity: 1)
    ]
  }

  /// The right half as squares of importance.
  private static var pixels: [Drawing.Command] {
    let importance: [[Double?]] = [
      [0.1, 0.2, nil], [0.15, 0.75, 0.2], [0.1, 0.75, -0.5], [0.2, 0.1, nil],
    ]
    return importance.enumerated().flatMap { row, values in
      values.enumerated().compactMap { column, value in
        value.map {
          Drawing.Command.fill(
            .rectangle(
              Rectangle(
                x: 34.5 + 7 * Double(column), y: 22.5 + 7 * Double(row), width: 6, height: 6)),
            .solid(ColorMap.diverging.color(($0 + 1) / 2)))
        }
      }
    }
  }
}
