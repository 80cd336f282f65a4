import Numerics
public import Tensors

/// Images with one creature each, and the truth about them.
///
/// Pixels stay bytes (6.9 kB an image) until an image is asked for. Copies share them.
public struct GardenSet: Hashable, Sendable {
  let images: ImageStore
  let truths: TruthTable
  private let parts: PartMap
  private var labels: [Creature]
  private var stickers: [Sticker?]

  /// A set whose labels are right and that has no stickers.
  init(images: ImageStore, truths: TruthTable, parts: PartMap) {
    (self.images, self.truths, self.parts) = (images, truths, parts)
    labels = truths.placements.map(\.creature)
    stickers = Array(repeating: nil, count: images.count)
  }

  /// How many images there are.
  public var count: Int { images.count }

  /// The numbers of the images.
  public var indices: Range<Int> { 0..<count }

  // MARK: What a network sees

  /// Image `index`: `[3, 48, 48]`, values in 0...1.
  public func image(at index: Int) -> Tensor {
    images.image(at: index, under: stickers[require(index)])
  }

  /// The class that image `index` is said to show: ``Creature/rawValue``.
  public func label(at index: Int) -> Int { labels[require(index)].rawValue }

  // MARK: The truth

  /// The creature that image `index` shows, whatever its label says.
  public func creature(at index: Int) -> Creature { placement(at: index).creature }

  /// What is behind the creature.
  public func ground(at index: Int) -> Ground { truths.grounds[require(index)] }

  /// Where and how the creature was drawn.
  public func placement(at index: Int) -> Placement { truths.placements[require(index)] }

  /// The creature in image `index`: `[48, 48]`, 1 where it covers at least half of a pixel.
  ///
  /// Its shadow does not count. A sticker may cover some of it.
  public func mask(at index: Int) -> Tensor { parts.mask(at: require(index)) { $0 != 0 } }

  /// A part of the creature in image `index`: `[48, 48]`, 1 on pixels that show most of it.
  ///
  /// All zero if the creature has no such part, or if it is too thin to be seen.
  public func partMask(at index: Int, _ part: Part) -> Tensor {
    parts.mask(at: require(index)) { $0 == UInt8(part.rawValue) }
  }

  /// What is pasted over image `index`, if anything.
  public func sticker(at index: Int) -> Sticker? { stickers[require(index)] }

  /// Everything about image `index`.
  public func sample(at index: Int) -> GardenSample {
    let creature = creature(at: index)
    return GardenSample(
      image: image(at: index), label: label(at: index), creature: creature,
      ground: ground(at: index), placement: placement(at: index), mask: mask(at: index),
      parts: creature.parts.map {
        GardenSample.PartMask(part: $0, mask: partMask(at: index, $0))
      })
  }

  // MARK: Choices

  /// The numbers of the images that show `creature`, on `ground` if one is given.
  public func indices(of creature: Creature, on ground: Ground? = nil) -> [Int] {
    indices.filter { index in
      self.creature(at: index) == creature && (ground == nil || self.ground(at: index) == ground)
    }
  }

  /// The numbers of the images whose label is wrong.
  public var mislabelled: [Int] { indices.filter { labels[$0] != creature(at: $0) } }

  /// The numbers of the images that carry a sticker.
  public var stickered: [Int] { indices.filter { stickers[$0] != nil } }

  // MARK: Variants

  /// The same images with `sticker` pasted over those at `indices`.
  public func pasting(_ sticker: Sticker, on indices: [Int]) -> GardenSet {
    var copy = self
    for index in indices { copy.stickers[require(index)] = sticker }
    return copy
  }

  /// The same images, those at `indices` labelled anew in the same order.
  ///
  /// - Precondition: there are as many labels as indices.
  public func relabelling(_ indices: [Int], as creatures: [Creature]) -> GardenSet {
    precondition(
      indices.count == creatures.count,
      "GardenSet.relabelling: \(indices.count) images, but \(creatures.count) labels")
    var copy = self
    for (index, creature) in zip(indices, creatures) { copy.labels[require(index)] = creature }
    return copy
  }

  /// A fingerprint of the pixels without stickers.
  package var digest: String { images.digest }

  private func require(_ index: Int) -> Int {
    precondition(indices ~= index, "GardenSet: there is no image \(index) among \(count) images")
    return index
  }
}
