import Numerics
import TestSupport
import Testing

/// Values to 50 digits by mpmath, made by Tests/Fixtures/significance.py: arguments, then value.
private struct FunctionFixture: Decodable {
  let logGamma, logBeta, incompleteBeta: [[Double]]
}

/// Whether `found` is off by no more than `tolerance` times its size, or times 1 if that is more.
private func isClose(_ found: Double, _ truth: Double, _ tolerance: Double) -> Bool {
  abs(found - truth) <= tolerance * max(1, abs(truth))
}

@Suite struct SpecialFunctionsTests {
  private func fixture() throws -> FunctionFixture {
    try Fixture.decode(FunctionFixture.self, from: "statistics/functions.json")
  }

  @Test func `the logarithm of the gamma function is right to 14 digits`() throws {
    let values = try fixture().logGamma
    #expect(values.count == 13)
    for value in values {
      #expect(isClose(SpecialFunctions.logGamma(value[0]), value[1], 1e-14), "at \(value[0])")
    }
  }

  @Test func `the logarithm of the beta function is right where its terms are huge`() throws {
    // two terms of 7e6 that all but cancel would leave 9 digits
    for value in try fixture().logBeta {
      let found = SpecialFunctions.logBeta(value[0], value[1])
      #expect(isClose(found, value[2], 1e-13), "at \(value)")
      #expect(SpecialFunctions.logBeta(value[1], value[0]) == found)
    }
  }

  @Test func `the incomplete beta function is right to 12 digits, tiny values too`() throws {
    let values = try fixture().incompleteBeta
    #expect(values.count == 49)
    #expect(values.contains { $0[3] < 1e-100 && $0[3] > 0 })
    for value in values {
      let found = SpecialFunctions.incompleteBeta(value[0], value[1], value[2])
      // the exponents reach 5,000, whose rounding is 1e-12 of the result
      #expect(abs(found - value[3]) <= 1e-12 * value[3], "\(found) at \(value)")
    }
  }

  @Test(arguments: [(0.2, 2.5, 7.0), (0.7, 0.5, 30.0), (0.999, 12.0, 0.5), (1e-9, 3.0, 3.0)])
  func `both sides of the incomplete beta function add up to 1`(x: Double, a: Double, b: Double) {
    let sum =
      SpecialFunctions.incompleteBeta(x, a, b) + SpecialFunctions.incompleteBeta(1 - x, b, a)
    #expect(abs(sum - 1) < 1e-13)
  }

  @Test func `the ends of the incomplete beta function are 0 and 1`() {
    #expect(SpecialFunctions.incompleteBeta(0, 2, 3) == 0)
    #expect(SpecialFunctions.incompleteBeta(1, 2, 3) == 1)
    // with a = b = 1 it is x itself
    #expect(abs(SpecialFunctions.incompleteBeta(0.3, 1, 1) - 0.3) < 1e-15)
  }

  @Test func `ln(1 + x) keeps its digits near 0`() {
    #expect(SpecialFunctions.logOnePlus(1e-20) == 1e-20)
    // x − x²/2 + x³/3, of which the next term is below 1e-23
    let x = 1e-6
    #expect(abs(SpecialFunctions.logOnePlus(x) - (x - x * x / 2 + x * x * x / 3)) < 1e-21)
    #expect(SpecialFunctions.logOnePlus(2) == Elementary.log(3))
    #expect(SpecialFunctions.logOnePlus(-1) == -.infinity)
    #expect(SpecialFunctions.logOnePlus(-2).isNaN && SpecialFunctions.logOnePlus(.nan).isNaN)
    #expect(SpecialFunctions.logOnePlus(.infinity) == .infinity)
  }

  @Test func `arguments outside the domain are refused`() async {
    await expectStop(
      saying: "logGamma: -1.0 is not positive",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = SpecialFunctions.logGamma(-1)
      })
    await expectStop(
      saying: "nothing is defined for x = nan",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = SpecialFunctions.incompleteBeta(.nan, 1, 1)
      })
  }
}
