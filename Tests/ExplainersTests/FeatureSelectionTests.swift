import Explainers
import Numerics
import Tensors
import TestSupport
import Testing

/// Rows of six independent bits in all combinations, and answers that use three of them.
private let rows = Matrix(
  rows: (0..<64).map { number in (0..<6).map { Double(1 - number >> $0 & 1) } })
private let targets = (0..<64).map { rows[$0, 2] + 0.5 * rows[$0, 5] - 0.75 * rows[$0, 0] }
private let moments = WeightedMoments(
  rows: rows, targets: targets, weights: [Double](repeating: 1, count: 64))

private func columns(_ selection: FeatureSelection, _ count: Int) -> [Int] {
  selection.columns(count, of: moments, instance: Array(rows.row(0)))
}

@Test func `columns come in the order of their importance`() {
  #expect(columns(.forward, 3) == [2, 0, 5])
  #expect(columns(.highestWeights, 3) == [2, 0, 5])
  #expect(columns(.lassoPath, 2) == [0, 2])
}

@Test func `no selection takes all columns and more than all are all`() {
  #expect(columns(.none, 1) == [0, 1, 2, 3, 4, 5])
  #expect(columns(.forward, 100).sorted() == [0, 1, 2, 3, 4, 5])
  #expect(columns(.highestWeights, 100).sorted() == [0, 1, 2, 3, 4, 5])
}

@Test func `auto goes forward up to six columns and by weight above`() {
  for count in 1...6 { #expect(columns(.auto, count) == columns(.forward, count)) }
  #expect(columns(.auto, 7) == columns(.highestWeights, 7))
}

@Test func `a column where the instance is zero has no highest weight`() {
  var instance = [Double](repeating: 1, count: 6)
  instance[2] = 0
  let chosen = FeatureSelection.highestWeights.columns(
    2, of: moments, instance: instance)
  #expect(chosen == [0, 5])
}

@Test func `selecting nothing traps`() async {
  await expectStop(
    saying: "0 features; at least 1 is needed",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = columns(.forward, 0)
    })
}

@Test func `of columns that are equally good the first is taken`() {
  // the middle two are one, and the last says the same as the first
  let rows = Matrix(
    rows: (0..<60).map { number in
      let (first, second) = (Double(number % 7) / 3, Double(number % 5) / 7)
      return [second, first, first, second]
    })
  let targets = (0..<60).map { 2 * rows[$0, 1] + rows[$0, 0] }
  let weights = (0..<60).map { 0.1 + Double($0 % 11) / 10 }
  let moments = WeightedMoments(rows: rows, targets: targets, weights: weights)
  func chosen(_ selection: FeatureSelection, _ count: Int) -> [Int] {
    selection.columns(count, of: moments, instance: [1, 1, 1, 1])
  }
  #expect(chosen(.highestWeights, 1) == [1])
  #expect(chosen(.highestWeights, 4) == [1, 2, 0, 3])
  #expect(chosen(.forward, 2) == [1, 0])
  #expect(chosen(.lassoPath, 2) == [0, 1])
}

@Test func `weights that are equal but for rounding are equal`() {
  // twelve columns that count alike, in many rows: their weights differ in the last digits
  var random = Random(seed: 5)
  let half = (0..<400).map { _ in (0..<12).map { _ in random.uniform() < 0.5 ? 0.1 : 0.7 } }
  let all = (0..<12).flatMap { turn in
    half.map { row in row.indices.map { row[($0 + turn) % 12] } }
  }
  let rows = Matrix(rows: all)
  let targets = (0..<rows.rows).map { rows.row($0).reduce(0, +) / 3 }
  let moments = WeightedMoments(
    rows: rows, targets: targets, weights: [Double](repeating: 0.3, count: rows.rows))
  let chosen = FeatureSelection.highestWeights.columns(
    12, of: moments, instance: [Double](repeating: 1, count: 12))
  #expect(chosen == Array(0..<12))
}

@Test func `where nothing varies with the targets the lasso takes nothing`() {
  let moments = WeightedMoments(
    rows: rows, targets: [Double](repeating: 3, count: 64),
    weights: [Double](repeating: 1, count: 64))
  let chosen = FeatureSelection.lassoPath.columns(
    2, of: moments, instance: Array(rows.row(0)))
  #expect(chosen == [])
}

@Test func `an instance of other columns traps`() async {
  await expectStop(
    saying: "an instance of 1 values, 6 columns",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = FeatureSelection.none.columns(1, of: moments, instance: [1])
    })
}
