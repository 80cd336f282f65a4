import Evaluation
import TestSupport
import Testing

/// Degrees of freedom, t, P(|T| > |t|) by SciPy and by mpmath; degrees, share, quantile by SciPy.
private struct StudentFixture: Decodable {
  let tails, quantiles: [[Double]]
}

@Suite struct StudentTTests {
  private func fixture() throws -> StudentFixture {
    try Fixture.decode(StudentFixture.self, from: "statistics/student.json")
  }

  @Test func `tails are those of SciPy and of mpmath`() throws {
    let rows = try fixture().tails
    #expect(rows.count == 110 && rows.contains { $0[3] < 1e-200 })
    for row in rows {
      let found = StudentT(degreesOfFreedom: row[0]).twoSidedTail(beyond: row[1])
      // SciPy itself is off by 6e-10 of 1 near t = 0
      #expect(abs(found - row[2]) <= 1e-9 * row[2], "\(found), SciPy: \(row)")
      // with a million degrees the fraction begins with 1 − 0.999996, which costs five digits
      #expect(abs(found - row[3]) <= 1e-10 * row[3], "\(found), exactly: \(row)")
    }
  }

  @Test func `quantiles are SciPy's`() throws {
    for row in try fixture().quantiles {
      let found = StudentT(degreesOfFreedom: row[0]).twoSidedQuantile(row[1])
      #expect(abs(found - row[2]) <= 1e-10 * row[2], "\(found) for \(row)")
    }
  }

  @Test func `with one degree of freedom it is Cauchy's, at 1 a half lies beyond`() {
    let cauchy = StudentT(degreesOfFreedom: 1)
    #expect(abs(cauchy.twoSidedTail(beyond: 1) - 0.5) < 1e-14)
    #expect(abs(cauchy.upperTail(beyond: -1) - 0.75) < 1e-14)
    #expect(abs(cauchy.cumulative(at: -1) - 0.25) < 1e-14)
  }

  @Test(arguments: [0.5, 1, 4.5, 30, 1e5])
  func `the halves mirror each other, and tails fall`(freedom: Double) {
    let distribution = StudentT(degreesOfFreedom: freedom)
    #expect(distribution.twoSidedTail(beyond: 0) == 1)
    #expect(distribution.cumulative(at: 0) == 0.5)
    #expect(distribution.twoSidedTail(beyond: .infinity) == 0)
    var before = 1.0
    for t in stride(from: 0.25, to: 30, by: 0.25) {
      let tail = distribution.twoSidedTail(beyond: t)
      #expect(tail <= before && tail == distribution.twoSidedTail(beyond: -t))
      #expect(abs(distribution.upperTail(beyond: t) - tail / 2) < 1e-16)
      before = tail
    }
  }

  @Test func `what is no distribution is refused`() async {
    await expectStop(
      saying: "StudentT: 0.0 degrees of freedom",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = StudentT(degreesOfFreedom: 0)
      })
    await expectStop(
      saying: "t is not a number",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = StudentT(degreesOfFreedom: 3).upperTail(beyond: .nan)
      })
    await expectStop(
      saying: "no t is exceeded with probability 0.0",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = StudentT(degreesOfFreedom: 3).twoSidedQuantile(0)
      })
  }
}
