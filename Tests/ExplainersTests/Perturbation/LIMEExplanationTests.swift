import Explainers
import Testing

/// An explanation of a model that adds 2 for part 1 and takes 3 for part 2.
private let explanation: LIMEExplanation = {
  let rows: [[UInt8]] = (0..<16).map { number in (0..<4).map { UInt8(1 - number >> $0 & 1) } }
  let outputs = rows.map { [10 + 2 * Float($0[1]) - 3 * Float($0[2])] }
  return LIME(samples: 16, surrogate: LinearSurrogate(alpha: 0))
    .explanation(of: 0, Coalitions(rows: rows), outputs)
}()

@Test func `rankings go by sign or by size, and the lower number first when equal`() {
  #expect(explanation.ranking == [1, 0, 3, 2] || explanation.ranking == [1, 3, 0, 2])
  #expect(explanation.rankingBySize.prefix(2) == [2, 1])
}

@Test func `the local prediction adds up all parts`() {
  #expect(abs(explanation.localPrediction - 9) < 1e-12)
  #expect(explanation.score == 9)
  #expect(explanation.localGap < 1e-12)
  #expect(abs(explanation.intercept - 10) < 1e-12)
}

@Test(arguments: [(5, false), (6, true), (16, true)])
func `a fit of no more samples than unknowns is not determined`(samples: Int, isDetermined: Bool) {
  let result = LIME().explanation(
    of: 0, Coalitions(rows: explanation.coalitions.prefix(samples).map { Array($0) }),
    explanation.scores.prefix(samples).map { [Float($0)] })
  #expect(result.isDetermined == isDetermined)
}

@Test func `the effective sample size lies between one and all`() {
  #expect(explanation.effectiveSampleSize > 1)
  #expect(explanation.effectiveSampleSize < 16)
  #expect(explanation.forwardPasses == 16)
  #expect(explanation.weights[0] == 1)
  #expect(explanation.distances[0] == 0)
}
