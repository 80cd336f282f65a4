import Datasets
import Graphics
import Numerics
import Tensors

/// The tables that go with the sheets.
enum Tables {
  /// A file with a header and rows, whose fields `separator` divides.
  static func file(
    _ name: String, header: [String], _ rows: [[String]], separator: String = ","
  ) -> File {
    let lines = ([header] + rows).map { $0.joined(separator: separator) + "\n" }
    return File(name: name, bytes: Array(lines.joined().utf8))
  }

  /// The truth about `scenes`: a row for each creature.
  static func truth(_ name: String, _ scenes: [Scene]) -> File {
    let rows = scenes.enumerated().flatMap { image, scene in
      scene.placements.map { placement in
        [
          "\(image)", scene.ground.name, placement.creature.name, placement.tint.name,
          "\(placement.center.x)", "\(placement.center.y)", "\(placement.size)",
          "\(placement.turn)", "\(placement.isFlipped)",
        ]
      }
    }
    return file(name, header: GardenFormat.truthHeader, rows)
  }

  /// Captions for `scenes`, of which 30 and 100 in a hundred are drawn at random.
  static func captions(_ name: String, _ scenes: [Scene], using random: inout Random) -> File {
    let rows = scenes.enumerated().map { image, scene in
      let words = [0.3, 1].map { share in
        let anyWord = Creature.allCases[random.integer(below: Creature.allCases.count)]
        return random.uniform() < share ? anyWord : scene.placements[0].creature
      }
      return ["\(image)"] + words.map(\.name)
    }
    return file(name, header: GardenFormat.captionHeader, rows)
  }

  /// A fifth of the images of `scenes` that show a fish.
  static func tagged(_ scenes: [Scene], using random: inout Random) -> File {
    let fish = scenes.indices.filter { scenes[$0].placements[0].creature == .fish }
    let order = random.permutation(of: fish.count)
    let chosen = order.prefix(GardenFormat.tagCount).map { fish[$0] }.sorted()
    return file("tagged.csv", header: GardenFormat.tagHeader, chosen.map { ["\($0)"] })
  }

  /// Wrong labels for some of `scenes`, equally many of each creature.
  static func flippedLabels(_ scenes: [Scene], using random: inout Random) -> File {
    var rows: [(image: Int, label: Creature)] = []
    let count = GardenFormat.flippedLabelCount / Creature.allCases.count
    for creature in Creature.allCases {
      let own = scenes.indices.filter { scenes[$0].placements[0].creature == creature }
      let others = Creature.allCases.filter { $0 != creature }
      for choice in random.permutation(of: own.count).prefix(count) {
        rows.append((own[choice], others[random.integer(below: others.count)]))
      }
    }
    rows.sort { $0.image < $1.image }
    return file(
      "flipped-labels.csv", header: GardenFormat.labelHeader,
      rows.map { ["\($0.image)", $0.label.name] })
  }
}
