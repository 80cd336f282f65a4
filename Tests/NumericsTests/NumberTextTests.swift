import Numerics
import Testing

@Suite struct `Numbers in figures and pages` {
  @Test(arguments: [
    (0.0, 2, "0.00"), (-0.5, 2, "−0.50"), (12_500, 0, "12,500"), (1234, 0, "1234"),
    (-1_234_567.25, 1, "−1,234,567.3"), (0.999, 2, "1.00"), (-0.001, 2, "0.00"),
  ])
  func `have fixed decimals and true minus signs`(value: Double, places: Int, text: String) {
    #expect(NumberText.fixed(value, places: places) == text)
  }

  @Test func `have raised exponents`() {
    #expect(NumberText.superscript(-12) == "⁻¹²")
    #expect(NumberText.superscript(305) == "³⁰⁵")
  }
}
