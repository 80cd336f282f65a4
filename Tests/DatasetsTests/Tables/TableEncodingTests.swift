import Datasets
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct `Rows as numbers` {
  private let oneHot = TableEncoding(of: Loaves.rows)
  private let ordinal = TableEncoding(of: Loaves.rows, levels: .ordinal)

  @Test func `one-hot, a level is one of k features`() {
    #expect(
      oneHot.names == [
        "flour = rye", "flour = spelt", "flour = wheat", "hours", "oven = gas", "oven = wood",
      ])
    #expect(oneHot.columns == [0, 0, 0, 1, 2, 2])
    #expect(oneHot.raw(Loaves.rows[2]) == [0, 1, 0, 4.5, 0, 1])
    #expect(oneHot.places(of: "flour") == 0..<3)
    #expect(oneHot.places(of: "hours") == 3..<4 && oneHot.places(of: "oven") == 4..<6)
  }

  @Test func `in order, a level is its place`() {
    #expect(ordinal.names == ["flour", "hours", "oven"] && ordinal.columns == [0, 1, 2])
    #expect(ordinal.raw(Loaves.rows[2]) == [1, 4.5, 1])
    #expect(ordinal.places(of: "oven") == 2..<3)
  }

  @Test(arguments: TableEncoding.Levels.allCases)
  func `numbers have mean 0 and variance 1, and levels stay where they are`(
    levels: TableEncoding.Levels
  ) {
    let encoding = TableEncoding(of: Loaves.rows, levels: levels)
    let table = Loaves.rows.map(encoding.features)
    for (feature, column) in encoding.columns.enumerated() {
      let values = table.map { $0[feature] }
      let mean = values.reduce(0, +) / 4
      let variance = values.reduce(0) { $0 + $1 * $1 } / 4
      if levels == .oneHot && column != 1 {
        #expect(values == Loaves.rows.map { encoding.raw($0)[feature] })
      } else {
        // four numbers of size one
        #expect(abs(mean) < 1e-15 && abs(variance - 1) < 1e-14)
      }
    }
    #expect(encoding.means[encoding.places(of: "hours").lowerBound] == 4)
    #expect(encoding.tensor(Loaves.rows[0]).shape == [encoding.names.count])
    #expect(encoding.tensor(Loaves.rows[0]).elements.last == Float(table[0].last ?? .nan))
  }

  @Test func `a constant column becomes zeros`() {
    let encoding = TableEncoding(of: [Loaves.rows[0], Loaves.rows[0]], levels: .ordinal)
    #expect(encoding.features(Loaves.rows[0]) == [0, 0, 0])
  }

  @Test func `a table knows the encoding of its lessons alone`() {
    let data = TabularData(train: Array(Loaves.rows.prefix(2)), test: Array(Loaves.rows.suffix(2)))
    #expect(data.schema == Loaves.schema)
    #expect(data.encoding == TableEncoding(of: data.train))
    #expect(data.encoding.means[3] == 5)
  }

  @Test func `rows of two tables do not mix`() async {
    await expectStop(
      saying: "a row of [\"depth\", \"water\"",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = TableEncoding(of: Loaves.rows).raw(seed)
      })
    await expectStop(
      saying: "TableEncoding: rows of more than one schema",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = TableEncoding(of: Loaves.rows + [seed])
      })
    await expectStop(
      saying: "TabularData: a test row of another schema than [\"flour\"",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = TabularData(train: Loaves.rows, test: [seed])
      })
    await expectStop(
      saying: "TableEncoding: no rows",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = TableEncoding(of: [])
      })
  }
}

/// A row of another table.
private let seed = TableRow(
  [25, 10, 17.5, 3, 12, 9, "clay", "north"], label: 1, in: GardenTable.schema)
