import Evaluation
import Numerics
import TestSupport
import Testing

/// Two lists with what scipy says of them: coefficient, lower and upper end at 95 %.
private struct CorrelationCase: Decodable {
  let first, second, pearson, spearman: [Double]
}

@Suite struct CorrelationTests {
  @Test func `coefficients and intervals are scipy's`() throws {
    let cases = try Fixture.decode([CorrelationCase].self, from: "influence/correlations.json")
    #expect(cases.count == 4)
    for example in cases {
      for (found, expected) in [
        (Correlation.pearson(example.first, example.second), example.pearson),
        (Correlation.spearman(example.first, example.second), example.spearman),
      ] {
        #expect(found.count == example.first.count)
        #expect(abs(found.value - expected[0]) < 1e-12)
        #expect(abs(found.interval.lowerBound - expected[1]) < 1e-12)
        #expect(abs(found.interval.upperBound - expected[2]) < 1e-12)
      }
    }
  }

  @Test func `19 of 20 intervals hold the truth`() {
    var random = Random(seed: 4)
    var (pearson, spearman) = (0, 0)
    for _ in 0..<600 {
      let first = (0..<30).map { _ in random.normal() }
      let second = first.map { 0.6 * $0 + 0.8 * random.normal() }
      if Correlation.pearson(first, second).interval.contains(0.6) { pearson += 1 }
      // of normal pairs: 6/π arcsin(r/2)
      if Correlation.spearman(first, second).interval.contains(0.5819) { spearman += 1 }
    }
    // 570 expected; four standard deviations of 5.3
    #expect(abs(pearson - 570) < 22 && abs(spearman - 570) < 22)
  }

  @Test func `what says nothing has the widest interval`() {
    #expect(Correlation.pearson([1, 2, 3], [1, 2, 4]).interval == -1...1)
    #expect(Correlation.pearson([1, 1, 1, 1, 1], [1, 2, 4, 1, 2]).interval == -1...1)
    #expect(Correlation.spearman([1, 2, 3, 4], [1, 2, 3, 40]).interval == 1...1)
    #expect(Correlation.pearson([], []).value == 0)
  }

  @Test func `lists that cannot be paired stop with words`() async {
    await expectStop(
      saying: "2 and 1 values cannot be paired",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Correlation.pearson([1, 2], [1])
      })
  }
}
