import Datasets
import Tensors
import Testing

@Suite struct `Numbers as people dress them` {
  @Test(arguments: [
    (["1.059", "961", "12.345.678"], [1059, 961, 12_345_678], "points are read as signs between"),
    (["1.059,5", "961", "3,25"], [1059.5, 961, 3.25], "points are read as signs between"),
    (["1,438.03", "961", "12,345"], [1438.03, 961, 12_345], "commas are read as signs between"),
    (["1 142", "7\u{a0}495", "12"], [1142, 7495, 12], "spaces are read as signs between"),
    (["90 %", "7.5%", "-3 %"], [90, 7.5, -3], "read without its `%`"),
    (["$1,438.03", "-$5.5", "$2"], [1438.03, -5.5, 2], "read without its `$`"),
    (["₩1,200", "₩76,809", "₩5"], [1200, 76_809, 5], "read without its `₩`"),
    (["3 kg", "12 kg", "0.5 kg"], [3, 12, 0.5], "read without its `kg`"),
  ])
  func `are read, and it is said how`(cells: [String], numbers: [Double], note: String) throws {
    let table = try parsed(column(Array(repeating: cells, count: 4).flatMap(\.self)))
    #expect(table.rows.elements == Array(repeating: numbers, count: 4).flatMap(\.self))
    #expect(table.notes.contains { $0.hasPrefix("`x`: ") && $0.contains(note) }, "\(table.notes)")
  }

  @Test(arguments: [
    ["0.123", "0.456", "1.059"], ["1.5", "1.059", "2.001"], ["1.0595", "1.059", "2.001"],
  ])
  func `are decimals if one point cannot part thousands`(cells: [String]) throws {
    let table = try parsed(column(Array(repeating: cells, count: 4).flatMap(\.self)))
    #expect(Array(table.rows.elements.prefix(3)) == cells.compactMap(Double.init))
  }

  @Test(arguments: [["A-1", "A-2", "A-3"], ["10:30", "9:15", "8:05"], ["3 kg", "4 lb", "5 kg"]])
  func `stay words if they are codes, times or of several units`(cells: [String]) throws {
    let table = try parsed(column(Array(repeating: cells, count: 4).flatMap(\.self)))
    #expect(table["x"]?.kind == .categorical(cells.sorted()))
  }

  @Test func `may be the target`() throws {
    let table = try parsed(
      "size;x\n" + (0..<30).map { "\($0 * 7 % 30) %;\($0 * $0)\n" }.joined(), target: "size")
    #expect(table.classes == ["at most 14.5", "above 14.5"])
    #expect(table.notes.last?.contains("read without its `%`") == true)
    #expect(table.labels.reduce(0, +) == 15)
  }

  @Test func `that are all too large are left out`() throws {
    let text = "x;y;open\n" + (0..<12).map { "\($0 + 1)e200;\($0 * $0);\($0 % 2)\n" }.joined()
    let table = try parsed(text)
    #expect(table.columns.map(\.name) == ["y"])
    #expect(table.notes.last?.contains("too large to calculate with") == true)
  }

  @Test(arguments: ["", "\u{feff}"], ["\n", "\r\n", "\r"])
  func `stand below a line that names the delimiter`(mark: String, end: String) throws {
    let text = "sep=;\n" + market.replacing(",", with: ";")
    let table = try parsed(mark + text.replacing("\n", with: end))
    #expect(try table.rows == parsed(market).rows)
    #expect(table.lines == Array(3...14))
  }

  @Test func `stand in rows that end in a delimiter, unlike the header`() throws {
    let text = market.replacing(",yes", with: ",yes,").replacing(",no", with: ",no,")
    let table = try parsed(text)
    #expect(try table.rows == parsed(market).rows)
    #expect(table.notes.first?.contains("the header does not") == true)
  }

  @Test func `stand in a column whose name holds a comma`() throws {
    let text = market.replacing("stall", with: "\"stall, it's\"")
    let table = try parsed(text, numeric: "stall, it's")
    #expect(table["stall, it's"]?.kind == .numeric(1...12, unit: ""))
    let note = try #require(parsed(text).notes.first)
    #expect(note.contains(#"`--numeric 'stall, it'\''s'`"#), "\(note)")
  }
}
