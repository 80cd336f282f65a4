import Datasets
import Graphics
import Numerics
import Tensors

/// All files of Toy Garden, the garden table and the garden comments, made from one seed.
struct Garden {
  /// The source of all chance; each set has its own stream.
  private let random = Random(seed: 48)

  /// Is told how far the drawing has come.
  let report: @Sendable (String) -> Void

  private let frame = Rectangle(x: 0, y: 0, width: side, height: side)

  /// The files, in the order of their making.
  func files() throws -> [File] {
    let train = singles(GardenFormat.trainCount, random.stream(1))
    let test = singles(GardenFormat.testCount, random.stream(2))
    let pairs = pairs(GardenFormat.pairCount, random.stream(3))
    var (trainWords, testWords) = (random.stream(4), random.stream(5))
    var (tags, labels) = (random.stream(6), random.stream(7))
    var (trainSeeds, testSeeds) = (random.stream(9), random.stream(10))
    let comments = Comments.written(
      GardenFormat.trainCommentCount + GardenFormat.testCommentCount, random.stream(11))
    return try files("train", train) + files("test", test) + files("pairs", pairs)
      + SheetWriter.files(of: "textures", textures(random.stream(8))) + [
        Tables.captions("captions-train.csv", train, using: &trainWords),
        Tables.captions("captions-test.csv", test, using: &testWords),
        Tables.tagged(train, using: &tags),
        Tables.flippedLabels(train, using: &labels),
        Tables.seeds("seeds-train.csv", GardenFormat.trainSeedCount, using: &trainSeeds),
        Tables.seeds("seeds-test.csv", GardenFormat.testSeedCount, using: &testSeeds),
        Comments.file("comments-train.tsv", comments.prefix(GardenFormat.trainCommentCount)),
        Comments.file("comments-test.tsv", comments.suffix(GardenFormat.testCommentCount)),
        File(name: "captions.png", bytes: Letters.captions().png()),
        File(name: "tag.png", bytes: Letters.tag().png()),
      ]
  }

  private func files(_ set: String, _ scenes: [Scene]) throws -> [File] {
    var (tiles, masks) = ([Raster](), [Raster]())
    for start in stride(from: 0, to: scenes.count, by: 250) {
      report("\(set): \(start) of \(scenes.count) images are drawn")
      let drawn = Parallel.map(min(250, scenes.count - start)) { number in
        let scene = scenes[start + number]
        return Result {
          let parts = try scene.placements.indices.map(scene.parts(of:))
          return (try scene.raster(), SheetWriter.tile(of: parts))
        }
      }
      for pair in drawn {
        let (tile, mask) = try pair.get()
        tiles.append(tile)
        masks.append(mask)
      }
    }
    return try SheetWriter.files(of: set, tiles)
      + SheetWriter.files(of: "\(set)-masks", masks) + [Tables.truth("\(set).csv", scenes)]
  }

  /// Scenes with one creature: every creature on every ground equally often, in random order.
  private func singles(_ count: Int, _ random: Random) -> [Scene] {
    var shuffle = random.stream(0)
    let (creatures, grounds) = (Creature.allCases, Ground.allCases)
    return shuffle.permutation(of: count).enumerated().map { number, choice in
      var scene = Scene(
        on: grounds[choice / creatures.count % grounds.count],
        random: random.stream(UInt64(number + 1)))
      scene.add(creatures[choice % creatures.count], in: frame, sizes: 24..<35)
      return scene
    }
  }

  /// Scenes with two different creatures, one in each half of the image.
  private func pairs(_ count: Int, _ random: Random) -> [Scene] {
    var choice = random.stream(0)
    return (0..<count).map { number in
      let (creatures, grounds) = (Creature.allCases, Ground.allCases)
      var scene = Scene(
        on: grounds[number % grounds.count], random: random.stream(UInt64(number + 1)))
      let order = choice.permutation(of: creatures.count)
      let isBeside = choice.integer(below: 2) == 0
      for (half, creature) in order.prefix(2).enumerated() {
        let start = Double(half) * side / 2
        let area =
          isBeside
          ? Rectangle(x: start, y: 0, width: side / 2, height: side)
          : Rectangle(x: 0, y: start, width: side, height: side / 2)
        scene.add(creatures[creature], in: area, sizes: 16..<19)
      }
      return scene
    }
  }

  private func textures(_ random: Random) throws -> [Raster] {
    try (0..<(Texture.allCases.count * GardenFormat.patchCount)).map { number in
      var brush = Brush(random.stream(UInt64(number)))
      brush.draw(Texture.allCases[number / GardenFormat.patchCount])
      return try Drawing(size: Size(side, side), commands: brush.commands).tile()
    }
  }
}
