import Datasets
import Foundation
import Numerics
import TestSupport
import Testing

@Suite struct `A table in another schema` {
  @Test func `has rows that are asked by name`() {
    let row = Loaves.rows[2]
    #expect(row["flour"] == "spelt" && row["hours"].number == 4.5 && row["oven"].level == "wood")
    #expect(row.label == 1)
    #expect(row.schema.target.classes[row.label] == "fair")
    #expect(row.description == "flour spelt, hours 4.5 h, oven wood")
  }

  @Test func `a changed cell changes nothing else`() {
    let row = Loaves.rows[2]
    let longer = row.with("hours", 40)
    #expect(longer["hours"] == 40 && row["hours"] == 4.5)
    #expect(longer.with("hours", 4.5) == row)
  }

  @Test func `is written as it is read`() {
    let lines = [Loaves.schema.header] + Loaves.rows.map(\.fields)
    #expect(lines.map { $0.joined(separator: ",") + "\n" }.joined() == Loaves.file)
  }

  @Test func `tells kinds, units, levels and places of its columns`() {
    let schema = Loaves.schema
    #expect(schema.columns.map(\.isNumeric) == [false, true, false])
    #expect(schema.column("hours").unit == "h" && schema.column("hours").range == 0...24)
    #expect(schema.column("oven").levels == ["gas", "wood"] && schema.column("oven").unit == "")
    #expect(schema.index(of: "oven") == 2)
  }

  @Test func `cells and labels that do not fit trap`() async {
    await expectStop(
      saying: "TableSchema: no column salt among",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Loaves.rows[0]["salt"]
      })
    await expectStop(
      saying: "TableRow: `oats` does not fit flour; expected one of rye, spelt, wheat",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Loaves.rows[0].with("flour", "oats")
      })
    await expectStop(
      saying: "TableRow: `long` does not fit hours; expected a number in h",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Loaves.rows[0].with("hours", "long")
      })
    await expectStop(
      saying: "TableRow: `inf` does not fit hours; expected a number in h",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Loaves.rows[0].with("hours", .number(.infinity))
      })
    await expectStop(
      saying: "TableCell: `rye` is a level; a number was asked for",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Loaves.rows[0]["flour"].number
      })
    await expectStop(
      saying: "TableCell: 2 is a number; a level was asked for",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Loaves.rows[0]["hours"].level
      })
    await expectStop(
      saying: "TableRow: 2 cells for 3 columns",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = TableRow(["rye", 2], label: 0, in: Loaves.schema)
      })
    await expectStop(
      saying: "TableRow: no class 3 among 3",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = TableRow(["rye", 2, "gas"], label: 3, in: Loaves.schema)
      })
  }
}

@Suite struct `A schema that cannot be` {
  @Test func `has no columns, or names and levels that are one`() async {
    await expectStop(
      saying: "TableSchema: no columns",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = TableSchema([], target: Loaves.schema.target)
      })
    await expectStop(
      saying: #"have to be there and to differ, unlike ["hours", "loaf", "loaf"]"#,
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = TableSchema(
          [Loaves.schema.column("hours"), TableColumn("loaf", .categorical(["a"]))],
          target: Loaves.schema.target)
      })
    await expectStop(
      saying: #"have to be there and to differ, unlike ["gas", "gas"]"#,
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = TableSchema(
          [TableColumn("oven", .categorical(["gas", "gas"]))], target: Loaves.schema.target)
      })
    await expectStop(
      saying: "have to be there and to differ, unlike []",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = TableSchema([TableColumn("oven", .categorical([]))], target: Loaves.schema.target)
      })
  }

  @Test func `has a target of one class, or words that a file cannot hold`() async {
    await expectStop(
      saying: #"1 classes for the levels ["flat"] of the target"#,
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = TableSchema(
          Loaves.schema.columns, target: TableSchema.Target("loaf", levels: ["flat"]))
      })
    await expectStop(
      saying: "`rye, dark` cannot be told apart in a file",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = TableSchema(
          [TableColumn("flour", .categorical(["rye, dark"]))], target: Loaves.schema.target)
      })
  }
}

@Suite struct `Files of another schema` {
  private func rows(of text: String, count: Int? = nil) throws -> [TableRow] {
    let folder = try TemporaryFolder()
    try Data(text.utf8).write(to: folder / "loaves.csv")
    return try Archive(folder.url).rows("loaves.csv", in: Loaves.schema, count: count)
  }

  @Test func `are read by the loader of all tables`() throws {
    #expect(try rows(of: Loaves.file, count: 4) == Loaves.rows)
  }

  @Test(arguments: [
    ("rye,2,gas,flat", "oats,2,gas,flat", "2:1", "unknown name `oats`; expected one of rye, spelt"),
    ("wheat,8,", "wheat,25,", "3:7", "`25` is out of range; expected 0.0 to 24.0"),
    ("4.5,wood", "much,wood", "4:7", "`much` is not a number"),
    ("wood,flat", "wood,burnt", "5:16", "unknown name `burnt`; expected one of flat, fair, high"),
    ("spelt,4.5,wood,fair", "spelt,4.5,wood", "4:1", "3 columns; expected 4: flour,hours,oven"),
    ("oven,loaf", "loaf,oven", "1:1", "the header is"),
  ])
  func `tell a damaged line with its place`(
    good: String, bad: String, place: String, problem: String
  ) throws {
    let text = Loaves.file.replacing(good, with: bad, maxReplacements: 1)
    let error = #expect(throws: DatasetError.self) { try rows(of: text) }
    #expect(error?.place == "loaves.csv:" + place)
    #expect(error?.problem.contains(problem) == true)
  }

  @Test func `tell a missing row`() throws {
    let error = #expect(throws: DatasetError.self) { try rows(of: Loaves.file, count: 5) }
    #expect(error?.problem == "4 rows; expected 5")
  }
}
