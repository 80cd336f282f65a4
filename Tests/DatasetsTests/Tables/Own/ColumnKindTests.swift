import Datasets
import Numerics
import Tensors
import Testing

@Suite struct `Kinds of columns` {
  @Test(arguments: [
    (["1.5", "-2", "+.5", "6e1", "7.", "-0"], [1.5, -2, 0.5, 60, 7, 0]),
    (["3,14", "2", "-0,5", "10", "1", "1,5"], [3.14, 2, -0.5, 10, 1, 1.5]),
    (
      ["0.1", "123456789.123456789", "1e-300", "0.30000000000000004", "9007199254740993", "1e22"],
      [0.1, 123456789.123456789, 1e-300, 0.30000000000000004, 9_007_199_254_740_992, 1e22]
    ),
  ])
  func `numbers are the nearest there are`(cells: [String], numbers: [Double]) throws {
    let table = try parsed(column(cells + cells))
    #expect(table.rows.elements == numbers + numbers)
  }

  @Test func `a number reads as the standard library reads it`() throws {
    var random = Random(seed: 3)
    let cells = (0..<2000).map { _ in
      let number = Double(bitPattern: random.next())
      let size = random.uniform(in: -1e9..<1e9)
      return abs(number) < 1e100 && random.uniform() < 0.5
        ? "\(number)" : size.decimal(places: random.integer(below: 9))
    }
    let table = try parsed(column(cells), numeric: "x")
    #expect(table.rows.elements == cells.compactMap(Double.init))
  }

  @Test(arguments: ["", "NA", "n/a", "#N/A", "NaN", "null", "None", "?", "-", " na "])
  func `a word for nothing is a missing cell`(word: String) throws {
    let numbers = (1...12).map { "\($0 * $0)" }
    let words = ["red", "blue", "green"].flatMap { Array(repeating: $0, count: 4) }
    let numeric = try parsed(column(numbers + [word]))
    #expect(numeric["x"]?.missing == 1)
    #expect(numeric.rows[12, 0].isNaN && numeric.text(row: 12, column: 0) == "(missing)")
    #expect(numeric.notes.contains("`x`: 1 missing cell, read as the median of the column."))
    let levels = try parsed(column(words + [word]))
    #expect(levels["x"]?.kind == .categorical(["blue", "green", "red", "(missing)"]))
    #expect(levels.rows[12, 0] == 3)
  }

  @Test func `a missing number becomes the median of the rows to learn from`() throws {
    let table = try parsed(column((1...12).map { "\($0 * $0)" } + ["", "?"]))
    let training = [0, 1, 2, 3, 12]
    #expect(table.medians(of: training) == [6.5])
    #expect(table.medians(of: [12, 13]) == [42.5])
    let filled = table.filled(with: [6.5])
    #expect(filled.elements.suffix(3) == [144, 6.5, 6.5])
  }

  @Test(arguments: ["inf", "-Infinity", "1e999", "-2e100"])
  func `infinity is no number, and is told with its line`(word: String) throws {
    let table = try parsed(column((1...12).map { "\($0 * $0)" } + [word]))
    #expect(table.rows[12, 0].isNaN)
    #expect(
      table.notes.contains(
        "`x`: 1 value that is too large to calculate with is taken as missing (line 14: `\(word)`)."
      ))
  }

  @Test func `one slip among many numbers is missing, told with its line`() throws {
    let numbers = (1...60).map { "\($0 * $0)" }
    let table = try parsed(column(numbers + ["12,5O"]))
    #expect(table["x"]?.reason == "nearly all are numbers")
    #expect(table.notes.contains { $0.contains("(line 62: `12,5O`)") })
    let error = #expect(throws: DatasetError.self) {
      try parsed(column(numbers + ["12,5O"]), numeric: "x")
    }
    #expect(error?.place == "market.csv:62")
    #expect(error?.problem == "`12,5O` in the column `x` is not a number")
  }

  @Test func `two numbers are levels, unless the reader says otherwise`() throws {
    let cells = (0..<12).map { "\($0 % 3 / 2)" }
    #expect(try parsed(column(cells))["x"]?.kind == .categorical(["0", "1"]))
    #expect(try parsed(column(cells), numeric: "x")["x"]?.kind == .numeric(0...1, unit: ""))
  }

  @Test func `numbers that begin with zero are codes`() throws {
    let cells = (0..<12).map { ["007", "010", "100"][$0 % 3] }
    let table = try parsed(column(cells))
    #expect(table["x"]?.kind == .categorical(["007", "010", "100"]))
    #expect(table["x"]?.reason == "codes such as `007`")
    #expect(try parsed(column(cells), numeric: "x").rows[0, 0] == 7)
  }

  @Test func `numbers as levels stand by size`() throws {
    let cells = (0..<12).map { ["10", "9", "-1", "2.5"][$0 % 4] }
    let table = try parsed(column(cells), categorical: "x")
    #expect(table["x"]?.kind == .categorical(["-1", "2.5", "9", "10"]))
  }

  @Test func `of a thousand levels the most frequent stay`() throws {
    // level n occurs 3 times, and those below 20 twice more
    let all = (0..<1000).flatMap { Array(repeating: "level \($0)", count: $0 < 20 ? 5 : 3) }
    let table = try parsed(column(all))
    guard case .categorical(let levels) = table["x"]?.kind else { return #expect(Bool(false)) }
    #expect(levels.count == 21 && levels.last == "(other)")
    #expect(Set(levels) == Set((0..<20).map { "level \($0)" } + ["(other)"]))
    #expect(table.rows.elements.count { $0 == 20 } == 980 * 3)
    #expect(
      table.notes == [
        "The fields are parted by semicolons.",
        """
        `x`: its 20 most frequent values of 1000 are kept, and the others are one level, (other).
        """,
      ])
  }

  @Test(arguments: [
    (Array(repeating: "red", count: 12), "it holds `red` in every row"),
    (Array(repeating: "", count: 12), "it is empty"),
    (
      (0..<12).map { "A-\($0)" },
      "all its values differ, as codes, dates and numbers with words do: `A-0`"
    ),
    (
      (0..<90).map { "A-\($0 * 2 / 3)" },
      "most of its values differ, as codes, dates and numbers with words do: `A-0`"
    ),
    ((5..<17).map { "\($0)" }, "it numbers the rows; `--numeric x` reads it as numbers"),
    (
      (0..<20_002).map { "A-\($0 / 2)" },
      "it holds more than 10000 different values, such as `A-0`"
    ),
  ])
  func `a column that teaches nothing is left out`(cells: [String], reason: String) throws {
    let text = column(cells).split(separator: "\n").enumerated()
      .map { $0 == 0 ? "\($1);y" : "\($1);\($0 * $0)" }.joined(separator: "\n")
    let table = try parsed(text)
    #expect(table.columns.map(\.name) == ["y"])
    #expect(table.notes.last == "`x` is left out: \(reason).")
    let error = #expect(throws: DatasetError.self) { try parsed(column(cells)) }
    #expect(error?.problem == "no column is left to explain `open` by")
    #expect(error?.remedy == "`x`: \(reason).")
  }

  @Test func `a flag that is there or missing is a column of two levels`() throws {
    let table = try parsed(column((0..<12).map { $0 % 3 == 0 ? "yes" : "" }))
    #expect(table["x"]?.kind == .categorical(["yes", "(missing)"]))
  }

  @Test func `a level shows no sign that moves a terminal`() throws {
    let cells = (0..<12).map { ["a\u{1b}[2Jb", "c\u{202e}d", "👩‍🌾"][$0 % 3] }
    let table = try parsed(column(cells))
    #expect(table["x"]?.kind == .categorical(["a [2Jb", "c\u{fffd}d", "👩‍🌾"]))
  }
}
