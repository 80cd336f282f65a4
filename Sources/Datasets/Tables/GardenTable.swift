public import Foundation
import Numerics

/// The garden table: 1,500 seeds, how each was sown, and whether it sprouted.
///
/// ``chance(of:)`` is the known truth. Two columns, `moon` and `bed`, mean nothing; `light` and
/// `temperature` rise together, as they do outdoors. Made for this book by `swift run make-garden`.
public enum GardenTable {
  /// What a row holds; it sprouted, label 1, or it failed.
  public static let schema = TableSchema(
    [
      TableColumn("depth", .numeric(5...60, unit: "mm")),
      TableColumn("water", .numeric(0...60, unit: "ml a day")),
      TableColumn("temperature", .numeric(4...28, unit: "°C")),
      TableColumn("age", .numeric(0...8, unit: "years")),
      TableColumn("light", .numeric(6...16, unit: "hours a day")),
      TableColumn("moon", .numeric(0...29, unit: "days since new moon")),
      TableColumn("soil", .categorical(["sand", "loam", "clay"])),
      TableColumn("bed", .categorical(["north", "south"])),
    ],
    target: TableSchema.Target(
      "sprouted", levels: ["false", "true"], classes: ["fails", "sprouts"]))

  /// The table in `folder`, written by `swift run make-garden`: 1,200 rows to learn from and 300
  /// to be asked about.
  ///
  /// - Throws: an error with file, line and column where something is missing or damaged.
  public static func load(from folder: URL) throws(DatasetError) -> TabularData {
    let archive = Archive(folder)
    return TabularData(
      train: try archive.rows("seeds-train.csv", in: schema, count: GardenFormat.trainSeedCount),
      test: try archive.rows("seeds-test.csv", in: schema, count: GardenFormat.testSeedCount))
  }

  /// The table that comes with the book.
  ///
  /// - Throws: an error if it is missing or damaged.
  public static func bundled() throws(DatasetError) -> TabularData {
    try load(from: Resources.folder(named: "Garden"))
  }

  /// A row in a gardener's words, without what came of it:
  /// `clay, 25 mm deep, 40 ml a day, 17.5 °C, 12 h light, 3 years, moon 9, north`.
  ///
  /// - Precondition: the row is one of this table.
  public static func words(of row: TableRow) -> String {
    let years = row["age"] == 1 ? "year" : "years"
    return """
      \(row["soil"]), \(row["depth"]) mm deep, \(row["water"]) ml a day, \
      \(row["temperature"]) °C, \(row["light"]) h light, \(row["age"]) \(years), \
      moon \(row["moon"]), \(row["bed"])
      """
  }
}
