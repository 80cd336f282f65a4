import Explainers
import Numerics
import TestSupport
import Testing

@Suite struct PermutationImportanceTests {
  /// A row of two numbers; only the first one is looked at.
  private struct Row: Equatable {
    var seen, unseen: Double
  }

  /// Says class 1 where the number it sees is positive.
  private static var box: BlackBox<Row> {
    BlackBox { rows in rows.map { $0.seen > 0 ? [0.2, 0.8] : [0.7, 0.3] } }
  }

  private static func importance(
    of rows: [Row], labels: [Int], shuffles: Int, _ random: Random
  ) -> [PermutationImportance.Column] {
    PermutationImportance(shuffles: shuffles).explain(
      box, rows, labels: labels, columns: ["seen", "unseen"], using: random
    ) { row, column, donor in
      column == "seen"
        ? Row(seen: donor.seen, unseen: row.unseen) : Row(seen: row.seen, unseen: donor.unseen)
    }
  }

  /// Rows that are positive with probability 0.3, and labels that agree with them in 9 of 10 cases.
  private static func draw(_ count: Int, _ random: Random) -> (rows: [Row], labels: [Int]) {
    var random = random
    let pairs = (0..<count).map { _ in
      let isPositive = random.uniform() < 0.3
      let isRight = random.uniform() < 0.9
      return (Row(seen: isPositive ? 1 : -1, unseen: random.uniform()), isPositive == isRight)
    }
    return (pairs.map(\.0), pairs.map { $0.1 ? 1 : 0 })
  }

  @Test func `of one that is right, shuffling costs what chance gets wrong`() {
    // right by its own: 0.9; by a stranger's: 0.58 · 0.9 + 0.42 · 0.1
    let (rows, labels) = Self.draw(4000, Random(seed: 5))
    let found = Self.importance(of: rows, labels: labels, shuffles: 5, Random(seed: 6))
    let (lost, changed) = (found[0].lost, found[0].changed)
    #expect(abs(lost.mean - 0.42 * 0.8) < 4 * lost.standardError)
    #expect(abs(changed.mean - 0.42) < 4 * changed.standardError)
    #expect(lost.standardError > 0.003 && lost.standardError < 0.02)
  }

  @Test func `a column that is not looked at costs nothing and changes nothing`() {
    let (rows, labels) = Self.draw(50, Random(seed: 1))
    let found = Self.importance(of: rows, labels: labels, shuffles: 3, Random(seed: 2))
    #expect(found[1].lost.mean == 0 && found[1].changed.mean == 0)
    #expect(found[1].lost.standardError == 0)
  }

  @Test func `by hand: two rows that swap`() {
    // only the order 1, 0 changes anything, and then both answers are wrong
    let rows = [Row(seen: 1, unseen: 0), Row(seen: -1, unseen: 0)]
    let found = Self.importance(of: rows, labels: [1, 0], shuffles: 8, Random(seed: 3))
    let swaps = found[0].lost.donors.count { $0 == [1, 0] }
    #expect(swaps > 0 && swaps < 8)
    #expect(found[0].lost.mean == Double(swaps) / 8)
    #expect(found[0].changed == found[0].lost)
  }

  @Test func `a column that has nothing to do with the labels costs nothing on average`() {
    // the box heeds the column, so answers change; for better as often as for worse
    var coin = Random(seed: 8)
    let rows = (0..<3000).map { _ in Row(seen: coin.uniform() < 0.5 ? 1 : -1, unseen: 0) }
    let labels = rows.map { _ in coin.integer(below: 2) }
    let found = Self.importance(of: rows, labels: labels, shuffles: 5, Random(seed: 9))
    #expect(abs(found[0].lost.mean) < 4 * found[0].lost.standardError)
    #expect(abs(found[0].changed.mean - 0.5) < 0.05)
  }

  @Test func `all columns are shuffled alike, and more shuffles begin with the same ones`() {
    let (rows, labels) = Self.draw(20, Random(seed: 1))
    let found = Self.importance(of: rows, labels: labels, shuffles: 4, Random(seed: 2))
    #expect(found[0].lost.donors == found[1].changed.donors)
    #expect(
      found[0].lost.donors
        == Array(
          PermutationImportance(shuffles: 9).orders(of: 20, using: Random(seed: 2)).prefix(4)))
  }

  @Test func `the error is how far importances of other rows lie apart`() {
    // 300 experiments of 60 rows: the root of a variance is known within 4 %
    let found = (0..<300).map { number in
      let chance = Random(seed: 77).stream(UInt64(number))
      let (rows, labels) = Self.draw(60, chance.stream(named: "rows"))
      return Self.importance(
        of: rows, labels: labels, shuffles: 10, chance.stream(named: "shuffles"))[0].lost
    }
    let mean = found.reduce(0) { $0 + $1.mean } / 300
    let spread = (found.reduce(0) { $0 + ($1.mean - mean) * ($1.mean - mean) } / 299).squareRoot()
    let said =
      (found.reduce(0) { $0 + $1.standardError * $1.standardError } / 300).squareRoot()
    // both places hold the luck of ten shuffles: up to a tenth of the variance too much
    #expect(said / spread > 0.9 && said / spread < 1.2, "\(said) for \(spread)")
    // over rows alone it would be too small
    let alone = (found.reduce(0) { $0 + Self.overRows($1) } / 300).squareRoot()
    #expect(alone / spread < 0.95, "\(alone) for \(spread)")
  }

  /// The square of the error that counts only the rows that are asked about.
  private static func overRows(_ mean: ShuffleMean) -> Double {
    let count = mean.values[0].count
    let rows = (0..<count).map { row in
      mean.values.reduce(0) { $0 + $1[row] } / Double(mean.values.count)
    }
    let square = rows.reduce(0) { $0 + ($1 - mean.mean) * ($1 - mean.mean) }
    return square / Double(count - 1) / Double(count)
  }

  @Test func `a difference over the same pairs loses their common luck`() {
    let (rows, labels) = Self.draw(200, Random(seed: 4))
    let lost = Self.importance(of: rows, labels: labels, shuffles: 5, Random(seed: 2))[0].lost
    let none = lost - lost
    #expect(none.mean == 0 && none.standardError == 0)
    #expect(none.donors == lost.donors)
  }

  @Test func `what cannot be shuffled stops with words`() async {
    await expectStop(
      saying: "PermutationImportance: 0 shuffles",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = PermutationImportance(shuffles: 0)
      })
    await expectStop(
      saying: "PermutationImportance: 1 rows cannot be shuffled",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = PermutationImportance().orders(of: 1, using: Random(seed: 1))
      })
    await expectStop(
      saying: "PermutationImportance: 2 rows, 1 labels",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = PermutationImportance().explain(
          BlackBox<Double> { $0.map { _ in [1] } }, [1, 2], labels: [0], columns: ["one"],
          using: Random(seed: 1)
        ) { _, _, donor in donor }
      })
    await expectStop(
      saying: "each of which has to lend once a shuffle",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = ShuffleMean([[1, 0]], [[0, 0]])
      })
    await expectStop(
      saying: "ShuffleMean: a difference of two different shuffles",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = ShuffleMean([[1, 0]], [[0, 1]]) - ShuffleMean([[1, 0]], [[1, 0]])
      })
  }
}
