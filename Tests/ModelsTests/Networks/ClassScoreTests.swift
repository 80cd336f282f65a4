import Models
import Numerics
import TestSupport
import Testing

@Suite struct ClassScoreTests {
  @Test func `three scores of the same logits`() {
    let logits: [Float] = [3, 1, -1]
    #expect(ClassScore.logit.values(of: logits) == logits)
    #expect(ClassScore.contrast.values(of: logits) == [3, 0, -3])
    let shares = ClassScore.probability.values(of: [0, Float(Elementary.log(3.0 as Double))])
    #expect(abs(shares[0] - 0.25) < 1e-6 && abs(shares[1] - 0.75) < 1e-6)
  }

  @Test func `what is added to all logits changes no contrast and no probability`() {
    let (logits, raised): ([Float], [Float]) = ([2, -1, 0.5, 4], [10, 7, 8.5, 12])
    for score in [ClassScore.contrast, .probability] {
      for (one, other) in zip(score.values(of: logits), score.values(of: raised)) {
        #expect(abs(one - other) < 1e-5)
      }
    }
    #expect(ClassScore.logit.values(of: raised) == raised)
  }

  @Test func `a contrast needs a second class`() async {
    await expectStop(
      saying: "a contrast needs a second class",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = ClassScore.contrast.values(of: [1])
      })
    await expectStop(
      saying: "no logits",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = ClassScore.logit.values(of: [])
      })
  }
}
