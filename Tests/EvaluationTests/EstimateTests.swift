import Evaluation
import Testing

@Suite struct EstimateTests {
  @Test func `the standard error is s over the square root of n`() {
    let estimate = Estimate([1, 2, 3, 4])
    #expect(estimate.mean == 2.5)
    #expect(abs(estimate.standardError - (5.0 / 3 / 4).squareRoot()) < 1e-15)
    #expect(Estimate([7]).standardError == 0)
  }

  @Test func `no value is refused`() async {
    await #expect(processExitsWith: .failure) { _ = Estimate([]) }
  }
}
