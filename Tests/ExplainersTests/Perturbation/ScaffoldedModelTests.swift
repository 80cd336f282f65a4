import Explainers
import Models
import Numerics
import TestSupport
import Testing

@Suite struct ScaffoldedModelTests {
  /// Rows in which every column follows from the first two, so that a row with some of its values
  /// exchanged is none of them.
  private static func rows(_ seed: UInt64, _ count: Int) -> [[Double]] {
    var random = Random(seed: seed)
    return (0..<count).map { _ in
      let (group, merit) = (Double(random.integer(below: 2)), random.normal())
      return [group, merit, group + 0.02 * random.normal(), 2 * merit - group, merit + group]
    }
  }

  /// What a rule on one column answers: whether it is above a limit.
  private static func rule(on column: Int, above limit: Double) -> BlackBox<[Double]> {
    BlackBox { $0.map { $0[column] > limit ? [0, 1] : [1, 0] } }
  }

  /// Parts of a row that are hidden by the values of another row.
  private static func parts(of row: [Double], random: inout Random, among rows: [[Double]])
    -> InputInParts<[Double]>
  {
    InputInParts(row, background: rows[random.integer(below: rows.count)])
  }

  private static func perturbed(_ rows: [[Double]], _ random: inout Random) -> [[Double]] {
    rows.flatMap { row in
      let parts = parts(of: row, random: &random, among: rows)
      return Coalitions(count: 2, parts: row.count, using: &random).dropFirst()
        .map { parts.input(showing: $0) }
        .filter { $0 != row }
    }
  }

  private static func share(_ flags: [Bool]) -> Double {
    Double(flags.count { $0 }) / Double(flags.count)
  }

  /// Decides by the group, and pretends to decide by merit.
  private static func scaffold(_ seed: UInt64 = 1) -> ScaffoldedModel {
    var random = Random(seed: seed)
    let real = rows(seed, 600)
    let detector = ScaffoldedModel.detector(
      real: real, perturbed: perturbed(real, &random), trees: 40, using: &random)
    return ScaffoldedModel(
      biased: rule(on: 0, above: 0.5), harmless: rule(on: 1, above: 0), detector: detector)
  }

  @Test func `each row is answered by the rule of its kind, in order`() {
    let model = ScaffoldedModelTests.scaffold()
    var random = Random(seed: 5)
    let real = ScaffoldedModelTests.rows(6, 60)
    let rows = (real + ScaffoldedModelTests.perturbed(real, &random)).sorted { $0[1] < $1[1] }
    let isReal = model.takesForReal(rows)
    #expect(isReal.contains(true) && isReal.contains(false))
    for (row, (answer, real)) in zip(rows, zip(model.blackBox(rows), isReal)) {
      #expect(answer == (real ? model.biased : model.harmless)([row])[0])
      #expect(answer == model.blackBox([row])[0])
    }
    #expect(model.blackBox([]).isEmpty)
  }

  @Test func `the detector knows rows that it did not see`() {
    let model = ScaffoldedModelTests.scaffold()
    var random = Random(seed: 7)
    let real = ScaffoldedModelTests.rows(8, 200)
    let perturbed = ScaffoldedModelTests.perturbed(real, &random)
    let found = model.detection(real: real, perturbed: perturbed)
    #expect(found.real == ScaffoldedModelTests.share(model.takesForReal(real)))
    #expect(found.perturbed == 1 - ScaffoldedModelTests.share(model.takesForReal(perturbed)))
    #expect(found.real > 0.9 && found.perturbed > 0.6)
    #expect(found.accuracy == (found.real + found.perturbed) / 2)
    #expect(abs((model.detector.outOfBagAccuracy ?? 0) - found.accuracy) < 0.15)
  }

  @Test func `LIME names the rule that is shown, and people meet the other`() {
    let model = ScaffoldedModelTests.scaffold()
    let people = ScaffoldedModelTests.rows(9, 200)
    let agreeing = zip(model.blackBox(people), model.biased(people)).count { $0 == $1 }
    #expect(agreeing > 170)

    var random = Random(seed: 3)
    let asked = people.filter { $0[0] == 1 && $0[1] > 0.5 }.prefix(10)
    func topmost(_ box: BlackBox<[Double]>) -> [Int] {
      asked.map { row in
        // what hides has the other group and no merit
        let parts = InputInParts(row, background: [0, -1, 0, -2, -1])
        return LIME(samples: 400).explain(box, parts, class: 1, using: &random).ranking[0]
      }
    }
    #expect(topmost(model.biased) == asked.map { _ in 0 })
    #expect(topmost(model.blackBox).count { $0 == 1 } > asked.count / 2)
  }

  @Test func `the threshold decides whom the biased rule meets`() {
    let detector = ScaffoldedModelTests.scaffold().detector
    let rows = ScaffoldedModelTests.rows(2, 50)
    for (threshold, isBiased) in [(0.0, true), (1.0, false)] {
      let model = ScaffoldedModel(
        biased: BlackBox { $0.map { _ in [1] } }, harmless: BlackBox { $0.map { _ in [0] } },
        detector: detector, threshold: threshold)
      let share = model.blackBox(rows).count { $0 == [1] }
      #expect(isBiased ? share == 50 : share < 25)
    }
  }

  @Test func `what does not fit traps`() async {
    await expectStop(
      saying: "0 real rows, 1 perturbed ones",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var random = Random(seed: 1)
        _ = ScaffoldedModel.detector(real: [], perturbed: [[1]], using: &random)
      })
    await expectStop(
      saying: "a threshold of 2.0",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var random = Random(seed: 1)
        let box = BlackBox<[Double]> { $0.map { _ in [0] } }
        let detector = ScaffoldedModel.detector(real: [[1]], perturbed: [[2]], using: &random)
        _ = ScaffoldedModel(biased: box, harmless: box, detector: detector, threshold: 2)
      })
  }
}
