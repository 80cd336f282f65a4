import Tensors

/// For each pixel of each image the part of a creature that it shows; 0 is none.
struct PartMap: Hashable, Sendable {
  /// The parts' raw values, one plane an image.
  let codes: [UInt8]

  private static let plane = GardenFormat.side * GardenFormat.side

  /// Reads grey levels as parts: `levels` holds `layers` planes an image, of which this is the
  /// one numbered `layer`.
  ///
  /// - Throws: an error that names set, image and pixel if a level stands for no part of the
  ///   creature that `creatures` says is there, or if nothing of it is seen.
  init(
    levels: [UInt8], layer: Int = 0, of layers: Int = 1, creatures: [Creature], set: String
  ) throws(DatasetError) {
    var codes: [UInt8] = []
    codes.reserveCapacity(creatures.count * Self.plane)
    for (image, creature) in creatures.enumerated() {
      var code = [UInt8?](repeating: nil, count: 256)
      code[0] = 0
      for part in creature.parts {
        code[part.rawValue * GardenFormat.partStep] = UInt8(part.rawValue)
      }
      let start = (image * layers + layer) * Self.plane
      var isSeen = false
      for pixel in 0..<Self.plane {
        let level = levels[start + pixel]
        guard let part = code[Int(level)] else {
          throw DatasetError(
            "\(set), image \(image)",
            """
            grey level \(level) at column \(pixel % GardenFormat.side), row \
            \(pixel / GardenFormat.side) stands for no part of a \(creature)
            """)
        }
        isSeen = isSeen || part != 0
        codes.append(part)
      }
      guard isSeen else {
        throw DatasetError("\(set), image \(image)", "the mask of the \(creature) is empty")
      }
    }
    self.codes = codes
  }

  /// 1 on the pixels of image `index` whose code is `chosen`, 0 elsewhere: `[48, 48]`.
  func mask(at index: Int, where chosen: (UInt8) -> Bool) -> Tensor {
    let start = index * Self.plane
    return Tensor(
      ContiguousArray(codes[start..<(start + Self.plane)].map { chosen($0) ? 1 : 0 }),
      shape: [GardenFormat.side, GardenFormat.side])
  }
}
