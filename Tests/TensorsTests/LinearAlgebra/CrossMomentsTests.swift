import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct CrossMomentsTests {
  /// Rows of `scores` scores and `values` values that go together.
  private static func rows(
    _ count: Int, scores: Int, values: Int, offset: Float = 0
  ) -> (scores: [[Float]], values: [Tensor]) {
    var random = Random(seed: 70)
    let values = (0..<count).map { _ in
      Tensor(
        ContiguousArray((0..<values).map { _ in Float(random.uniform()) }), shape: [values])
    }
    let answers = values.map { row in
      (0..<scores).map { offset + row.elements[$0 % row.count] + Float(random.normal()) }
    }
    return (answers, values)
  }

  /// The mean of what `body` makes of the numbers of each row.
  private func mean(_ count: Int, _ body: (Int) -> Double) -> Double {
    (0..<count).reduce(0) { $0 + body($1) } / Double(count)
  }

  @Test(arguments: [1, 7, 8, 256, 300, 515], [Float(0), 1000])
  func `moments are those of all rows at once`(values: Int, offset: Float) {
    let (count, scores) = (40, 3)
    let data = Self.rows(count, scores: scores, values: values, offset: offset)
    var moments = CrossMoments(scoreCount: scores, valueCount: values)
    moments.add(scores: data.scores, values: data.values)
    #expect(moments.count == count)
    for (score, value) in [(0, 0), (2, values - 1), (1, values / 2)] {
      func f(_ row: Int) -> Double { Double(data.scores[row][score]) }
      func m(_ row: Int) -> Double { Double(data.values[row].elements[value]) }
      let (a, b) = (mean(count, f), mean(count, m))
      func central(_ i: Int, _ j: Int) -> Double {
        mean(count) { row in
          (0..<i).reduce(1) { product, _ in product * (f(row) - a) }
            * (0..<j).reduce(1) { product, _ in product * (m(row) - b) }
        }
      }
      let pair = moments.pair(score, value)
      let expected: [(Double, Double)] = [
        (pair.scoreMean, a), (pair.valueMean, b), (pair.scoreVariance, central(2, 0)),
        (pair.valueVariance, central(0, 2)), (pair.valueFourth, central(0, 4)),
        (pair.covariance, central(1, 1)), (pair.scoreSkew, central(2, 1)),
        (pair.valueSkew, central(1, 2)), (pair.cubic, central(1, 3)),
        (pair.quartic, central(2, 2)), (pair.productMean, mean(count) { f($0) * m($0) }),
      ]
      // Sums of 40 products of numbers up to 3 from the first row, in Double.
      for (found, truth) in expected {
        #expect(abs(found - truth) < 1e-12 * max(1, abs(truth)))
      }
      let alone = moments.score(score)
      #expect(alone.mean == pair.scoreMean && alone.variance == pair.scoreVariance)
    }
  }

  @Test(arguments: [1, 2, 5])
  func `the bits depend neither on threads nor on how many rows come at a time`(threads: Int) {
    let data = Self.rows(33, scores: 2, values: 530)
    var whole = CrossMoments(scoreCount: 2, valueCount: 530)
    Parallel.$threads.withValue(1) { whole.add(scores: data.scores, values: data.values) }
    var parts = CrossMoments(scoreCount: 2, valueCount: 530)
    Parallel.$threads.withValue(threads) {
      for range in [0..<1, 1..<4, 4..<4, 4..<33] {
        parts.add(scores: Array(data.scores[range]), values: Array(data.values[range]))
      }
    }
    #expect(parts == whole)
  }

  @Test func `what never changes has a variance of exactly 0`() {
    var moments = CrossMoments(scoreCount: 2, valueCount: 2)
    var random = Random(seed: 71)
    for _ in 0..<100 {
      let number = Float(random.uniform())
      moments.add(scores: [[0.1, number]], values: [Tensor([0.3, number], shape: [2])])
    }
    let (still, moving) = (moments.pair(0, 0), moments.pair(1, 1))
    #expect(still.scoreVariance == 0 && still.valueVariance == 0 && still.covariance == 0)
    #expect(still.quartic == 0 && still.valueFourth == 0)
    #expect(still.scoreMean == Double(Float(0.1)) && still.valueMean == Double(Float(0.3)))
    #expect(moments.pair(0, 1).covariance == 0 && moments.pair(1, 0).covariance == 0)
    #expect(moving.covariance > 0 && moving.scoreVariance == moving.valueVariance)
  }

  @Test func `without rows all is 0`() {
    var moments = CrossMoments(scoreCount: 1, valueCount: 3)
    moments.add(scores: [], values: [])
    #expect(moments.count == 0 && moments.pair(0, 2) == CrossMoments.Pair())
  }

  @Test func `what does not fit stops with words`() async {
    await expectStop(
      saying: "1 rows of 2 scores and 1 rows of 3 values, not 1 and 3",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var moments = CrossMoments(scoreCount: 1, valueCount: 3)
        moments.add(scores: [[1, 2]], values: [Tensor(shape: [3])])
      })
    await expectStop(
      saying: "CrossMoments: row 0: the value at [1] of [2] is nan",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var moments = CrossMoments(scoreCount: 1, valueCount: 2)
        moments.add(scores: [[1]], values: [Tensor([0, .nan], shape: [2])])
      })
    await expectStop(
      saying: "CrossMoments: row 0, score 0 is inf",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var moments = CrossMoments(scoreCount: 1, valueCount: 1)
        moments.add(scores: [[.infinity]], values: [Tensor(shape: [1])])
      })
    await expectStop(
      saying: "no score 0 among 1 or no value 2 among 2",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = CrossMoments(scoreCount: 1, valueCount: 2).pair(0, 2)
      })
    await expectStop(
      saying: "CrossMoments: 0 scores and 1 values",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = CrossMoments(scoreCount: 0, valueCount: 1)
      })
  }
}
