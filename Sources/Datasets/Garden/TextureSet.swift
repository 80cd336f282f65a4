import Numerics
public import Tensors

/// Patches of 48 x 48 pixels that show a pattern and nothing else.
public struct TextureSet: Hashable, Sendable {
  private let images: ImageStore

  init(images: ImageStore) { self.images = images }

  /// How many patches there are, equally many of each texture.
  public var count: Int { images.count }

  /// Patch `index`: `[3, 48, 48]`, values in 0...1.
  public func image(at index: Int) -> Tensor { images.image(at: index) }

  /// The pattern of patch `index`.
  public func texture(at index: Int) -> Texture {
    precondition(
      0..<count ~= index, "TextureSet: there is no patch \(index) among \(count) patches")
    return Texture.allCases[index / GardenFormat.patchCount]
  }

  /// All patches of one pattern.
  public func images(of texture: Texture) -> [Tensor] {
    let first = texture.rawValue * GardenFormat.patchCount
    return (first..<(first + GardenFormat.patchCount)).map(image(at:))
  }

  /// A fingerprint of the pixels.
  package var digest: String { images.digest }
}
