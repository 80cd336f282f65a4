import Numerics
public import Tensors

/// Images with two different creatures each, which do not touch.
public struct PairSet: Hashable, Sendable {
  private let images: ImageStore
  private let truths: TruthTable
  private let parts: [PartMap]

  init(images: ImageStore, truths: TruthTable, parts: [PartMap]) {
    (self.images, self.truths, self.parts) = (images, truths, parts)
  }

  /// How many images there are.
  public var count: Int { images.count }

  /// Image `index`: `[3, 48, 48]`, values in 0...1.
  public func image(at index: Int) -> Tensor { images.image(at: index) }

  /// What is behind the creatures.
  public func ground(at index: Int) -> Ground { truths.grounds[row(index)] }

  /// The two creatures in image `index`.
  public func creatures(at index: Int) -> [Creature] { placements(at: index).map(\.creature) }

  /// Where and how the two creatures were drawn, in the order of ``creatures(at:)``.
  public func placements(at index: Int) -> [Placement] {
    Array(truths.placements[row(index)...(row(index) + 1)])
  }

  /// One creature of image `index`: `[48, 48]`, 1 on it; all zero if it is not there.
  public func mask(at index: Int, _ creature: Creature) -> Tensor {
    mask(at: index, creature) { $0 != 0 }
  }

  /// A part of one creature of image `index`: `[48, 48]`, 1 on pixels that show most of it.
  public func partMask(at index: Int, _ creature: Creature, _ part: Part) -> Tensor {
    mask(at: index, creature) { $0 == UInt8(part.rawValue) }
  }

  /// A fingerprint of the pixels.
  package var digest: String { images.digest }

  private func mask(
    at index: Int, _ creature: Creature, where chosen: (UInt8) -> Bool
  ) -> Tensor {
    guard let layer = creatures(at: index).firstIndex(of: creature) else {
      return Tensor(repeating: 0, shape: [GardenFormat.side, GardenFormat.side])
    }
    return parts[layer].mask(at: index, where: chosen)
  }

  private func row(_ index: Int) -> Int {
    precondition(0..<count ~= index, "PairSet: there is no image \(index) among \(count) images")
    return 2 * index
  }
}
