import Evaluation
import Explainers
import Numerics
import TestSupport
import Testing

@Suite struct GreedyRemovalTests {
  @Test func `of a sum the largest terms go first, down to the last`() {
    // 3, −1, 0.5 and 2: what speaks against the class goes last
    let removal = GreedyRemoval(first: 9, of: Sum.parts, Sum.model, class: 0)
    #expect(removal.removed == [0, 3, 2, 1])
    #expect(removal.scores == [4.5, 1.5, -0.5, -1, 0])
    #expect(removal.passes == 1 + 4 + 3 + 2 + 1 && !removal.isChanged)
    let two = GreedyRemoval(first: 2, of: Sum.parts, Sum.model, class: 0)
    #expect(two.removed == [0, 3] && two.passes == 8)
    let none = GreedyRemoval(first: 0, of: Sum.parts, Sum.model, class: 0)
    #expect(none.removed == [] && none.scores == [4.5] && none.passes == 1)
  }

  @Test func `it ends when another class wins, unless it is to go on`() {
    // class 0 wins while the sum is above 1
    let model = BlackBox<[Double]> { $0.map { [Float($0.reduce(0, +)), 1] } }
    let removal = GreedyRemoval(first: 4, of: Sum.parts, model, class: 0)
    #expect(removal.removed == [0, 3] && removal.isChanged)
    let whole = GreedyRemoval(first: 4, of: Sum.parts, model, class: 0, stopsAtChange: false)
    #expect(whole.removed == [0, 3, 2, 1] && whole.isChanged)
    let lost = GreedyRemoval(first: 4, of: Sum.parts, model, class: 1)
    #expect(lost.removed == [] && lost.isChanged)
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `each removal is the best of all that are left`(seed: UInt64) {
    var random = Random(seed: seed)
    let pairs = (0..<6).map { _ in (0..<6).map { _ in random.normal() } }
    func value(_ row: [Double]) -> Double {
      (0..<6).reduce(0) { sum, i in (0..<6).reduce(sum) { $0 + pairs[i][$1] * row[i] * row[$1] } }
    }
    let model = BlackBox<[Double]> { $0.map { [Float(value($0))] } }
    let parts = InputInParts([Double](repeating: 1, count: 6), background: [0, 0, 0, 0, 0, 0])
    let removal = GreedyRemoval(first: 6, of: parts, model, class: 0)
    var row = [Double](repeating: 1, count: 6)
    for (step, part) in removal.removed.enumerated() {
      let others = row.indices.filter { row[$0] == 1 }.map { other in
        var next = row
        next[other] = 0
        return Float(value(next))
      }
      row[part] = 0
      #expect(Float(value(row)) == others.min())
      #expect(removal.scores[step + 1] == Double(Float(value(row))))
    }
    #expect(removal.removed.sorted() == Array(0..<6))
  }

  @Test func `of equal parts the first goes first, and redundancy hides both`() {
    // either of two parts is enough
    let model = BlackBox<[Double]> { $0.map { [Float(max($0[1], $0[2]))] } }
    let parts = InputInParts([1, 1, 1.0], background: [0, 0, 0])
    #expect(GreedyRemoval(first: 3, of: parts, model, class: 0).removed == [0, 1, 2])
  }

  @Test func `a class that is not there traps`() async {
    await expectStop(
      saying: "GreedyRemoval: no class 1 among 1",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = GreedyRemoval(first: 1, of: Sum.parts, Sum.model, class: 1)
      })
  }
}
