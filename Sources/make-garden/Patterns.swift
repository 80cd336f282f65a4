import Datasets
import Graphics
import Numerics
import Tensors

extension Brush {
  /// Covers the image with `texture` in two colours drawn by chance.
  mutating func draw(_ texture: Texture) {
    let (paper, print) = colors()
    cover(paper, paper)
    let turn = Transform.translation(side / 2, side / 2).after(
      .rotation(degrees: number(0..<360)))
    let first = commands.count
    switch texture {
    case .plain: break
    case .striped: drawStripes(print)
    case .dotted: drawDots(print)
    case .checked: drawChecks(print)
    case .wavy: drawWaves(print)
    case .speckled: drawSpeckles(print)
    case .scaly: drawScales(print, paper)
    case .spiral: drawSpirals(print)
    }
    let marks = Array(commands[first...])
    commands.replaceSubrange(
      first..., with: [.group(marks, transform: turn, clip: nil, opacity: 1)])
  }

  /// Half of the diagonal: a turned pattern must reach that far from the middle.
  private var reach: Double { 36 }

  /// Two colours that differ in lightness.
  private mutating func colors() -> (paper: Color, print: Color) {
    let hues =
      Tint.allCases.map(\.color) + [
        Color(hex: 0x6f_9a3a), Color(hex: 0x8a_8a8a), Color(hex: 0x7a_58a6),
      ]
    let light = near(hues).lighter(number(0.4..<0.85))
    let dark = near(hues).darker(number(0.2..<0.7))
    return integer(below: 2) == 0 ? (light, dark) : (dark, light)
  }

  /// A colour near one of `hues`.
  private mutating func near(_ hues: [Color]) -> Color {
    let any = Color(red: number(0..<1), green: number(0..<1), blue: number(0..<1))
    return pick(hues).mixed(with: any, 0.3)
  }

  private mutating func drawStripes(_ color: Color) {
    let period = number(5..<11)
    let width = period * number(0.35..<0.6)
    for x in stride(from: -reach, to: reach, by: period) {
      fill(.rectangle(Rectangle(x: x, y: -reach, width: width, height: 2 * reach)), color)
    }
  }

  private mutating func drawDots(_ color: Color) {
    let period = number(7..<12)
    let radius = period * number(0.22..<0.34)
    for (row, y) in stride(from: -reach, to: reach, by: period).enumerated() {
      for x in stride(from: -reach + period / 2 * Double(row % 2), to: reach, by: period) {
        let jitter = period * 0.08
        fill(.circle(x + number(-jitter..<jitter), y + number(-jitter..<jitter), radius), color)
      }
    }
  }

  private mutating func drawChecks(_ color: Color) {
    let cell = number(4.5..<9)
    for (row, y) in stride(from: -reach, to: reach, by: cell).enumerated() {
      for x in stride(from: -reach + cell * Double(row % 2), to: reach, by: 2 * cell) {
        fill(.rectangle(Rectangle(x: x, y: y, width: cell, height: cell)), color)
      }
    }
  }

  private mutating func drawWaves(_ color: Color) {
    let (period, gap) = (number(15..<22), number(7..<10))
    let height = number(0.25..<0.35) * period
    for y in stride(from: -reach, to: reach, by: gap) {
      var elements: [Path.Element] = [.move(Point(-reach, y))]
      for x in stride(from: -reach, to: reach, by: period) {
        let (quarter, half, end) = (period / 4, x + period / 2, x + period)
        elements += [
          .curve(Point(x + quarter, y), Point(half - quarter, y + height), Point(half, y + height)),
          .curve(Point(half + quarter, y + height), Point(end - quarter, y), Point(end, y)),
        ]
      }
      commands.append(.stroke(Path(elements), Stroke(color, width: gap * 0.4)))
    }
  }

  private mutating func drawSpeckles(_ color: Color) {
    let size = number(0.5..<0.9)
    for _ in 0..<(150 + integer(below: 150)) {
      let at = Point(number(-reach..<reach), number(-reach..<reach))
      let outline = Path.ellipse(
        at.x, at.y, size * number(0.6..<2.2), size * number(0.6..<1.4), turnedBy: number(0..<180))
      fill(outline, color)
    }
  }

  private mutating func drawScales(_ color: Color, _ paper: Color) {
    let radius = number(4..<7)
    for (row, y) in stride(from: -reach, to: reach + radius, by: radius * 0.9).enumerated()
      .reversed()
    {
      for x in stride(from: -reach + radius * Double(row % 2), to: reach, by: 2 * radius) {
        fill(.circle(x, y, radius), paper.mixed(with: color, 0.25))
        line(.circle(x, y, radius), color, width: 1.2)
      }
    }
  }

  private mutating func drawSpirals(_ color: Color) {
    let gap = number(17..<30)
    let (turns, width) = (number(2..<3.2), gap * 0.075)
    for y in stride(from: -reach, through: reach, by: gap) {
      for x in stride(from: -reach, through: reach, by: gap) {
        let phase = number(0..<6.28)
        let points = (0...80).map { step in
          let share = Double(step) / 80
          let angle = phase + 2 * .pi * turns * share
          let radius = gap * 0.46 * share
          return Point(x + radius * Elementary.cos(angle), y + radius * Elementary.sin(angle))
        }
        line(.lines(points), color, width: width)
      }
    }
  }
}
