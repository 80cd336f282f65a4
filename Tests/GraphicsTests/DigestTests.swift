import Graphics
import Numerics
import Testing

@Suite struct `A drawing has a fingerprint` {
  private func drawing(x: Double, color: UInt32 = 0) -> Drawing {
    var drawing = Drawing(size: Size(10, 10))
    drawing.line(from: Point(x, 0), to: Point(1, 1), Stroke(Color(hex: color)))
    return drawing
  }

  @Test func `differences below a two-thousandth of a point do not count`() {
    #expect(drawing(x: 2).digest == drawing(x: 2.0004).digest)
    #expect(drawing(x: 2).digest == drawing(x: 1.9996).digest)
    #expect(drawing(x: 2).digest != drawing(x: 2.001).digest)
  }

  @Test func `everything that is seen counts`() {
    let raster = Raster(width: 1, height: 1, bytes: [0, 0, 0, 255])
    let frame = Rectangle(x: 0, y: 0, width: 1, height: 1)
    let square = Path.rectangle(frame)
    let lists: [[Drawing.Command]] = [
      [], [.fill(square, .solid(Color(hex: 0)))], [.fill(square, .solid(Color(hex: 1)))],
      [.stroke(square, Stroke(Color(hex: 0)))], [.stroke(square, Stroke(Color(hex: 0), width: 2))],
      [.stroke(square, Stroke(Color(hex: 0), dashes: [1, 2]))],
      [.text("a", Point(0, 0), TextStyle())], [.text("b", Point(0, 0), TextStyle())],
      [.text("a", Point(0, 0), TextStyle(anchor: .end))],
      [.text("a", Point(0, 0), TextStyle(weight: .bold))],
      [.text("a", Point(0, 0), TextStyle(family: .monospaced))],
      [.text("a", Point(0, 0), TextStyle(rotation: 90))],
      [.raster(raster, frame, smooth: false)], [.raster(raster, frame, smooth: true)],
      [
        .raster(
          Raster(width: 1, height: 1, bytes: [1, 0, 0, 255]), frame, smooth: false)
      ],
      [.group([], transform: Transform(), clip: nil, opacity: 1)],
      [.group([], transform: .translation(1, 0), clip: nil, opacity: 1)],
      [.group([], transform: Transform(), clip: square, opacity: 1)],
      [.group([], transform: Transform(), clip: nil, opacity: 0.5)],
    ]
    let digests = lists.map { Drawing(size: Size(1, 1), commands: $0).digest }
    #expect(Set(digests).count == lists.count)
    #expect(Drawing(size: Size(1, 2)).digest != digests[0])
  }

  @Test func `the canonical text reads like the list`() {
    var inner = Drawing(size: Size(5, 5))
    inner.text("hi", at: Point(1, 2.34567), TextStyle(color: Color(hex: 0xff_0000)))
    var outer = Drawing(size: Size(5, 5))
    outer.place(inner, at: Point(3, 4))
    #expect(
      outer.canonicalText == """
        drawing 5 5
        group 1 0 0 1 3,4 1 clip none
          text 1,2.346 8 1/0/0/1 start regular sans 0 "hi"
        """)
  }
}

@Suite struct `Numbers are written without a locale` {
  @Test(arguments: [
    (0.0, 2, "0"), (-0.0, 2, "0"), (1.5, 0, "2"), (-1.5, 0, "-2"), (0.004, 2, "0"),
    (-0.004, 2, "0"), (0.005, 2, "0.01"), (12.5, 2, "12.5"), (-0.03, 2, "-0.03"),
    (100, 2, "100"), (1234567.891, 3, "1234567.891"), (0.1, 3, "0.1"),
  ])
  func `rounded and without trailing zeros`(value: Double, places: Int, text: String) {
    #expect(value.decimal(places: places) == text)
  }
}
