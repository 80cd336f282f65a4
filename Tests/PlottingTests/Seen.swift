import Graphics
import Plotting

/// What a drawing shows, with all groups resolved: everything in the coordinates of the page.
struct Seen {
  /// A text, where its anchor lies, and how it is set.
  struct Text {
    var text: String
    var point: Point
    var style: TextStyle

    /// The rectangle that the text fills, by the estimate that layout uses.
    var frame: (left: Double, right: Double, top: Double, bottom: Double) {
      let width = style.width(of: text)
      let before =
        switch style.anchor {
        case .start: 0.0
        case .middle: width / 2
        case .end: width
        }
      let (ascent, descent) = (style.size * 0.75, style.size * 0.22)
      return style.rotation == 90
        ? (point.x - ascent, point.x + descent, point.y - width + before, point.y + before)
        : (point.x - before, point.x - before + width, point.y - ascent, point.y + descent)
    }
  }

  /// An outline that is filled.
  struct Fill {
    var path: Path
    var paint: Paint

    /// The colour, if it is one.
    var color: Color? { if case .solid(let color) = paint { color } else { nil } }
  }

  var texts: [Text] = []
  var fills: [Fill] = []
  var strokes: [(path: Path, stroke: Stroke)] = []
  var rasters: [(raster: Raster, frame: Rectangle)] = []

  init(_ drawing: Drawing) { add(drawing.commands, Transform()) }

  init(_ figure: some Figure, width: Double = 346) { self.init(figure.drawing(width: width)) }

  private mutating func add(_ commands: [Drawing.Command], _ map: Transform) {
    for command in commands {
      switch command {
      case .fill(let path, let paint):
        fills.append(Fill(path: path.transformed(by: map), paint: paint))
      case .stroke(let path, let stroke):
        strokes.append((path.transformed(by: map), stroke))
      case .text(let text, let point, let style):
        texts.append(Text(text: text, point: map.apply(to: point), style: style))
      case .raster(let raster, let frame, _):
        let origin = map.apply(to: frame.origin)
        rasters.append(
          (
            raster,
            Rectangle(
              x: origin.x, y: origin.y, width: frame.size.width, height: frame.size.height)
          ))
      case .group(let commands, let transform, _, _): add(commands, map.after(transform))
      }
    }
  }

  /// The texts, without their places.
  var words: [String] { texts.map(\.text) }

  /// The outlines filled with `color`, as upright rectangles around them.
  func boxes(_ color: Color) -> [Rectangle] {
    fills.filter { $0.color == color }.map(\.path.bounds)
  }
}

extension Path {
  /// The points that the pen visits.
  var points: [Point] {
    elements.compactMap { element in
      switch element {
      case .move(let to), .line(let to), .curve(_, _, let to): to
      case .close: nil
      }
    }
  }

  /// The upright rectangle around the points that the pen visits.
  var bounds: Rectangle {
    let (x, y) = (points.map(\.x), points.map(\.y))
    let (left, top) = (x.min() ?? 0, y.min() ?? 0)
    return Rectangle(x: left, y: top, width: (x.max() ?? 0) - left, height: (y.max() ?? 0) - top)
  }
}
