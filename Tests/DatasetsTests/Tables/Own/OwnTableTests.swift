import Datasets
import Foundation
import Tensors
import TestSupport
import Testing

@Suite struct `A reader's own table` {
  @Test func `is read with kinds, levels, classes and line numbers`() throws {
    let table = try parsed(market)
    #expect(table.columns.map(\.name) == ["price", "fruit"])
    #expect(table["price"]?.kind == .numeric(1...6, unit: ""))
    #expect(table["fruit"]?.kind == .categorical(["apple", "pear", "plum"]))
    #expect(table.classes == ["no", "yes"])
    #expect(table.labels == [1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0])
    #expect(Array(table.rows.row(3)) == [4, 2])
    #expect(table.lines == Array(2...13))
    #expect(table.texts[0] == ["2.5", "apple", "yes"])
    #expect(
      table.notes == [
        "`stall` is left out: it numbers the rows; `--numeric stall` reads it as numbers."
      ])
  }

  @Test(arguments: ["\n", "\r\n", "\r"], [",", ";", "\t", "|"])
  func `reads the same with every line end and every delimiter`(
    end: String, delimiter: String
  ) throws {
    let text = market.replacing(",", with: delimiter).replacing("\n", with: end)
    let (table, expected) = (try parsed(text), try parsed(market))
    #expect(table.rows == expected.rows && table.columns == expected.columns)
    #expect(table.lines == expected.lines)
    let names = [";": "semicolons", "\t": "tabs", "|": "bars"]
    #expect(table.notes.first?.contains(names[delimiter] ?? "`stall`") == true)
  }

  @Test func `may begin with a mark, hold blank lines and lack its last line end`() throws {
    var text = "\u{feff}\n" + market.replacing("\n5,", with: "\n\n  \n5,")
    text.removeLast()
    let table = try parsed(text)
    #expect(try table.texts == parsed(market).texts)
    #expect(table.lines == [3, 4, 5, 6] + Array(9...16))
  }

  @Test func `holds delimiters, quotes and line breaks in quotes`() throws {
    let text = market.replacing("apple", with: "\"apple, \"\"red\"\"\r\nor green\"")
      .replacing("pear", with: " \"pear\" ").replacing("fruit", with: "\"fruit, or not\"")
    let table = try parsed(text)
    #expect(
      table["fruit, or not"]?.kind == .categorical(["apple, \"red\" or green", "pear", "plum"]))
    #expect(table.lines == [2, 4, 5, 7, 8, 9, 11, 12, 13, 15, 16, 18])
  }

  @Test func `takes a quote inside a value as it stands`() throws {
    let table = try parsed(market.replacing("plum", with: "plum 5\" \"wide\""))
    #expect(table["fruit"]?.kind == .categorical(["apple", "pear", "plum 5\" \"wide\""]))
  }

  @Test func `has decimal commas where semicolons part the fields`() throws {
    let text = market.replacing(",", with: ";").replacing(".", with: ",")
    let table = try parsed(text)
    #expect(try table.texts == parsed(market).texts)
    #expect(table.notes.contains("`price`: its decimal commas are read as points."))
  }

  @Test func `may be in Korean, composed or not`() throws {
    let text = market.replacing("price", with: "가격").replacing("fruit", with: "과일")
      .replacing("open", with: "영업").replacing("yes", with: "예").replacing("no", with: "아니요")
    let decomposed = text.decomposedStringWithCanonicalMapping
    #expect(Array(decomposed.utf8) != Array(text.utf8))
    for text in [text, decomposed] {
      let table = try parsed(text, target: "영업", categorical: "가격")
      #expect(table.classes == ["아니요", "예"])
      #expect(table["과일"]?.kind == .categorical(["apple", "pear", "plum"]))
      #expect(table["가격"]?.reason == "you said so")
    }
  }

  @Test func `counts rows from 1, those left out with them`() throws {
    let table = try parsed(market.replacing("\n3,1.25,apple,yes", with: "\n\n3,apple,yes"))
    #expect(try table.index(ofRow: 2) == 1)
    #expect(try table.index(ofRow: 4) == 2)
    #expect(table.lines[2] == 6)
    #expect(table.notes.contains { $0.contains("left out: line 5 (3 fields).") })
    for (row, place) in [(3, "market.csv:5"), (0, "market.csv"), (13, "market.csv")] {
      let error = #expect(throws: DatasetError.self) { try table.index(ofRow: row) }
      #expect(error?.place == place)
      #expect(error?.remedy.contains("1 to 12") == true)
    }
  }

  @Test func `cuts a numeric target at its median and says so`() throws {
    let table = try parsed(market, target: "price")
    #expect(table.classes == ["at most 2.75", "above 2.75"])
    #expect(table.labels == [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1])
    #expect(table.notes.last?.contains("2.75, the median") == true)
    #expect(try parsed(market, target: "price", categorical: "price").classes.count == 12)
    #expect(try parsed(market, target: "price", categorical: "price").classes.first == "1")
  }

  @Test func `tells each missing target and each row of another length`() throws {
    var lines = market.split(separator: "\n").map(String.init)
    lines[2] += ",again"
    lines[4] = "4,4,plum,NA"
    lines += (13...20).map { "\($0),1,apple,yes" }
    let table = try parsed(lines.joined(separator: "\n"))
    #expect(table.rows.rows == 18)
    #expect(table.notes.contains { $0.contains("1 row with another number of fields") })
    #expect(table.notes.contains { $0.contains("line 3 (5 fields)") })
    #expect(table.notes.contains("1 row without `open` left out: line 5."))
  }

  @Test func `names columns that have no name, or one that is taken`() throws {
    let text = market.replacing("stall,price,fruit", with: ",fruit,fruit")
    let table = try parsed(text)
    #expect(table.columns.map(\.name) == ["fruit", "fruit (2)"])
    #expect(table.notes.contains("Column 1 has no name; it is called `column 1` here."))
    #expect(table.notes.contains { $0.hasPrefix("Columns 2 and 3 are both called `fruit`") })
  }

  @Test func `is opened from its path`() throws {
    let folder = try TemporaryFolder()
    let file = folder / "market.csv"
    try Data(market.utf8).write(to: file)
    let question = try OwnTableQuestion(target: "open")
    let table = try OwnFile(contentsOf: file.path).table(for: question)
    #expect(try table.texts == parsed(market).texts)
  }
}
