import Images
import TestSupport
import Testing

@Suite struct LabColorTests {
  @Test func `colours convert like those of scikit-image`() throws {
    for color in try SuperpixelsFixture.partitions.get().colors {
      let lab = LabColor(
        red: color.rgb[0] / 255, green: color.rgb[1] / 255, blue: color.rgb[2] / 255)
      // Powers and cube roots are good to a few ulp (2e-16) of numbers near 1, times 500.
      for (mine, theirs) in zip([lab.lightness, lab.greenRed, lab.blueYellow], color.lab) {
        #expect(abs(mine - theirs) < 1e-12, "\(color.rgb)")
      }
    }
  }

  @Test(arguments: [0, 0.01, 0.2, 0.5, 0.9, 1])
  func `greys have a lightness and no colour`(level: Double) {
    let gray = LabColor(red: level, green: level, blue: level)
    #expect(0 <= gray.lightness && gray.lightness < 100.001)
    // The rounded white point is off by 1e-5, the response multiplies that by about 500 / 3.
    #expect(abs(gray.greenRed) < 0.02 && abs(gray.blueYellow) < 0.02)
  }

  @Test func `the squared distance of black and white is that of their lightness`() {
    let black = LabColor(red: 0, green: 0, blue: 0)
    let white = LabColor(lightness: 100)
    #expect(abs(black.squaredDistance(to: white) - 10_000) < 1e-9)
    #expect(white.squaredDistance(to: white) == 0)
  }

  @Test func `colours add and scale like vectors`() {
    let color = LabColor(lightness: 1, greenRed: -2, blueYellow: 4)
    #expect(color + color == color * 2)
    #expect(color * 0.5 == color / 2)
  }
}
