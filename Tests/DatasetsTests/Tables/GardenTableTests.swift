import Datasets
import Foundation
import Numerics
import TestSupport
import Testing

/// The table that all tests share, so that it is read once.
private let bundledTable = Result { () throws(DatasetError) in try GardenTable.bundled() }

@Suite struct `The garden table` {
  let garden: TabularData

  init() throws { garden = try bundledTable.get() }

  @Test func `about half of the seeds sprout, in both parts`() {
    for (rows, count) in [(garden.train, 1200), (garden.test, 300)] {
      #expect(rows.count == count)
      let share = Double(rows.count { $0.label == 1 }) / Double(count)
      #expect(0.4...0.6 ~= share)
    }
  }

  @Test func `labels agree with the known chance as often as they should`() {
    // the labels in bins of equal chance are coin tosses: four standard deviations
    let rows = garden.train + garden.test
    for bin in 0..<5 {
      let own = rows.filter { Int(5 * GardenTable.chance(of: $0)) == bin }
      let expected = own.reduce(0) { $0 + GardenTable.chance(of: $1) }
      let variance = own.reduce(0) {
        $0 + GardenTable.chance(of: $1) * (1 - GardenTable.chance(of: $1))
      }
      let found = Double(own.count { $0.label == 1 })
      #expect(abs(found - expected) < 4 * variance.squareRoot(), "bin \(bin) of \(own.count)")
    }
  }

  @Test func `nobody can be right more often than nine times in ten`() {
    #expect(0.89...0.91 ~= GardenTable.bayesAccuracy(on: garden.train))
    #expect(0.89...0.91 ~= GardenTable.bayesAccuracy(on: garden.test))
  }

  @Test func `water helps in sand and drowns in clay`() {
    let row = garden.test[0]
    func chances(_ soil: TableCell) -> [Double] {
      [0, 20, 40, 60].map {
        GardenTable.chance(of: row.with("soil", soil).with("water", .number($0)))
      }
    }
    #expect(chances("sand") == chances("sand").sorted())
    #expect(chances("loam") == chances("loam").sorted())
    #expect(chances("clay") == chances("clay").sorted().reversed())
    #expect(chances("sand")[3] > 0.9 && chances("clay")[3] < 0.1)
  }

  @Test func `the chance is the one that the formula gives by hand`() {
    let row: TableRow = sample.with("temperature", 21)
    // 0.3 · (20 − 10) + 0.2 · 5 + 0.1 · 1 − 0.06 · (−5) + 0.25 · 1
    #expect(abs(GardenTable.score(of: row) - 4.65) < 1e-12)
    #expect(abs(GardenTable.chance(of: row) - 0.990529) < 1e-6)
  }

  @Test func `moon and bed play no part`() {
    for row in garden.test.prefix(50) {
      let other = row.with("moon", 14).with("bed", row["bed"] == "north" ? "south" : "north")
      #expect(GardenTable.chance(of: row) == GardenTable.chance(of: other))
    }
  }

  @Test func `new seeds are sown as those of the table were`() {
    var random = Random(seed: 12)
    let sown = (0..<4000).map { _ in GardenTable.sow(using: &random) }
    for name in ["depth", "water", "temperature", "age", "light", "moon"] {
      let place = garden.encoding.places(of: name).lowerBound
      let values = sown.map { garden.encoding.features($0)[place] }
      let mean = values.reduce(0, +) / 4000
      let deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 4000).squareRoot()
      // the table's own mean has an error of 1/√1200, the new seeds' one of 1/√4000
      #expect(abs(mean) < 4 * 0.033, "\(name)")
      #expect(abs(deviation - 1) < 0.08, "\(name)")
    }
    for (column, levels) in [("soil", 3), ("bed", 2)] {
      for level in GardenTable.schema.column(column).levels {
        let share = Double(sown.count { $0[column] == .level(level) }) / 4000
        #expect(abs(share - 1 / Double(levels)) < 0.03, "\(level)")
      }
    }
    let expected = sown.reduce(0) { $0 + GardenTable.chance(of: $1) }
    #expect(abs(Double(sown.count { $0.label == 1 }) - expected) < 4 * 1000.0.squareRoot())
  }

  @Test func `light and warmth rise together, moon and water do not`() {
    func correlation(_ one: String, _ other: String) -> Double {
      let (a, b) = (garden.encoding.places(of: one), garden.encoding.places(of: other))
      return garden.train.reduce(0) { sum, row in
        let features = garden.encoding.features(row)
        return sum + features[a.lowerBound] * features[b.lowerBound]
      } / Double(garden.train.count)
    }
    #expect(correlation("light", "temperature") > 0.6)
    // three standard errors, 3/√1200
    #expect(abs(correlation("moon", "water")) < 0.09)
  }

  @Test func `no row is in both parts`() {
    #expect(Set(garden.train.map(\.cells)).isDisjoint(with: garden.test.map(\.cells)))
  }

  @Test func `a row reads as a gardener would say it, within a line`() {
    #expect(
      GardenTable.words(of: sample)
        == "clay, 25 mm deep, 10 ml a day, 17.5 °C, 12 h light, 3 years, moon 9, north")
    #expect(GardenTable.words(of: sample.with("age", 1)).contains("1 year,"))
    #expect(garden.train.allSatisfy { GardenTable.words(of: $0).count <= 80 })
  }

  @Test func `its features are eleven, standardised over the rows to learn from`() {
    let encoding = garden.encoding
    #expect(
      encoding.names == [
        "depth", "water", "temperature", "age", "light", "moon",
        "soil = sand", "soil = loam", "soil = clay", "bed = north", "bed = south",
      ])
    #expect(encoding.raw(sample) == [25, 10, 17.5, 3, 12, 9, 0, 0, 1, 1, 0])
    let table = garden.train.map(encoding.features)
    for feature in 0..<6 {
      let values = table.map { $0[feature] }
      let mean = values.reduce(0, +) / 1200
      let variance = values.reduce(0) { $0 + $1 * $1 } / 1200
      #expect(abs(mean) < 1e-13 && abs(variance - 1) < 1e-12)
    }
    #expect(table.allSatisfy { $0[6] + $0[7] + $0[8] == 1 && $0[9] + $0[10] == 1 })
  }
}

@Suite struct `Damaged garden tables` {
  @Test func `a missing table is named`() {
    let error = #expect(throws: DatasetError.self) {
      try GardenTable.load(from: URL(filePath: "/nowhere/garden"))
    }
    #expect(error?.place == "seeds-train.csv")
  }

  @Test(arguments: [
    ("30,1,wet,3,9,2,clay,north,true", "4:6", "`wet` is not a number"),
    ("30,61,9,3,9,2,clay,north,true", "4:4", "`61` is out of range; expected 0.0 to 60.0"),
    ("30,1,9,3,9,2,chalk,north,true", "4:14", "unknown name `chalk`; expected one of sand, loam"),
    ("30,1,9,3,9,2,clay,north,yes", "4:25", "unknown name `yes`; expected one of false, true"),
    ("30,1,9,3,9,2,clay,true", "4:1", "8 columns; expected 9: depth,water"),
  ])
  func `a damaged line is told with line and column`(
    line: String, place: String, problem: String
  ) throws {
    let error = try failure { $0[3] = line }
    #expect(error.place == "seeds-test.csv:" + place)
    #expect(error.problem.contains(problem))
    #expect(error.description.contains("git checkout"))
  }

  @Test func `a line too few and another header are found`() throws {
    #expect(try failure { $0.remove(at: 7) }.problem == "299 rows; expected 300")
    #expect(try failure { $0[0] = "depth" }.place == "seeds-test.csv:1:1")
  }

  /// The error from reading a copy of the table after `damage` was done to the lines of its test.
  private func failure(after damage: (inout [String]) -> Void) throws -> DatasetError {
    let folder = try TemporaryFolder()
    let (train, test) = ("seeds-train.csv", "seeds-test.csv")
    try FileManager.default.copyItem(
      at: bundledFolder.appending(path: train), to: folder / train)
    var lines = try String(contentsOf: bundledFolder.appending(path: test), encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    damage(&lines)
    try Data(lines.joined(separator: "\n").utf8).write(to: folder / test)
    return try #require(
      #expect(throws: DatasetError.self) { try GardenTable.load(from: folder.url) })
  }
}

/// A seed whose chance is easy to work out.
private let sample = TableRow(
  [25, 10, 17.5, 3, 12, 9, "clay", "north"], label: 1, in: GardenTable.schema)
