import Datasets
import Numerics
import Tensors

extension Tables {
  /// `count` seeds, sown at random, with whether they sprouted.
  static func seeds(_ name: String, _ count: Int, using random: inout Random) -> File {
    let rows = (0..<count).map { _ in
      let cells = sowing(using: &random)
      let chance = GardenTable.chance(of: GardenRow(cells, sprouted: false))
      return cells.map(\.description) + ["\(random.uniform() < chance)"]
    }
    return file(name, header: GardenFormat.seedHeader, rows)
  }

  /// How one seed is sown: all at random, but more light brings more warmth.
  private static func sowing(using random: inout Random) -> [GardenCell] {
    let light = halves(random.uniform(in: 6..<16))
    let cells: [String: GardenCell] = [
      "depth": .number(Double(5 + random.integer(below: 56))),
      "water": .number(Double(random.integer(below: 61))),
      "temperature": .number(halves(4 + 1.2 * (light - 6) + random.uniform(in: 0..<12))),
      "age": .number(Double(random.integer(below: 9))),
      "light": .number(light),
      "moon": .number(Double(random.integer(below: 30))),
      "soil": word(of: "soil", using: &random),
      "bed": word(of: "bed", using: &random),
    ]
    return GardenTable.columns.compactMap { cells[$0.name] }
  }

  private static func word(of column: String, using random: inout Random) -> GardenCell {
    let words = GardenTable.column(column).words
    return .word(words[random.integer(below: words.count)])
  }

  /// `value` rounded to a half, which both a table and a `Double` hold exactly.
  private static func halves(_ value: Double) -> Double { (2 * value).rounded() / 2 }
}
