import Datasets

/// A small table in a schema of its own: three classes, and levels that have an order.
enum Loaves {
  static let schema = TableSchema(
    [
      TableColumn("flour", .categorical(["rye", "spelt", "wheat"])),
      TableColumn("hours", .numeric(0...24, unit: "h")),
      TableColumn("oven", .categorical(["gas", "wood"])),
    ],
    target: TableSchema.Target("loaf", levels: ["flat", "fair", "high"]))

  static let rows: [TableRow] = [
    TableRow(["rye", 2, "gas"], label: 0, in: schema),
    TableRow(["wheat", 8, "gas"], label: 2, in: schema),
    TableRow(["spelt", 4.5, "wood"], label: 1, in: schema),
    TableRow(["wheat", 1.5, "wood"], label: 0, in: schema),
  ]

  /// The rows as a file has them.
  static let file = """
    flour,hours,oven,loaf
    rye,2,gas,flat
    wheat,8,gas,high
    spelt,4.5,wood,fair
    wheat,1.5,wood,flat

    """
}
