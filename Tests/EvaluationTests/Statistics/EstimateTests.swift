import Evaluation
import TestSupport
import Testing

@Suite struct EstimateTests {
  @Test func `the standard error is s over the square root of n`() {
    let estimate = Estimate([1, 2, 3, 4])
    #expect(estimate.mean == 2.5)
    #expect(abs(estimate.standardError - (5.0 / 3 / 4).squareRoot()) < 1e-15)
    #expect(abs(estimate.standardDeviation - (5.0 / 3).squareRoot()) < 1e-15)
    #expect(Estimate([7]).standardError == 0 && Estimate([7]).standardDeviation == 0)
  }

  @Test func `no value is refused`() async {
    await expectStop(
      saying: "no values to average",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { _ = Estimate([]) })
  }

  @Test func `values that are equal but for rounding have no error`() {
    #expect(Estimate([0.1, 0.1, 0.1]).standardError == 0)
    #expect(Estimate([0.1, 0.1, 0.1]).standardDeviation == 0)
    #expect(Estimate([7]).standardError == 0)
    #expect(Estimate([1, 1 + 1e-9]).standardError > 0)
  }
}
