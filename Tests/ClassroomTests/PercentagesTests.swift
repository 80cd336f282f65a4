import Classroom
import Evaluation
import Testing

@Suite struct PercentagesTests {
  @Test(arguments: [
    (0.998, 1, "99.8 %"), (0.5, 0, "50 %"), (0.125, 0, "13 %"), (-0.031, 1, "−3.1 %"),
    (1, 2, "100.00 %"),
  ])
  func `a share is a percentage`(share: Double, places: Int, text: String) {
    #expect(percent(share, places) == text)
  }

  @Test func `one decimal unless told, of any kind of number`() {
    #expect(percent(0.998) == "99.8 %" && percent(Float(0.25)) == "25.0 %")
  }

  @Test func `an estimate is a percentage with its error`() {
    // A mean of one half and a deviation of 1/√2 among two, of which the error is one half.
    #expect(percent(Estimate([0, 1])) == "50.0 ± 50.0 %")
    #expect(percent(Estimate([0.25]), 0) == "25 ± 0 %")
  }
}

@Suite struct EstimateTextTests {
  @Test func `an estimate is its mean and its error`() {
    #expect(fixed(Estimate([0.25, 0.75])) == "0.50 ± 0.25")
    #expect(fixed(Estimate([-1, -1]), 1) == "−1.0 ± 0.0")
  }

  @Test func `a difference says its sign`() {
    #expect(signed(Estimate([0.25, 0.75])) == "+0.50 ± 0.25")
    #expect(signed(Estimate([-0.25, -0.75])) == "−0.50 ± 0.25")
    #expect(signed(Estimate([0, 0]), 1) == "0.0 ± 0.0")
  }
}
