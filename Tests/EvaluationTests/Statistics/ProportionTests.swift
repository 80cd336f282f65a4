import Evaluation
import TestSupport
import Testing

@Suite struct ProportionTests {
  @Test func `Wilson's interval is SciPy's`() throws {
    let rows = try StatisticsFixture.all().proportions
    #expect(rows.count == 6)
    for row in rows {
      let interval = Proportion(Int(row[0]), of: Int(row[1])).interval()
      #expect(abs(interval.lowerBound - row[2]) < 1e-14, "\(row)")
      #expect(abs(interval.upperBound - row[3]) < 1e-14, "\(row)")
    }
  }

  @Test func `what cannot be counted is refused`() async {
    await expectStop(
      saying: "Proportion: 3 of 2",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Proportion(3, of: 2)
      })
  }
}
