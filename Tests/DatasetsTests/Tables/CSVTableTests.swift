import Datasets
import Foundation
import TestSupport
import Testing

@Suite struct `Damaged tables` {
  @Test(arguments: tableDamages)
  func `a damaged table is told with line and column`(damage: TableDamage) throws {
    let error = try failure { folder in
      let file = folder / "test.csv"
      var lines = try String(contentsOf: file, encoding: .utf8)
        .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      damage.change(&lines)
      try Data(lines.joined(separator: "\n").utf8).write(to: file)
    }
    #expect(error.place == damage.place)
    #expect(error.problem.contains(damage.problem))
  }

  @Test func `a table with the line ends of Windows says the same`() throws {
    let folder = try TemporaryFolder()
    for name in ["test-1.png", "test-masks-1.png"] {
      try FileManager.default.copyItem(at: bundledFolder / name, to: folder / name)
    }
    let text = try String(contentsOf: bundledFolder / "test.csv", encoding: .utf8)
    try Data(text.replacingOccurrences(of: "\n", with: "\r\n").utf8).write(to: folder / "test.csv")
    let garden = try ToyGarden.load(from: folder.url)
    #expect(try garden.test == bundledGarden.get().test)
  }

  @Test(arguments: [
    ("\u{feff}", 0, "test.csv:1:1", "begins with a byte-order mark"),
    ("\r", 7, "test.csv:1:8", "a carriage return without a line feed"),
    ("\u{1b}[2J", 0, "test.csv:1:1", "the header is `\\u{1B}[2Jimage"),
  ])
  func `what no editor shows is told in words`(
    hidden: String, at offset: Int, place: String, problem: String
  ) throws {
    let error = try failure { folder in
      var text = try String(contentsOf: folder / "test.csv", encoding: .utf8)
      text.insert(contentsOf: hidden, at: text.index(text.startIndex, offsetBy: offset))
      try Data(text.utf8).write(to: folder / "test.csv")
    }
    #expect(error.place == place)
    #expect(error.problem.contains(problem), "\(error.problem)")
  }

  @Test(arguments: ["\r", ";", " "]) func `no message prints a whole file`(end: String) throws {
    let error = try failure { folder in
      let text = try String(contentsOf: folder / "test.csv", encoding: .utf8)
      try Data(text.replacingOccurrences(of: "\n", with: end).utf8).write(to: folder / "test.csv")
    }
    #expect(error.description.count < 400, "\(error.description.prefix(1000))")
  }

  @Test func `a file cut off in its last line is found, though the rest is a number`() throws {
    let error = try failure(
      reading: { _ = try $0.tagged },
      after: { folder in
        let text = try String(contentsOf: bundledFolder / "tagged.csv", encoding: .utf8)
        try Data(text.dropLast(2).utf8).write(to: folder / "tagged.csv")
      })
    #expect(error.place == "tagged.csv:81:1")
    #expect(error.problem.contains("has no end"))
  }

  @Test(arguments: [
    ("tagged.csv", 80), ("flipped-labels.csv", 150),
  ])
  func `a list that lost its rows is not taken for a short one`(name: String, count: Int) throws {
    let error = try failure(
      reading: { _ = try name == "tagged.csv" ? $0.tagged : $0.flipped },
      after: { folder in
        let text = try String(contentsOf: bundledFolder / name, encoding: .utf8)
        let header = try #require(text.split(separator: "\n").first)
        try Data((header + "\n").utf8).write(to: folder / name)
      })
    #expect(error.problem == "0 rows; expected \(count)")
  }

  @Test func `an image that is listed twice, or out of order, is found`() throws {
    let error = try failure(
      reading: { _ = try $0.tagged },
      after: { folder in
        var lines = try String(contentsOf: bundledFolder / "tagged.csv", encoding: .utf8)
          .split(separator: "\n", omittingEmptySubsequences: false)
        lines[2] = lines[1]
        try Data(lines.joined(separator: "\n").utf8).write(to: folder / "tagged.csv")
      })
    #expect(error.place == "tagged.csv:3:1")
    #expect(error.problem.contains("is out of range"))
  }

  @Test func `a wrong label that is right is found`() throws {
    let right = try bundledGarden.get().train
    let error = try failure(
      reading: { _ = try $0.flipped },
      after: { folder in
        var lines = try String(contentsOf: bundledFolder / "flipped-labels.csv", encoding: .utf8)
          .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let index = try #require(Int(lines[1].prefix { $0 != "," }))
        lines[1] = "\(index),\(right.creature(at: index))"
        try Data(lines.joined(separator: "\n").utf8).write(to: folder / "flipped-labels.csv")
      })
    #expect(error.problem.contains("unknown name"))
  }

  @Test func `a folder in the place of a table is told in words`() throws {
    let error = try failure { folder in
      try FileManager.default.removeItem(at: folder / "test.csv")
      try FileManager.default.createDirectory(
        at: folder / "test.csv", withIntermediateDirectories: false)
    }
    #expect(error.description.hasPrefix("test.csv: the file cannot be read: Is a directory."))
  }

  @Test func `a table that is not text is found`() throws {
    let error = try failure { try Data([0xff, 0xfe, 0x00]).write(to: $0 / "test.csv") }
    #expect(error.description.hasPrefix("test.csv: the file is not text in UTF-8."))
  }

  @Test func `a caption with an unknown word is found`() throws {
    func damage(_ folder: URL) throws {
      let file = folder / "captions-test.csv"
      let text = try String(contentsOf: file, encoding: .utf8)
      try Data(text.replacingOccurrences(of: "\n3,", with: "\n3,rose").utf8).write(to: file)
    }
    let error = try failure(
      reading: { _ = try $0.captioned(.test, noise: .all) }, after: damage)
    #expect(error.place == "captions-test.csv:5:3")
    #expect(error.problem.contains("unknown name `rose"))
  }
}

/// Something done to the lines of `test.csv`, and the error that must follow.
struct TableDamage: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let place: String
  let problem: String
  let change: @Sendable (inout [String]) -> Void
}

private let tableDamages = [
  TableDamage(
    testDescription: "wrong header", place: "test.csv:1:1", problem: "expected `image,ground"
  ) { $0[0] = "image,ground" },
  TableDamage(
    testDescription: "a column too few", place: "test.csv:4:1",
    problem: "8 columns; expected 9"
  ) { $0[3] = "2,meadow,bee,red,1,1,20,0" },
  TableDamage(
    testDescription: "not a number", place: "test.csv:4:18", problem: "`x` is not a number"
  ) { $0[3] = "2,meadow,bee,red,x,1,20,0,true" },
  TableDamage(
    testDescription: "no finite number", place: "test.csv:4:18", problem: "`nan` is not a number"
  ) { $0[3] = "2,meadow,bee,red,nan,1,20,0,true" },
  TableDamage(
    testDescription: "out of range", place: "test.csv:4:20",
    problem: "`49` is out of range; expected 0.0 to 48.0"
  ) { $0[3] = "2,meadow,bee,red,1,49,20,0,true" },
  TableDamage(
    testDescription: "a number of another notation", place: "test.csv:4:18",
    problem: "`0x1p3` is not a number"
  ) { $0[3] = "2,meadow,bee,red,0x1p3,1,20,0,true" },
  TableDamage(
    testDescription: "a whole number with a sign", place: "test.csv:4:1",
    problem: "`+2` is not a whole number"
  ) { $0[3] = "+2,meadow,bee,red,1,1,20,0,true" },
  TableDamage(
    testDescription: "unknown ground", place: "test.csv:4:3",
    problem: "unknown name `lawn`; expected one of meadow, soil, water, stone"
  ) { $0[3] = "2,lawn,bee,red,1,1,20,0,true" },
  TableDamage(
    testDescription: "unknown creature", place: "test.csv:4:10",
    problem: "unknown name `wasp`; expected one of bee, ladybird"
  ) { $0[3] = "2,meadow,wasp,red,1,1,20,0,true" },
  TableDamage(
    testDescription: "no whole number", place: "test.csv:4:1",
    problem: "`two` is not a whole number"
  ) { $0[3] = "two,meadow,bee,red,1,1,20,0,true" },
  TableDamage(
    testDescription: "rows in another order", place: "test.csv:2:1",
    problem: "1 is out of range; expected 0 to 0"
  ) { $0.swapAt(1, 2) },
  TableDamage(
    testDescription: "a row too few", place: "test.csv:500:1",
    problem: "499 rows; expected 500"
  ) { $0.remove(at: 500) },
]
