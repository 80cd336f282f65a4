import Graphics
import Notebook
import Testing

struct HalfBlocksTests {
  private let red: [UInt8] = [255, 0, 0, 255]
  private let blue: [UInt8] = [0, 0, 255, 255]
  private let clear: [UInt8] = [9, 9, 9, 0]
  private let half: [UInt8] = [0, 0, 0, 51]

  @Test func `A pixel above another is one character in two colours`() {
    let raster = Raster(width: 2, height: 2, bytes: red + clear + blue + half)
    #expect(
      HalfBlocks.text(of: raster, columns: 2, colors: .full) == """
        \u{1b}[38;2;255;0;0;48;2;0;0;255m▀\
        \u{1b}[38;2;255;255;255;48;2;204;204;204m▀\u{1b}[0m

        """)
  }

  @Test func `A smaller picture shows the mean of what it covers`() {
    let raster = Raster(
      width: 2, height: 4, bytes: red + blue + red + blue + red + red + red + red)
    #expect(
      HalfBlocks.text(of: raster, columns: 1, colors: .full)
        == "\u{1b}[38;2;128;0;128;48;2;255;0;0m▀\u{1b}[0m\n")
  }

  @Test func `Equal neighbours share one escape sequence`() {
    let raster = Raster(width: 3, height: 2, bytes: red + red + red + blue + blue + blue)
    #expect(
      HalfBlocks.text(of: raster, columns: 3, colors: .full)
        == "\u{1b}[38;2;255;0;0;48;2;0;0;255m▀▀▀\u{1b}[0m\n")
  }

  @Test func `A palette of 256 colours gets the nearest of its cube`() {
    let raster = Raster(width: 1, height: 2, bytes: red + blue)
    #expect(
      HalfBlocks.text(of: raster, columns: 1, colors: .palette)
        == "\u{1b}[38;5;196;48;5;21m▀\u{1b}[0m\n")
  }

  @Test func `A picture of one pixel can be enlarged`() {
    let raster = Raster(width: 1, height: 1, bytes: red)
    let lines = HalfBlocks.text(of: raster, columns: 4, colors: .full).split(separator: "\n")
    #expect(lines.count == 2)
  }
}
