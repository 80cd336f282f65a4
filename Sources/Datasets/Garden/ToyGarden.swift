public import Foundation

/// Toy Garden: five creatures on four grounds, 48 x 48 pixels, with the truth about every pixel.
///
/// Each part is read when it is first asked for, and kept. The set was made for this book by
/// `swift run make-garden`.
public struct ToyGarden: Sendable {
  /// A half of the data: one to learn from, one to be asked about.
  public enum Split: Hashable, Sendable {
    /// 2,000 images.
    case train
    /// 500 images, none of which is in `train`.
    case test
  }

  /// How many captions are replaced by a word drawn at random from all five.
  public enum CaptionNoise: Int, CaseIterable, Hashable, Sendable {
    /// Every caption tells what the image shows.
    case none = 0
    /// Three in ten are drawn at random.
    case some = 30
    /// All are drawn at random, so that captions say nothing about the image.
    case all = 100
  }

  let archive: Archive
  private let trainSet = Lazy<GardenSet>()
  private let testSet = Lazy<GardenSet>()
  private let pairSet = Lazy<PairSet>()
  private let textureSet = Lazy<TextureSet>()

  /// The garden in `folder`, laid out as `swift run make-garden` does.
  ///
  /// - Throws: an error if there is no such folder. Damaged files are found when read.
  public static func load(from folder: URL) throws(DatasetError) -> ToyGarden {
    var isFolder: ObjCBool = false
    guard
      FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder),
      isFolder.boolValue
    else { throw DatasetError(folder.path, "there is no such folder") }
    return ToyGarden(archive: Archive(folder))
  }

  /// The garden that comes with the book.
  ///
  /// - Throws: an error if neither the built resources nor those of the sources are there.
  public static func bundled() throws(DatasetError) -> ToyGarden {
    try load(from: Resources.folder(named: "Garden"))
  }

  // MARK: Sets

  /// The 2,000 images to learn from.
  public var train: GardenSet {
    get throws(DatasetError) {
      try trainSet.value { () throws(DatasetError) in
        try single("train", count: GardenFormat.trainCount)
      }
    }
  }

  /// The 500 images to be asked about.
  public var test: GardenSet {
    get throws(DatasetError) {
      try testSet.value { () throws(DatasetError) in
        try single("test", count: GardenFormat.testCount)
      }
    }
  }

  /// One of the two.
  public func images(_ split: Split) throws(DatasetError) -> GardenSet {
    switch split {
    case .train: try train
    case .test: try test
    }
  }

  /// The 100 images with two creatures each.
  public var pairs: PairSet {
    get throws(DatasetError) {
      try pairSet.value { () throws(DatasetError) in
        let count = GardenFormat.pairCount
        let truths = try TruthTable(archive, "pairs.csv", count: count, creatures: 2)
        let levels = try archive.tiles(of: "pairs-masks", count: count, channels: 2)
        var parts: [PartMap] = []
        for layer in 0..<2 {
          let creatures = (0..<count).map { truths.placements[2 * $0 + layer].creature }
          parts.append(
            try PartMap(
              levels: levels, layer: layer, of: 2, creatures: creatures, set: "pairs-masks"))
        }
        return PairSet(
          images: ImageStore(pixels: try archive.tiles(of: "pairs", count: count, channels: 3)),
          truths: truths, parts: parts)
      }
    }
  }

  /// 40 patches of each texture.
  public var textures: TextureSet {
    get throws(DatasetError) {
      try textureSet.value { () throws(DatasetError) in
        let count = Texture.allCases.count * GardenFormat.patchCount
        let pixels = try archive.tiles(of: "textures", count: count, channels: 3)
        return TextureSet(images: ImageStore(pixels: pixels))
      }
    }
  }

  private func single(_ name: String, count: Int) throws(DatasetError) -> GardenSet {
    let truths = try TruthTable(archive, "\(name).csv", count: count)
    let levels = try archive.tiles(of: "\(name)-masks", count: count, channels: 1)
    return GardenSet(
      images: ImageStore(pixels: try archive.tiles(of: name, count: count, channels: 3)),
      truths: truths,
      parts: try PartMap(
        levels: levels, creatures: truths.placements.map(\.creature), set: "\(name)-masks"))
  }
}
