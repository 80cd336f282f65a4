import Graphics
import Plotting
import Tensors
import TestSupport
import Testing

@Suite struct `A flow diagram` {
  /// Two ways from one station to another, which part and meet.
  private static var diamond: FlowDiagram {
    FlowDiagram(
      [
        .init("maps", map, shape: "64 × 12 × 12", column: 0, row: 0.5, copies: 5),
        .init("means", map, shape: "64", column: 1, row: 0, width: 0.5),
        .init("map", map, shape: "12 × 12", column: 1, row: 1),
        .init("score", ["3.31", "ladybird"], shape: "logit", column: 2, row: 0.5),
      ],
      [
        .init("maps", "means", "average"), .init("maps", "map", "weigh, add"),
        .init("means", "score", "weigh, add"), .init("map", "score", "average"),
      ])
  }

  private static let map: HeatMap = {
    let values = Tensor([1, 2, 3, 4], shape: [2, 2])
    return HeatMap(values, .sizes([values]))
  }()

  @Test func `writes every name, shape, line and arrow's word`() {
    let words = Seen(Self.diamond.drawing(width: 700)).texts.map(\.text)
    for word in ["maps", "64 × 12 × 12", "3.31", "ladybird", "average", "weigh, add"] {
      #expect(words.contains(word), "\(word)")
    }
    #expect(words.filter { $0 == "average" }.count == 2)
  }

  @Test func `breaks an arrow's words into lines, one below the other, where it is short`() throws {
    let texts = Seen(Self.diamond.drawing(width: 346)).texts
    #expect(!texts.contains { $0.text == "weigh, add" })
    let (first, second) = (
      texts.filter { $0.text == "weigh," }.map(\.point),
      texts.filter { $0.text == "add" }.map(\.point)
    )
    try #require(first.count == 2 && second.count == 2)
    for (upper, lower) in zip(first, second) {
      #expect(upper.x == lower.x && upper.y < lower.y)
    }
  }

  @Test(arguments: [346.0, 473.0])
  func `keeps all within its size, and no two texts on top of each other`(width: Double) {
    let drawing = Self.diamond.drawing(width: width)
    let frames = Seen(drawing).texts.map(\.frame)
    for frame in frames {
      #expect(frame.left > -1 && frame.right < width + 1)
      #expect(frame.top > -1 && frame.bottom < drawing.size.height + 1)
    }
    for (index, one) in frames.enumerated() {
      for other in frames[(index + 1)...] {
        #expect(
          one.right <= other.left || other.right <= one.left || one.bottom <= other.top
            || other.bottom <= one.top)
      }
    }
  }

  @Test func `the name above a stack in the first row is whole`() throws {
    let stack = FlowDiagram([.init("masks", Self.map, column: 0, copies: 6)], [])
    let name = try #require(Seen(stack.drawing(width: 300)).texts.first { $0.text == "masks" })
    #expect(name.frame.top > -1)
  }

  @Test func `reads from the left, and puts a row of one half in the middle`() throws {
    let texts = Seen(Self.diamond).texts
    func point(_ word: String) throws -> Point {
      try #require(texts.first { $0.text == word }).point
    }
    #expect(try point("maps").x < point("means").x && point("means").x < point("score").x)
    #expect(try point("means").y < point("maps").y && point("maps").y < point("map").y)
  }

  @Test func `draws an arrow head for each arrow, pointing right`() {
    let heads = Seen(Self.diamond).fills.filter {
      $0.path.elements.count == 4 && $0.color == Theme.muted
    }
    #expect(heads.count == 4)
  }

  /// Two stations in one column, with an arrow in each direction in turn.
  @Test(arguments: [true, false])
  func `an arrow within a column leads up or down, its word upright beside it`(
    isDown: Bool
  ) throws {
    let ends = isDown ? ["upper", "lower"] : ["lower", "upper"]
    let seen = Seen(
      FlowDiagram(
        [
          .init("upper", Self.map, shape: "64", column: 0, row: 0, copies: 3),
          .init("lower", ["3.1"], column: 0, row: 1), .init("beside", ["1"], column: 1),
        ], [.init(ends[0], ends[1], "average")]))
    let word = try #require(seen.texts.first { $0.text == "average" })
    #expect(word.style.size > 0 && word.style.rotation == 0)
    let lines = seen.strokes.filter { $0.stroke.color == Theme.muted }
    let way = try #require(lines.first?.path.points)
    #expect(way.count == 2 && way[0].x == way[1].x && (way[0].y < way[1].y) == isDown)
    #expect(word.frame.left > way[0].x)
    let (shape, name) = (
      try #require(seen.texts.first { $0.text == "64" }),
      try #require(seen.texts.first { $0.text == "lower" })
    )
    for y in way.map(\.y) + [word.frame.top, word.frame.bottom] {
      #expect(shape.frame.bottom <= y && y <= name.frame.top)
    }
  }

  @Test func `stops where an arrow leads nowhere or back, or a name comes twice`() async {
    await expectStop(
      saying: "no station for the arrow a → b",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = FlowDiagram([.init("a", ["1"], column: 0)], [.init("a", "b")])
      })
    await expectStop(
      saying: "leads to the left",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = FlowDiagram(
          [.init("a", ["1"], column: 0), .init("b", ["2"], column: 1)], [.init("b", "a")])
      })
    await expectStop(
      saying: "two stations are called a",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = FlowDiagram([.init("a", ["1"], column: 0), .init("a", ["2"], column: 1)], [])
      })
  }
}
