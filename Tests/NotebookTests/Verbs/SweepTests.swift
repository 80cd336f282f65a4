import Graphics
import Notebook
import Testing

struct SweepTests {
  private let draw: (inout Drawing, Int) -> Void = { drawing, value in
    drawing.draw(Square(color: Color(hex: UInt32(value))))
  }

  private func complaint(
    _ name: String = "samples", _ values: [Int] = [1, 2], texts: [String]? = nil,
    frameWidth: Double = 220
  ) -> String? {
    Sweep(name: name, values: values, texts: texts, frameWidth: frameWidth).complaint
  }

  /// The texts of a drawing, also of its parts, with their places.
  private func texts(_ drawing: Drawing) -> [(text: String, x: Double)] {
    drawing.commands.compactMap { command in
      if case .text(let text, let point, _) = command { (text, point.x) } else { nil }
    }
  }

  /// Where the parts of a drawing stand.
  private func places(_ drawing: Drawing) -> [Point] {
    drawing.commands.compactMap { command in
      guard case .group(_, let transform, _, _) = command else { return nil }
      return Point(transform.tx, transform.ty)
    }
  }

  @Test func `A strip has its frames side by side, each above its value`() throws {
    let sweep = Sweep(name: "n", values: [5, 20, 100])
    let strip = try #require(sweep.strip(width: 316, draw: draw, below: { _ in }))
    #expect(strip.size == Size(316, 114))
    #expect(places(strip) == [Point(0, 0), Point(108, 0), Point(216, 0)])
    #expect(texts(strip).map(\.text) == ["n = 5", "n = 20", "n = 100"])
    #expect(texts(strip).map(\.x) == [50, 158, 266])
  }

  @Test func `A strip without room says the name once, in the middle`() throws {
    let sweep = Sweep(name: "superpixels", values: [1, 2, 3, 4, 5, 6], texts: nil)
    let strip = try #require(sweep.strip(width: 346, draw: draw, below: { _ in }))
    #expect(texts(strip).map(\.text) == ["1", "2", "3", "4", "5", "6", "superpixels"])
    #expect(texts(strip).last?.x == 173)
  }

  @Test func `What the frames share stands once below the strip, and below every frame`() throws {
    let sweep = Sweep(name: "n", values: [1, 2], frameWidth: 100)
    let bar: (inout Drawing) -> Void = { drawing in
      drawing.size.height = 10
      drawing.line(from: Point(0, 5), to: Point(9, 5), Stroke(Color(hex: 0)))
    }
    let strip = try #require(sweep.strip(width: 208, draw: draw, below: bar))
    #expect(strip.size == Size(208, 100 + 14 + 8 + 10))
    #expect(places(strip).last == Point(0, 122))
    let frames = sweep.frames(width: 208, draw: draw, below: bar)
    #expect(frames.map(\.size) == [Size(208, 118), Size(208, 118)])
    #expect(places(frames[0]) == [Point(54, 0), Point(54, 108)])
  }

  @Test func `Frames are equally high`() {
    let frames = Sweep(name: "n", values: [10.0, 30], frameWidth: 100)
      .frames(width: 346, draw: { $0.size.height = $1 }, below: { _ in })
    #expect(frames.map(\.size.height) == [30, 30])
  }

  @Test func `An empty frame makes no strip`() {
    let sweep = Sweep(name: "n", values: [1, 2])
    #expect(sweep.strip(width: 346, draw: { _, _ in }, below: { _ in }) == nil)
  }

  @Test func `What cannot be a sweep is named`() {
    #expect(complaint() == nil)
    #expect(complaint("n", [1]) == "takes 2 to 6 values, not 1")
    #expect(complaint("n", Array(1...7)) == "takes 2 to 6 values, not 7")
    #expect(complaint("n", texts: ["a"]) == "has 1 texts for 2 values")
    #expect(complaint("n", texts: ["a", "a"]) == "shows the value \"a\" twice")
    #expect(complaint(frameWidth: 400) == "draws a frame 60 to 346 points wide, not 400.0")
    for word in ["", "a|b", "--", "a: b", " a", "a value that nobody reads"] {
      let expected =
        "needs a short name and short values without | and : and --, not \"\(word)\""
      #expect(complaint("n", texts: ["a", word]) == expected)
      #expect(complaint(word) == expected)
    }
  }
}

@MainActor
struct SweepSessionTests {
  private let toy: ToyPackage
  private let screen = Screen()

  init() throws {
    toy = try ToyPackage(
      source: """
        //: # Toy: a chapter
        //: See @fig-rows.
        let rows = 1
        sweep("rows", over: [1, 2], named: "n", caption: "C", alt: "A") { drawing, n in
          drawing.draw(n)
        } below: {
          $0.draw(bar)
        }
        finish()

        """)
  }

  private func run(values: [Int] = [1, 2], before: (Session) throws -> Void = { _ in }) throws {
    let session = try toy.session("--quiet", on: screen)
    try session.begin(at: .line(3))
    try before(session)
    try session.sweep(
      "rows", Sweep(name: "n", values: values), caption: "C.", alt: "A.", width: .text,
      format: .svg, at: .line(4),
      draw: { $0.draw(Square(color: Color(hex: UInt32($1)))) }, below: { _ in })
    try session.finish(at: .line(9))
  }

  @Test func `A sweep leaves a strip, a file for each frame, and a comment that names them`() throws
  {
    try run()
    let page = try toy.text("chapters/toy/README.md")
    let expected = """
      let rows = 1
      ```

      <a id="fig-1-1"></a>

      ![A.](../../figures/toy/rows.svg)

      <!-- frames of n: 1 | 2 -->

      **Figure 1.1.** C.

      """
    #expect(page.contains(expected))
    #expect(
      toy.files.filter { $0.hasPrefix("figures") }
        == ["digests.json", "rows-1.svg", "rows-2.svg", "rows.svg"].map { "figures/toy/\($0)" })
    #expect(screen.text.contains("with 1 figure."))
  }

  @Test func `A frame that is not drawn any more goes`() throws {
    try run(values: [1, 2, 3])
    try run()
    #expect(!toy.files.contains("figures/toy/rows-3.svg"))
    #expect(toy.files.contains("figures/toy/rows-2.svg"))
  }

  @Test func `A frame and a figure cannot share a file`() throws {
    let stop = try #require(throws: Stop.self) {
      try run { session in
        try session.figure(
          "rows-2", caption: "C.", alt: "A.", width: .text, format: .svg, at: .line(3)
        ) { $0.draw(Square()) }
      }
    }
    #expect(stop.message == "chapters/toy/main.swift:4: there is already a figure \"rows-2\"")
  }

  @Test func `A sweep over too little is refused with its line`() throws {
    let stop = try #require(throws: Stop.self) { try run(values: [1]) }
    #expect(
      stop.message
        == "chapters/toy/main.swift:4: the sweep \"rows\" takes 2 to 6 values, not 1")
  }
}
