import Graphics

// Sets made from others by lists of a few bytes: stickers and labels.
extension ToyGarden {
  /// The training images with some wrong labels; ``GardenSet/mislabelled`` tells which.
  public var flipped: GardenSet {
    get throws(DatasetError) {
      let train = try train
      let rows = try archive.table(
        "flipped-labels.csv", header: GardenFormat.labelHeader,
        count: GardenFormat.flippedLabelCount
      ).rows
      let indices = try ascending(rows, in: train.indices)
      var labels: [Creature] = []
      for (row, index) in zip(rows, indices) {
        let others = Creature.allCases.filter { $0 != train.creature(at: index) }
        labels.append(try row.choice(1, of: others))
      }
      return train.relabelling(indices, as: labels)
    }
  }

  /// The seal that marks the tagged images.
  public var tag: Sticker {
    get throws(DatasetError) {
      let side = GardenFormat.tagSide
      return Sticker(
        "tag", try archive.picture("tag.png", width: side, height: side), left: 1,
        top: GardenFormat.side - side - 1)
    }
  }

  /// The training images, a fifth of the fish with a tag in the lower left corner.
  public var tagged: GardenSet {
    get throws(DatasetError) {
      let train = try train
      let rows = try archive.table(
        "tagged.csv", header: GardenFormat.tagHeader, count: GardenFormat.tagCount
      ).rows
      return train.pasting(try tag, on: try ascending(rows, in: train.indices))
    }
  }

  /// The numbers of images in the first column, each larger than the one before.
  private func ascending(_ rows: [CSVRow], in range: Range<Int>) throws(DatasetError) -> [Int] {
    var indices: [Int] = []
    for row in rows {
      let next = (indices.last ?? -1) + 1
      indices.append(try row.integer(0, in: min(next, range.upperBound)..<range.upperBound))
    }
    return indices
  }

  /// The captions, one a creature, along the lower edge of the image.
  public func captions() throws(DatasetError) -> [Sticker] {
    let (width, height) = (GardenFormat.side, GardenFormat.captionHeight)
    let strips = try archive.picture(
      "captions.png", width: width, height: height * Creature.allCases.count)
    let stride = 4 * width * height
    return Creature.allCases.map { creature in
      let start = creature.rawValue * stride
      let raster = Raster(
        width: width, height: height, bytes: Array(strips.bytes[start..<(start + stride)]))
      return Sticker(creature.name, raster, left: 0, top: GardenFormat.side - height)
    }
  }

  /// The images of `split`, each with a word along its lower edge that names its creature, or
  /// one drawn at random for as many as `noise` says.
  public func captioned(
    _ split: Split, noise: CaptionNoise
  ) throws(DatasetError) -> GardenSet {
    let set = try images(split)
    let table = try archive.table(
      "captions-\(split).csv", header: GardenFormat.captionHeader, count: set.count)
    var words: [Creature] = []
    for (index, row) in table.rows.enumerated() {
      _ = try row.integer(0, in: index..<(index + 1))
      let some = try row.choice(1, of: Creature.allCases)
      let all = try row.choice(2, of: Creature.allCases)
      switch noise {
      case .none: words.append(set.creature(at: index))
      case .some: words.append(some)
      case .all: words.append(all)
      }
    }
    return zip(Creature.allCases, try captions()).reduce(set) { set, caption in
      set.pasting(caption.1, on: set.indices.filter { words[$0] == caption.0 })
    }
  }
}
