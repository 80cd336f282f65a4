import Numerics
import TestSupport
import Testing

/// Values to 50 digits by mpmath, made by Tests/Fixtures/significance.py: argument, then value.
private struct NormalFixture: Decodable {
  let shares, quantiles: [[Double]]
}

@Suite struct NormalDistributionTests {
  private func fixture() throws -> NormalFixture {
    try Fixture.decode(NormalFixture.self, from: "statistics/normal.json")
  }

  @Test func `the share below a number is right to 13 digits, in the tail too`() throws {
    // exp(−x²/2) alone has an error of x² units in the last place: 1e-13 of it at 20, 3e-13 at 37.5
    for value in try fixture().shares {
      let found = SpecialFunctions.normalShare(below: value[0])
      let tolerance = value[0] < -20 ? 4e-13 : 1e-13
      #expect(abs(found - value[1]) <= tolerance * value[1], "\(found) at \(value)")
    }
  }

  @Test func `the number below which a share lies is right to 15 digits`() throws {
    for value in try fixture().quantiles {
      let found = SpecialFunctions.normalQuantile(value[0])
      #expect(abs(found - value[1]) <= 2e-15 * max(1, abs(value[1])), "\(found) at \(value)")
    }
  }

  @Test(arguments: [-6.5, -2.5, -1.2, -0.01, 0, 0.4, 1.5, 2.4999, 2.5001, 4])
  func `shares on both sides add up, and quantiles undo them`(x: Double) {
    let share = SpecialFunctions.normalShare(below: x)
    #expect(abs(share + SpecialFunctions.normalShare(below: -x) - 1) < 1e-15)
    // above 0 a share has lost the digits that tell it from 1
    let lost = x > 2 ? 1e-11 : 1e-13
    #expect(abs(SpecialFunctions.normalQuantile(share) - x) < lost)
  }

  @Test func `the ends are infinite, and nothing else is a share`() async {
    #expect(SpecialFunctions.normalQuantile(0) == -.infinity)
    #expect(SpecialFunctions.normalQuantile(1) == .infinity)
    #expect(SpecialFunctions.normalShare(below: -.infinity) == 0)
    #expect(SpecialFunctions.normalShare(below: .infinity) == 1)
    expectStop(
      saying: "1.5 is no share",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = SpecialFunctions.normalQuantile(1.5)
      })
  }
}
