import Numerics

/// One seed of the garden table: how it was sown, and whether it sprouted.
public struct GardenRow: Hashable, Sendable {
  /// The values, in the order of ``GardenTable/columns``.
  public private(set) var cells: [GardenCell]
  /// Whether the seed sprouted.
  public let sprouted: Bool

  /// A row of `cells` in the order of ``GardenTable/columns``.
  ///
  /// - Precondition: there is a cell for each column, and each fits its column.
  public init(_ cells: [GardenCell], sprouted: Bool) {
    let columns = GardenTable.columns
    precondition(
      cells.count == columns.count, "GardenRow: \(cells.count) cells for \(columns.count) columns")
    for (column, cell) in zip(columns, cells) { GardenRow.require(cell, fits: column) }
    (self.cells, self.sprouted) = (cells, sprouted)
  }

  /// What stands in the column `name`: `row["water"].number`, `row["soil"] == "clay"`.
  ///
  /// - Precondition: there is such a column.
  public subscript(name: String) -> GardenCell { cells[GardenTable.index(of: name)] }

  /// What a model learns to say: 1 if the seed sprouted, else 0.
  public var label: Int { sprouted ? 1 : 0 }

  /// The same row with another cell in the column `name`; whether it sprouted stays as recorded.
  ///
  /// - Precondition: there is such a column, and the cell fits it.
  public func with(_ name: String, _ cell: GardenCell) -> GardenRow {
    let index = GardenTable.index(of: name)
    GardenRow.require(cell, fits: GardenTable.columns[index])
    var copy = self
    copy.cells[index] = cell
    return copy
  }

  private static func require(_ cell: GardenCell, fits column: GardenColumn) {
    if let complaint = column.complaint(about: cell) {
      preconditionFailure("GardenRow: \(complaint)")
    }
  }
}

extension GardenRow: CustomStringConvertible {
  /// The row in words, without what came of it:
  /// `clay, 25 mm deep, 40 ml a day, 17.5 °C, 12 h light, 3 years, moon 9, north`.
  public var description: String {
    let years = self["age"] == 1 ? "year" : "years"
    return """
      \(self["soil"]), \(self["depth"]) mm deep, \(self["water"]) ml a day, \
      \(self["temperature"]) °C, \(self["light"]) h light, \(self["age"]) \(years), \
      moon \(self["moon"]), \(self["bed"])
      """
  }
}
