import Datasets
import Numerics
import Tensors

extension Tables {
  /// `count` seeds, sown at random, with whether they sprouted.
  static func seeds(_ name: String, _ count: Int, using random: inout Random) -> File {
    let schema = GardenTable.schema
    let rows = (0..<count).map { _ in
      let cells = sowing(using: &random)
      let chance = GardenTable.chance(of: TableRow(cells, label: 0, in: schema))
      let sprouts = random.uniform() < chance
      return TableRow(cells, label: sprouts ? 1 : 0, in: schema).fields
    }
    return file(name, header: schema.header, rows)
  }

  /// How one seed is sown: all at random, but more light brings more warmth.
  private static func sowing(using random: inout Random) -> [TableCell] {
    let light = halves(random.uniform(in: 6..<16))
    let cells: [String: TableCell] = [
      "depth": .number(Double(5 + random.integer(below: 56))),
      "water": .number(Double(random.integer(below: 61))),
      "temperature": .number(halves(4 + 1.2 * (light - 6) + random.uniform(in: 0..<12))),
      "age": .number(Double(random.integer(below: 9))),
      "light": .number(light),
      "moon": .number(Double(random.integer(below: 30))),
      "soil": level(of: "soil", using: &random),
      "bed": level(of: "bed", using: &random),
    ]
    return GardenTable.schema.columns.compactMap { cells[$0.name] }
  }

  private static func level(of column: String, using random: inout Random) -> TableCell {
    let levels = GardenTable.schema.column(column).levels
    return .level(levels[random.integer(below: levels.count)])
  }

  /// `value` rounded to a half, which both a table and a `Double` hold exactly.
  private static func halves(_ value: Double) -> Double { (2 * value).rounded() / 2 }
}
