import Datasets
import Graphics
import Testing

@Suite struct `Portraits` {
  @Test(arguments: Creature.allCases)
  func `a creature is drawn from its own parts, each of them`(creature: Creature) {
    let portrait = Portrait(of: creature, color: Tint.red.color)
    #expect(Set(portrait.shapes.compactMap(\.part)) == Set(creature.parts))
  }

  @Test(arguments: Creature.allCases)
  func `a creature fills its square and stays in it`(creature: Creature) throws {
    let drawing = Portrait(of: creature, color: Tint.yellow.color).drawing(width: 100)
    #expect(drawing.size == Size(100, 100))
    let raster = try drawing.raster(scale: 1)
    var columns: [Int] = []
    var rows: [Int] = []
    for pixel in 0..<(100 * 100) where raster.bytes[4 * pixel + 3] > 128 {
      columns.append(pixel % 100)
      rows.append(pixel / 100)
    }
    let width = try #require(columns.max()) - #require(columns.min()) + 1
    let height = try #require(rows.max()) - #require(rows.min()) + 1
    #expect(max(width, height) >= 95)
    #expect(width <= 100 && height <= 100)
  }

  @Test func `the colour of a portrait is where it should be`() throws {
    let raster = try Portrait(of: .ladybird, color: Tint.red.color).drawing(width: 48)
      .raster(scale: 1)
    // A place on the shell between the dots.
    let pixel = 4 * (22 * 48 + 22)
    #expect(raster.bytes[pixel] > 160)
    #expect(raster.bytes[pixel] > 2 * raster.bytes[pixel + 2])
  }

  @Test func `a shape for a mask has one colour and the same outline`() throws {
    let white = Color(hex: 0xff_ffff)
    for shape in Portrait(of: .bee, color: Tint.brown.color).shapes {
      let flat = shape.colored(white)
      #expect(flat.outline == shape.outline && flat.clip == shape.clip)
      switch flat.ink {
      case .fill(let paint): #expect(paint == .solid(white))
      case .line(let stroke): #expect(stroke.color == white)
      }
    }
  }

  @Test func `a quarter turn maps right to down`() {
    let point = Transform.rotation(degrees: 90).apply(to: Point(1, 0))
    #expect(abs(point.x) < 1e-15 && abs(point.y - 1) < 1e-15)
  }
}
