import Explainers
import Numerics
import TestSupport
import Testing

/// Random sparse explanations of `instances` by `features` features.
private func weights(_ seed: UInt64, instances: Int = 9, features: Int = 7) -> [[Double]] {
  var random = Random(seed: seed)
  return (0..<instances).map { _ in
    (0..<features).map { _ in random.uniform() < 0.3 ? random.normal() : 0 }
  }
}

@Suite struct SubmodularPickTests {
  @Test func `by hand: the documents are picked whose words are worth most together`() {
    // five documents and five words; the second word stands in four of them
    let weights: [[Double]] = [
      [1, 1, 0, 0, 0], [0, 1, 1, 0, 0], [0, 1, 0, 0, 0], [0, 1, 0, 0, 0], [0, 0, 0, 1, 1],
    ]
    let pick = SubmodularPick(weights, count: 3)
    #expect(pick.importances == [1, 2, 1, 1, 1])
    #expect(pick.picked == [0, 4, 1])
    #expect(pick.coverages == [3, 5, 6] && pick.totalCoverage == 6)
    #expect(pick.coverage(of: [2, 3]) == 2 && pick.coverage(of: []) == 0)
  }

  @Test func `importance is the root of all sizes, whatever their signs`() {
    #expect(SubmodularPick.importances(of: [[-9, 0, 1], [7, 0, -3]]) == [4, 0, 2])
    #expect(SubmodularPick.importances(of: []) == [])
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func `no set covers more than greedy picks by more than the bound`(seed: UInt64) {
    let weights = weights(seed)
    for count in 1...4 {
      let pick = SubmodularPick(weights, count: count)
      let sets = (0..<(1 << weights.count)).filter { $0.nonzeroBitCount == count }
      let coverages: [Double] = sets.map { set in
        pick.coverage(of: weights.indices.filter { (set >> $0) & 1 == 1 })
      }
      let best = coverages.max() ?? 0
      let covered = pick.coverages[count - 1]
      #expect(covered <= best + 1e-12)
      #expect(covered >= (1 - 1 / Elementary.exp(1)) * best)
      if count == 1 { #expect(abs(covered - best) < 1e-12) }
    }
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `each pick adds most, never more than the one before, and all cover all`(seed: UInt64) {
    let weights = weights(seed)
    let pick = SubmodularPick(weights, count: weights.count)
    #expect(Set(pick.picked) == Set(weights.indices))
    expectClose([pick.coverages[8]], [pick.totalCoverage], within: 1e-12)
    var former = Double.infinity
    for count in 1...weights.count {
      let before = Array(pick.picked.prefix(count - 1))
      let gain = pick.coverages[count - 1] - (count > 1 ? pick.coverages[count - 2] : 0)
      expectClose(
        [pick.coverages[count - 1]], [pick.coverage(of: Array(pick.picked.prefix(count)))],
        within: 1e-12)
      for other in weights.indices {
        #expect(pick.coverage(of: before + [other]) - pick.coverage(of: before) <= gain + 1e-12)
      }
      #expect(gain <= former + 1e-12)
      former = gain
    }
    let fewer = SubmodularPick(weights, count: 3)
    #expect(fewer.picked == Array(pick.picked.prefix(3)))
  }

  @Test func `of instances that add equally much the first is picked`() {
    #expect(
      SubmodularPick([[0, 0], [1, 0], [0, 1], [-1, 0]], count: 4).picked == [1, 2, 0, 3])
    #expect(SubmodularPick([[0], [0]], count: 2).picked == [0, 1])
    #expect(SubmodularPick([[0], [0]], count: 0).picked == [])
    #expect(SubmodularPick([], count: 0).totalCoverage == 0)
  }

  @Test func `what does not fit traps`() async {
    await expectStop(
      saying: "SubmodularPick: 2 picks among 1",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = SubmodularPick([[1]], count: 2)
      })
    await expectStop(
      saying: "1 weights of instance 1, 2 of the first",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = SubmodularPick([[1, 2], [3]], count: 1)
      })
    await expectStop(
      saying: "SubmodularPick: instance 0, weight 1 is nan",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = SubmodularPick([[1, .nan]], count: 1)
      })
    await expectStop(
      saying: "no instance 1 among 1",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = SubmodularPick([[1]], count: 1).coverage(of: [1])
      })
  }
}
