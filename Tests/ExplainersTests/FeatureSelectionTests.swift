import Explainers
import Tensors
import Testing

/// Rows of six independent bits in all combinations, and answers that use three of them.
private let rows = Matrix(
  rows: (0..<64).map { number in (0..<6).map { Double(1 - number >> $0 & 1) } })
private let targets = (0..<64).map { rows[$0, 2] + 0.5 * rows[$0, 5] - 0.75 * rows[$0, 0] }
private let moments = WeightedMoments(
  rows: rows, targets: targets, weights: [Double](repeating: 1, count: 64))

private func columns(_ selection: FeatureSelection, _ count: Int) -> [Int] {
  selection.columns(count, of: moments, instance: Array(rows.row(0)), samples: 64)
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
    2, of: moments, instance: instance, samples: 64)
  #expect(chosen == [0, 5])
}

@Test func `selecting nothing traps`() async {
  await #expect(processExitsWith: .failure) { _ = columns(.forward, 0) }
}
