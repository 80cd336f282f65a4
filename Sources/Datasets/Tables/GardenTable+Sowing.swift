public import Numerics

extension GardenTable {
  /// A new seed, sown and labelled as those of the table were: all at random, but more light
  /// brings more warmth; whether it sprouted is drawn with ``chance(of:)``.
  public static func sow(using random: inout Random) -> TableRow {
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
    let unlabelled = TableRow(schema.columns.compactMap { cells[$0.name] }, label: 0, in: schema)
    let sprouts = random.uniform() < chance(of: unlabelled)
    return TableRow(unlabelled.cells, label: sprouts ? 1 : 0, in: schema)
  }

  private static func level(of column: String, using random: inout Random) -> TableCell {
    let levels = schema.column(column).levels
    return .level(levels[random.integer(below: levels.count)])
  }

  /// `value` rounded to a half, which both a table and a `Double` hold exactly.
  private static func halves(_ value: Double) -> Double { (2 * value).rounded() / 2 }
}
