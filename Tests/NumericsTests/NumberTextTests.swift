import Numerics
import TestSupport
import Testing

private func zeros(_ count: Int) -> String { String(repeating: "0", count: count) }

@Suite struct `Numbers in figures and pages` {
  @Test(arguments: [
    (0.0, 2, "0.00"), (-0.5, 2, "−0.50"), (12_500, 0, "12,500"), (1234, 0, "1234"),
    (-1_234_567.25, 1, "−1,234,567.3"), (0.999, 2, "1.00"), (-0.001, 2, "0.00"),
  ])
  func `have fixed decimals and true minus signs`(value: Double, places: Int, text: String) {
    #expect(NumberText.fixed(value, places: places) == text)
  }

  @Test(arguments: [
    (Double.nan, 2, "nan"), (.infinity, 0, "∞"), (-.infinity, 3, "−∞"),
    (1e16, 0, "10,000,000,000,000,000"), (-1e16, 1, "−10,000,000,000,000,000.0"),
    (1.5e15, 2, "1,500,000,000,000,000.00"), (123_456_789_012.34567, 4, "123,456,789,012.3457"),
    (99_999_999_999.99999, 4, "100,000,000,000.0000"), (0.1 + 0.2, 20, "0.30000000000000004000"),
    (.leastNonzeroMagnitude, 2, "0.00"), (1e-20, 21, "0.000000000000000000010"),
    (0, 400, "0." + zeros(400)),
  ])
  func `are words only where they are no numbers, however large`(
    value: Double, places: Int, text: String
  ) {
    #expect(NumberText.fixed(value, places: places) == text)
  }

  @Test func `of 300 digits have their digits`() {
    #expect(NumberText.fixed(1e300, places: 0) == "1" + String(repeating: ",000", count: 100))
    #expect(NumberText.fixed(1.25e-300, places: 301) == "0." + zeros(299) + "13")
  }

  @Test func `without a number of places trap`() async {
    await expectStop(
      saying: "decimal: -1 places",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = NumberText.fixed(1, places: -1)
      })
  }

  @Test func `have raised exponents`() {
    #expect(NumberText.superscript(-12) == "⁻¹²")
    #expect(NumberText.superscript(305) == "³⁰⁵")
  }
}
