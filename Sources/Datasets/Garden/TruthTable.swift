import Graphics

/// What was drawn into the images of a set: one placement a row, in the order of the images.
struct TruthTable: Hashable, Sendable {
  /// The ground in each row.
  let grounds: [Ground]
  /// The creature in each row.
  let placements: [Placement]

  /// Reads the table `name` with `creatures` rows for each of `count` images.
  init(
    _ archive: Archive, _ name: String, count: Int, creatures: Int = 1
  ) throws(DatasetError) {
    let table = try archive.table(
      name, header: GardenFormat.truthHeader, count: count * creatures)
    let side = Double(GardenFormat.side)
    var grounds: [Ground] = []
    var placements: [Placement] = []
    for (number, row) in table.rows.enumerated() {
      let image = number / creatures
      _ = try row.integer(0, in: image..<(image + 1))
      grounds.append(try row.choice(1, of: Ground.allCases))
      placements.append(
        Placement(
          creature: try row.choice(2, of: Creature.allCases),
          tint: try row.choice(3, of: Tint.allCases),
          center: Point(try row.number(4, in: 0...side), try row.number(5, in: 0...side)),
          size: try row.number(6, in: 1...side), turn: try row.number(7, in: -180...180),
          isFlipped: try row.choice(8, of: [false, true])))
    }
    (self.grounds, self.placements) = (grounds, placements)
  }
}
