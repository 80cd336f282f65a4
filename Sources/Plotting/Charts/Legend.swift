import Graphics

/// The names of groups beside samples of their looks, in lines from left to right.
struct Legend {
  /// What stands before a name.
  enum Swatch {
    case line(Stroke)
    case mark(Mark, Color)
    case patch(Color)
  }

  var entries: [(name: String, swatch: Swatch)] = []

  private static let lineHeight = 13.0
  private static let swatchWidth = 14.0

  /// The height at a width: as many lines as the names need.
  func height(in width: Double) -> Double {
    Double(lines(in: width).count) * Legend.lineHeight
  }

  /// The legend; each line starts on the left.
  func drawing(width: Double) -> Drawing {
    var drawing = Drawing(size: Size(width, height(in: width)))
    for (row, line) in lines(in: width).enumerated() {
      var x = 0.0
      let y = Double(row) * Legend.lineHeight + 5
      for index in line {
        let entry = entries[index]
        switch entry.swatch {
        case .line(let stroke):
          drawing.line(from: Point(x, y), to: Point(x + 11, y), stroke)
        case .mark(let mark, let color):
          mark.draw(at: Point(x + 7, y), radius: 2.6, color: color, on: &drawing)
        case .patch(let color):
          drawing.fill(.rectangle(Rectangle(x: x + 2, y: y - 3.5, width: 8, height: 7)), color)
        }
        drawing.text(entry.name, at: Point(x + Legend.swatchWidth, y + 2.8), Theme.label)
        x += self.width(of: entry.name)
      }
    }
    return drawing
  }

  private func width(of name: String) -> Double {
    Legend.swatchWidth + Theme.label.width(of: name) + 10
  }

  private func lines(in width: Double) -> [[Int]] {
    var lines: [[Int]] = []
    var used = Double.infinity
    for (index, entry) in entries.enumerated() {
      let needed = self.width(of: entry.name)
      if used + needed - 10 > width {
        lines.append([])
        used = 0
      }
      lines[lines.count - 1].append(index)
      used += needed
    }
    return lines
  }
}

/// The shape of a data point; shapes differ as well as colours, for print in black and white.
public enum Mark: String, Hashable, Sendable, CaseIterable {
  case circle, square, triangle, plus, diamond

  /// The shape of group `index`.
  static func number(_ index: Int) -> Mark { allCases[index % allCases.count] }

  /// Draws the shape with about the area of a circle of `radius`, with a thin white edge that
  /// keeps neighbours apart.
  func draw(at center: Point, radius: Double, color: Color, on drawing: inout Drawing) {
    let (x, y) = (center.x, center.y)
    let path: Path
    switch self {
    case .circle: path = .ellipse(center: center, radiusX: radius, radiusY: radius)
    case .square:
      let half = radius * 0.886
      path = .rectangle(Rectangle(x: x - half, y: y - half, width: 2 * half, height: 2 * half))
    case .triangle:
      let side = radius * 1.35
      path = .lines(
        [
          Point(x, y - side * 0.9), Point(x + side, y + side * 0.7),
          Point(x - side, y + side * 0.7),
        ], closed: true)
    case .diamond:
      let half = radius * 1.25
      path = .lines(
        [Point(x, y - half), Point(x + half, y), Point(x, y + half), Point(x - half, y)],
        closed: true)
    case .plus:
      let arm = radius * 1.15
      let stroke = Stroke(color, width: max(0.8, radius * 0.6))
      drawing.line(from: Point(x - arm, y), to: Point(x + arm, y), stroke)
      drawing.line(from: Point(x, y - arm), to: Point(x, y + arm), stroke)
      return
    }
    drawing.fill(path, color)
    drawing.stroke(path, Stroke(Theme.paper, width: 0.4))
  }
}
