import Graphics
import Numerics
import Tensors

/// Images of 48 x 48 pixels, kept as bytes and turned into numbers one at a time.
struct ImageStore: Hashable, Sendable {
  /// Three planes an image: red, green and blue.
  let pixels: [UInt8]

  /// The number of bytes of an image.
  static let stride = 3 * GardenFormat.side * GardenFormat.side

  /// How many images there are.
  var count: Int { pixels.count / Self.stride }

  /// Image `index` as `[3, 48, 48]` with values in 0...1, with `sticker` on top.
  func image(at index: Int, under sticker: Sticker? = nil) -> Tensor {
    precondition(
      0..<count ~= index, "ToyGarden: there is no image \(index) among \(count) images")
    let side = GardenFormat.side
    let start = index * Self.stride
    var image = Tensor(
      ContiguousArray(pixels[start..<(start + Self.stride)].lazy.map(Self.level)),
      shape: [3, side, side])
    sticker?.paste(onto: &image)
    return image
  }

  /// A fingerprint of all bytes.
  var digest: String {
    var hash = FowlerNollVo()
    hash.add(pixels)
    return hash.hexadecimal
  }

  /// The number in 0...1 that a byte stands for.
  static func level(_ byte: UInt8) -> Float { Float(byte) / 255 }
}
