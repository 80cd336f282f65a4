import Datasets
import Foundation
import TestSupport
import Testing

@Suite struct `Tables that cannot be used` {
  @Test(arguments: badTables) func `are told with place and remedy`(bad: BadTable) throws {
    let error = try #require(
      throws: DatasetError.self, "\(bad.testDescription)"
    ) {
      try parsed(
        bad.bytes, target: bad.target, categorical: bad.categorical, numeric: bad.numeric)
    }
    #expect(error.place == bad.place)
    #expect(error.problem.contains(bad.problem), "\(error)")
    #expect(error.remedy.contains(bad.remedy), "\(error)")
    #expect(!error.remedy.contains("git"))
    #expect(error.description.count < 600)
  }

  @Test func `are told if the path leads to no file`() throws {
    let folder = try TemporaryFolder()
    for (path, problem) in [
      (folder.url.path, "a folder"), ((folder / "no.csv").path, "no such file"),
      ("/dev/zero", "a device"),
    ] {
      let error = #expect(throws: DatasetError.self) { try OwnFile(contentsOf: path) }
      #expect(error?.place == path && error?.problem.contains(problem) == true)
    }
  }

  @Test func `are refused if a column is to be of both kinds`() {
    let error = #expect(throws: DatasetError.self) {
      try OwnTableQuestion(target: "open", categorical: "a,\"b, c\"", numeric: "\"b, c\"")
    }
    #expect(error?.problem == "`b, c` is in the list of `--numeric` too")
  }

  @Test func `name a wrong column and the nearest`() {
    for (name, near) in [("Frut", "`fruit`"), ("prices", "`price`"), ("OPEN", "`open`")] {
      let error = #expect(throws: DatasetError.self) { try parsed(market, target: name) }
      #expect(error?.remedy.hasPrefix("Did you mean \(near)? The columns are") == true, "\(name)")
    }
    let far = #expect(throws: DatasetError.self) { try parsed(market, target: "z") }
    #expect(far?.problem == "--target: there is no column `z`")
    #expect(far?.remedy == "The columns are `stall`, `price`, `fruit`, `open`.")
  }
}

/// A table that must be refused, and how.
struct BadTable: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let bytes: [UInt8]
  var target = "open"
  var categorical = ""
  var numeric = ""
  let place: String
  let problem: String
  let remedy: String

  init(
    _ description: String, _ text: String, target: String = "open", categorical: String = "",
    numeric: String = "", at place: String = "market.csv", _ problem: String, _ remedy: String
  ) {
    self.init(description, Array(text.utf8), target: target, at: place, problem, remedy)
    (self.categorical, self.numeric) = (categorical, numeric)
  }

  init(
    _ description: String, _ bytes: [UInt8], target: String = "open",
    at place: String = "market.csv", _ problem: String, _ remedy: String
  ) {
    (testDescription, self.bytes, self.target) = (description, bytes, target)
    (self.place, self.problem, self.remedy) = (place, problem, remedy)
  }
}

private let badTables = [
  BadTable("nothing", "", "is empty", "names of the columns"),
  BadTable("blank lines", "\n  \r\n\t\n", "is empty", "names of the columns"),
  BadTable("a header", "stall,open\n", "no row below it", "a line for each row"),
  BadTable("one row", "stall,open\n1,yes\n", "1 row to learn from", "10 or more"),
  BadTable(
    "one column", "open\nyes\n", at: "market.csv:1", "only one column, `open`", "semicolons"),
  BadTable(
    "no header",
    market.split(separator: "\n").dropFirst().map { $0.prefix(4) }
      .joined(separator: "\n"), at: "market.csv:1", "line 1 looks like data", "in a first line"),
  BadTable(
    "most rows with a field too many",
    market.replacing(",yes", with: ",,yes").replacing(",no", with: ",,no"),
    at: "market.csv:2", "have another number of fields than the header's 4, with commas",
    "into quotes"),
  BadTable(
    "an open quote", market.replacing("\n7,1", with: "\n7,\"1"), at: "market.csv:8",
    "a quote opens in this line and is never closed", "Close it"),
  BadTable(
    "another target", market, target: "closed", at: "market.csv:1",
    "--target: there is no column `closed`", "`stall`, `price`, `fruit`, `open`"),
  BadTable(
    "another categorical column", market, categorical: "fruit,pice", at: "market.csv:1",
    "--categorical: there is no column `pice`", "Did you mean `price`? The columns are `stall`"),
  BadTable(
    "one class", market.replacing("yes", with: "no"), "the target `open` is `no` in every row",
    "another `--target`"),
  BadTable(
    "a class for each row",
    market.replacing("fruit", with: "kind")
      + (0..<30).map {
        "13,1,\($0)x,yes\n"
      }.joined(), target: "kind", "has 33 different values, such as `apple` in line 2",
    "fewer values"),
  BadTable(
    "words as numbers", market, numeric: "price,fruit", at: "market.csv:2",
    "`apple` in the column `fruit` is not a number", "out of `--numeric`"),
  BadTable(
    "words as a numeric target", market, numeric: "open", at: "market.csv:2",
    "`yes` in the target `open` is not a number", "out of `--numeric`"),
  BadTable(
    "few rows with a target", market.replacing("yes", with: "?"),
    "6 rows to learn from, without 0 with another number of fields and 6 without `open`", "10"),
  BadTable(
    "nothing left", "id,open\n" + (0..<12).map { "\($0),\($0 % 2)\n" }.joined(),
    "no column is left to explain `open` by", "`id`: it numbers the rows"),
  BadTable(
    "Korean of Windows", Array("stall,open\n1,".utf8) + [0xb0, 0xa1, 0x0a], at: "market.csv:2",
    "byte 14 of the file, 0xB0, has no place there", "-f CP949"),
  BadTable(
    "a letter cut in half", Array("stall,open\n1,".utf8) + [0xea, 0xb0], at: "market.csv:2",
    "not text in UTF-8", "-f CP949"),
  BadTable(
    "UTF-16 with a mark", [0xff, 0xfe] + market.utf16.flatMap { [UInt8($0 % 256), 0] },
    "is text in UTF-16", "CSV UTF-8"),
  BadTable(
    "UTF-16 without one", market.utf16.flatMap { [0, UInt8($0 % 256)] }, "is text in UTF-16",
    "CSV UTF-8"),
  BadTable(
    "a workbook", [0x50, 0x4b, 3, 4, 20, 0], "an archive, as workbooks of spreadsheets are",
    "CSV UTF-8"),
  BadTable("a compressed file", [0x1f, 0x8b, 8, 0], "is compressed", "gunzip"),
  BadTable(
    "words in place of a header",
    market.replacing("stall,price,fruit,open", with: "0,2.5,apple,yes"),
    at: "market.csv:1", "line 1 looks like data, and there is no column `open`", "first line"),
  BadTable("a zero", Array(market.utf8) + [0, 10], "byte 196 is zero", "CSV UTF-8"),
]
