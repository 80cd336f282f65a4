import Graphics
import Plotting
import Tensors
import TestSupport
import Testing

@Suite struct `Pictures and maps` {
  @Test func `a picture shows channel, row and column where they belong`() throws {
    var image = Tensor(shape: [3, 2, 3])
    image.elements[0 * 6 + 1] = 1  // red at row 0, column 1
    image.elements[1 * 6 + 3] = 0.5  // green at row 1, column 0
    image.elements[2 * 6 + 5] = 2  // blue at row 1, column 2, too bright
    let drawing = Picture(image).drawing(width: 30)
    #expect(drawing.size == Size(30, 20))
    let raster = try #require(Seen(drawing).rasters.first?.raster)
    #expect((raster.width, raster.height) == (3, 2))
    let pixels = (0..<6).map { Array(raster.bytes[4 * $0..<4 * $0 + 3]) }
    #expect(
      pixels == [[0, 0, 0], [255, 0, 0], [0, 0, 0], [0, 128, 0], [0, 0, 0], [0, 0, 255]])
  }

  @Test func `a heat map gives each value its colour`() throws {
    let map = Tensor([-2, 0, 1, 2], shape: [2, 2])
    let scale = ColorScale.signed([map])
    let raster = try #require(Seen(HeatMap(map, scale)).rasters.first?.raster)
    for (index, value) in map.elements.enumerated() {
      let color = scale.color(Double(value))
      let bytes = [color.red, color.green, color.blue].map { UInt8(($0 * 255).rounded()) }
      #expect(Array(raster.bytes[4 * index..<4 * index + 3]) == bytes)
    }
  }

  @Test func `numbers in cells stand in their cells`() {
    let seen = Seen(
      HeatMap(
        Tensor([1, -2.5, 0, 4], shape: [2, 2]), ColorScale(.gray, range: -3...4), decimals: 1),
      width: 100)
    #expect(seen.words == ["1.0", "−2.5", "0.0", "4.0"])
    #expect(seen.texts.map(\.point.x) == [25, 75, 25, 75])
  }

  @Test func `a tag stands in the middle of its pixel, on a disc that holds it`() throws {
    let image = Tensor(shape: [3, 10, 10])
    let seen = Seen(
      Picture(image, .tag("7", row: 2, column: 4), .tag("128", row: 8, column: 1)), width: 100)
    #expect(seen.words == ["7", "128"])
    #expect(seen.texts.map(\.point.x) == [45, 15])
    for (text, pixel) in zip(seen.texts, [Point(45, 25), Point(15, 85)]) {
      #expect(text.style.size >= 7)
      #expect(text.frame.top < pixel.y && pixel.y < text.frame.bottom)
      let disc = try #require(
        seen.fills.first { fill in
          guard case .move(let start) = fill.path.elements[0] else { return false }
          return start.y == pixel.y
        })
      #expect(try #require(disc.path.points.first).x >= text.frame.right)
    }
  }

  @Test func `an overlay lies over its picture and lets it through`() {
    let scale = ColorScale(.blues, range: 0...1)
    let map = Tensor([0, 1, 0.5, 0.2], shape: [2, 2])
    let rasters = Seen(Overlay(map, on: Tensor(shape: [3, 4, 4]), scale, opacity: 0.6)).rasters
    #expect(rasters.map(\.raster.width) == [4, 2])
    #expect(rasters[0].frame == rasters[1].frame)
    #expect(rasters[1].raster.bytes[3] == 153)
  }

  @Test func `borders run between pixels of different regions, one stroke a run`() {
    // 0 0 1
    // 0 0 1
    // 2 2 1
    let image = Tensor(shape: [3, 3, 3])
    let seen = Seen(Picture(image, .regions(labels: [0, 0, 1, 0, 0, 1, 2, 2, 1])), width: 30)
    let border = seen.strokes[0].path
    #expect(border.points == [Point(0, 20), Point(20, 20), Point(20, 0), Point(20, 30)])
  }

  @Test func `a thin border lies on a thin halo`() {
    let image = Tensor(shape: [3, 1, 2])
    let thin = Seen(Picture(image, .regions(labels: [0, 1], width: 0.25))).strokes
    let usual = Seen(Picture(image, .regions(labels: [0, 1]))).strokes
    #expect(thin.prefix(2).map(\.stroke.width) == [0.65, 0.25])
    #expect(usual.prefix(2).map(\.stroke.width) == [1.5, 0.6])
  }

  @Test func `one region has no borders`() {
    let seen = Seen(Picture(Tensor(shape: [3, 2, 2]), .regions(labels: [7, 7, 7, 7])))
    #expect(seen.strokes[0].path.elements.isEmpty)
  }

  @Test func `a mask may be coarser than the picture`() {
    let mask = Tensor([1, 0], shape: [1, 2])
    let seen = Seen(Picture(Tensor(shape: [3, 4, 8]), .outline(of: mask)), width: 80)
    #expect(seen.strokes[0].path.points == [Point(40, 0), Point(40, 40)])
  }

  @Test func `a spotlight covers what lies outside of the mask`() {
    let seen = Seen(
      Picture(Tensor(shape: [3, 1, 2]), .spotlight(on: Tensor([1, 0], shape: [1, 2]))))
    #expect(seen.rasters[1].raster.bytes[3] == 0)
    #expect(seen.rasters[1].raster.bytes[7] > 128)
  }

  @Test func `a wrong shape stops with the shape`() async {
    await expectStop(
      saying: "the shape [1, 4, 4] is not [3, height, width]",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Picture(Tensor(shape: [1, 4, 4])).drawing(width: 10)
      })
    await expectStop(
      saying: "the shape [4] is not [height, width]",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = HeatMap(Tensor(shape: [4]), ColorScale(.gray, range: 0...1)).drawing(width: 10)
      })
  }

  @Test func `what is not a number stops with a message`() async {
    await expectStop(
      saying: "HeatMap: the value at [0, 0] of [1, 1] is nan",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = HeatMap(Tensor([.nan], shape: [1, 1]), ColorScale(.gray, range: 0...1)).drawing(
          width: 9)
      })
    await expectStop(
      saying: "LineChart: a: value 3 is inf",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = LineChart.Series("a", y: [1, .infinity])
      })
  }
}

@Suite struct `Rows and grids` {
  private let square = HeatMap(Examples.map, Examples.scale)

  @Test func `panels have one size, stand in line and fill the width`() {
    let seen = Seen(ImageRow([Panel("a", square), Panel("", square), Panel("b b", square)]))
    let frames = seen.rasters.map(\.frame)
    #expect(Set(frames.map(\.size)).count == 1)
    #expect(Set(frames.map(\.origin.y)).count == 1)
    #expect(abs(frames[0].origin.x) < 1e-9)
    #expect(abs(frames[2].origin.x + frames[2].size.width - 346) < 1e-9)
  }

  @Test func `few panels stay small and in the middle`() {
    let frame = Seen(ImageRow([Panel("a", square)], panelWidth: 100)).rasters[0].frame
    #expect(frame.size.width == 100)
    #expect(frame.origin.x == 123)
  }

  @Test func `one bar stands for the whole row`() {
    let seen = Seen(ImageRow([Panel("", square), Panel("", square)], scale: Examples.scale))
    #expect(seen.words.filter { $0 == Examples.scale.title }.count == 1)
  }

  @Test func `a grid wraps its panels`() {
    let frames = Seen(ImageGrid((0..<5).map { Panel("\($0)", square) }, columns: 3)).rasters
      .map(\.frame)
    #expect(frames.count == 5)
    #expect(frames[3].origin.x == frames[0].origin.x)
    #expect(frames[3].origin.y > frames[0].origin.y + frames[0].size.height)
  }

  @Test func `columns share the width as told`() {
    let frames = Seen(Columns([square, square], shares: [2, 1], gap: 16), width: 316).rasters
      .map(\.frame)
    #expect(frames.map(\.size.width) == [200, 100])
    #expect(frames[1].origin.x == 216)
  }

  @Test func `rows stand below each other`() {
    let frames = Seen(Rows([square, square], gap: 10), width: 100).rasters.map(\.frame)
    #expect(frames.map(\.origin.y) == [0, 110])
  }

  private let small = HeatMap(
    Tensor([0, 3.25, 1, 2], shape: [2, 2]), .sizes([Tensor([3.25], shape: [1])]))
  private let signed = HeatMap(
    Tensor([-0.125, 0.5], shape: [1, 2]), .signed([Tensor([0.5], shape: [1])]))

  @Test func `maps on scales of their own say how far they reach`() {
    let seen = Seen(ImageRow([Panel("a", small, caption: "below"), Panel("b", signed)]))
    #expect(seen.words == ["a", "max 3.3", "below", "b", "−0.13 to 0.50"])
    // The word stands below its panel, above the caption.
    let heights = seen.texts.map(\.point.y)
    #expect(heights[1] > seen.rasters[0].frame.origin.y + seen.rasters[0].frame.size.height)
    #expect(heights[2] > heights[1] && heights[4] == heights[1])
  }

  @Test func `maps that share a scale, or can be read, say nothing`() {
    #expect(Seen(ImageRow([Panel("", square), Panel("", square)])).words == [])
    #expect(Seen(ImageRow([Panel("", square), Panel("", Picture(Examples.image))])).words == [])
    let written = HeatMap(
      Tensor([7], shape: [1, 1]), .sizes([Tensor([7], shape: [1])]), decimals: 0)
    #expect(Seen(ImageRow([Panel("", written), Panel("", square)])).words == ["7"])
  }

  @Test func `beside a bar only the maps that it does not explain say how far they reach`() {
    let overlay = Overlay(signed.values, on: Examples.image, signed.scale)
    let row = ImageRow([Panel("", square), Panel("", overlay)], scale: Examples.scale)
    #expect(Seen(row).words.filter { $0.contains(" to ") } == ["−0.13 to 0.50"])
    // A bar with a title explains maps of the same colours without one.
    let untitled = HeatMap(Examples.map, .signed([Examples.map]))
    let same = ImageRow([Panel("", untitled)], scale: Examples.scale)
    #expect(!Seen(same).words.contains { $0.contains(" to ") })
  }

  @Test(
    arguments: [
      (0, "max 0"), (0.05, "max 0.050"), (9.96, "max 10.0"), (31.4, "max 31"),
      (12_345, "max 12,345"),
      (0.000_02, "max 2.0×10⁻⁵"), (2.5e7, "max 2.5×10⁷"),
    ] as [(Float, String)])
  func `two digits are told of a maximum`(value: Float, text: String) {
    let map = HeatMap(Tensor([value], shape: [1, 1]), ColorScale(.blues, range: 0...1))
    #expect(Seen(ImageRow([Panel("", map), Panel("", signed)])).words[0] == text)
  }
}
