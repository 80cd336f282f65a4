import Evaluation
import Numerics
import TestSupport
import Testing

@Suite struct InspectionCurveTests {
  @Test func `it counts what is found on the way`() {
    let curve = InspectionCurve(order: [2, 0, 3, 1], wrong: [0, 1])
    #expect(curve.found == [0, 0, 0.5, 0.5, 1])
    #expect(curve.found(inspecting: 0.5) == 0.5 && curve.found(inspecting: 1) == 1)
    #expect(curve.found(inspecting: 0.49) == 0)
    #expect(curve.area == (0 + 0.25 + 0.5 + 0.75) / 4)
  }

  @Test func `a share is counted in whole examples in spite of rounding`() {
    let curve = InspectionCurve(order: Array(0..<100), wrong: [28])
    // 0.29 * 100 is a little below 29 in binary
    #expect(curve.found(inspecting: 0.29) == 1 && curve.found(inspecting: 0.28) == 0)
  }

  @Test func `the best order, the worst, and one by chance`() {
    let values = (0..<200).map { $0 % 10 == 0 ? 2.0 : 1.0 }
    let wrong = (0..<20).map { 10 * $0 }
    let best = InspectionCurve(largestFirst: values, wrong: wrong)
    #expect(best.found(inspecting: 0.1) == 1 && abs(best.area - 0.95) < 1e-12)
    let worst = InspectionCurve(largestFirst: values.map { -$0 }, wrong: wrong)
    #expect(worst.found(inspecting: 0.9) == 0 && abs(worst.area - 0.05) < 1e-12)
    var random = Random(seed: 5)
    let areas = (0..<200).map { _ in
      InspectionCurve(order: random.permutation(of: 200), wrong: wrong).area
    }
    // the mean of 20 uniform numbers, 200 times: 0.29 / √4000 is one standard error
    #expect(abs(areas.reduce(0, +) / 200 - 0.5) < 0.02)
  }

  @Test func `equal values come in their own order`() {
    #expect(InspectionCurve(largestFirst: [1, 1, 1], wrong: [0]).found == [0, 1, 1, 1])
  }

  @Test func `what is no order, or nothing to find, stops with words`() async {
    await expectStop(
      saying: "has to name each of them once",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = InspectionCurve(order: [0, 0], wrong: [1])
      })
    await expectStop(
      saying: "0 wrong examples among 2",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = InspectionCurve(order: [0, 1], wrong: [])
      })
    await expectStop(
      saying: "a value is not a number",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = InspectionCurve(largestFirst: [.nan, 1], wrong: [0])
      })
  }
}
