public import Foundation
import Numerics

/// The garden table: 1,500 seeds, how each was sown, and whether it sprouted.
///
/// ``chance(of:)`` is the known truth. Two columns, `moon` and `bed`, mean nothing; `light` and
/// `temperature` rise together, as they do outdoors. Made for this book by `swift run make-garden`.
public struct GardenTable: Hashable, Sendable {
  /// The 1,200 rows to learn from.
  public let train: [GardenRow]
  /// The 300 rows to be asked about.
  public let test: [GardenRow]
  /// How rows become numbers; it knows means and deviations of ``train``.
  public let encoding: GardenEncoding

  /// The columns, in the order in which files and rows hold them.
  public static let columns = [
    GardenColumn(name: "depth", unit: "mm", kind: .numbers(5...60)),
    GardenColumn(name: "water", unit: "ml a day", kind: .numbers(0...60)),
    GardenColumn(name: "temperature", unit: "°C", kind: .numbers(4...28)),
    GardenColumn(name: "age", unit: "years", kind: .numbers(0...8)),
    GardenColumn(name: "light", unit: "hours a day", kind: .numbers(6...16)),
    GardenColumn(name: "moon", unit: "days since new moon", kind: .numbers(0...29)),
    GardenColumn(name: "soil", unit: "", kind: .words(["sand", "loam", "clay"])),
    GardenColumn(name: "bed", unit: "", kind: .words(["north", "south"])),
  ]

  /// What a label stands for: 0 for a seed that failed, 1 for one that sprouted.
  public static let classes = ["fails", "sprouts"]

  /// The column called `name`.
  ///
  /// - Precondition: there is one.
  public static func column(_ name: String) -> GardenColumn { columns[index(of: name)] }

  /// The table in `folder`, written by `swift run make-garden`.
  ///
  /// - Throws: an error with file, line and column where something is missing or damaged.
  public static func load(from folder: URL) throws(DatasetError) -> GardenTable {
    let archive = Archive(folder)
    let train = try rows("seeds-train.csv", count: GardenFormat.trainSeedCount, in: archive)
    let test = try rows("seeds-test.csv", count: GardenFormat.testSeedCount, in: archive)
    return GardenTable(train: train, test: test, encoding: GardenEncoding(of: train))
  }

  /// The table that comes with the book.
  ///
  /// - Throws: an error if it is missing or damaged.
  public static func bundled() throws(DatasetError) -> GardenTable {
    try load(from: Resources.folder(named: "Garden"))
  }

  private static func rows(
    _ name: String, count: Int, in archive: Archive
  ) throws(DatasetError) -> [GardenRow] {
    let table = try archive.table(name, header: GardenFormat.seedHeader, count: count)
    var rows: [GardenRow] = []
    for line in table.rows {
      var cells: [GardenCell] = []
      for (field, column) in columns.enumerated() {
        switch column.kind {
        case .numbers(let range): cells.append(.number(try line.number(field, in: range)))
        case .words(let words): cells.append(.word(try line.choice(field, of: words)))
        }
      }
      rows.append(GardenRow(cells, sprouted: try line.choice(columns.count, of: [false, true])))
    }
    return rows
  }

  static func index(of name: String) -> Int {
    guard let index = columns.firstIndex(where: { $0.name == name }) else {
      preconditionFailure("GardenTable: no column \(name) among \(columns.map(\.name))")
    }
    return index
  }
}
