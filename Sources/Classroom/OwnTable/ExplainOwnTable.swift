public import Datasets
public import Notebook
public import Numerics

/// Explains row `number` of the reader's own table in the file at `path`: a forest learns the
/// table, LIME explains what it says of the row, and `say` is told all of it, part by part.
///
/// For `aside { say in try explainOwnTable("my.csv", about: question, row: 7, …, say: say) }`.
/// `samples` rows are drawn, and the kernel is `width` roots of the number of columns wide. Bars
/// tell how far reading, learning and drawing have come. Nothing is written.
///
/// - Throws: an error with file, line and what to do if the table cannot be used, or what `say`
///   throws.
@MainActor
public func explainOwnTable(
  _ path: String, about question: OwnTableQuestion, row number: Int, samples: Int = 5_000,
  width: Double = 0.75, chance: Random, say: (ReplyPart) throws -> Void
) throws {
  let table = try openTable(path, question)
  let row = try table.index(ofRow: number)
  guard table.columns.count <= 300 else {
    throw DatasetError(
      table.file, "\(table.columns.count) columns are more than can be explained",
      remedy: "Leave out columns until at most 300 are left.")
  }
  let forest = progress("learning", total: OwnForest.treeCount) { bar in
    OwnForest(table, sparing: row, chance: chance) { bar.advance(by: $0) }
  }
  let report = OwnReport(table: table, row: row)
  for part in report.parts(on: forest.medians) { try say(part) }
  let result = progress("drawing", total: OwnExplanation.drawCount) { bar in
    OwnExplanation(
      table, forest, row: row, samples: samples, width: width, chance: chance
    ) { bar.advance() }
  }
  let parts =
    report.parts(on: forest, result) + report.parts(on: result) + report.trust(forest, result)
  for part in parts { try say(part) }
}

/// Reads the table with a bar; the text of the file is gone when this returns.
@MainActor
private func openTable(
  _ path: String, _ question: OwnTableQuestion
) throws(DatasetError) -> OwnTable {
  let file = try OwnFile(contentsOf: path)
  return try progress("reading", total: 2 * file.lineCount) { bar throws(DatasetError) in
    try file.table(for: question) { bar.advance(by: $0) }
  }
}
