import Explainers
import Numerics
import Tensors

/// A rule that is known, for pictures of 12 × 12 with an object of 4 × 4: the truth is what it uses.
///
/// Red is evidence for class 0, blue for class 1, and the scores are their shares of what is seen;
/// where nothing is, both are even.
enum Rules {
  static let side = 12

  /// 1 on the object.
  static let mask: Tensor = {
    var mask = Tensor(shape: [side, side])
    for row in 3..<7 { for column in 5..<9 { mask[row, column] = 1 } }
    return mask
  }()

  /// The object is red, its surroundings are blue, less bright and uneven; there is no green.
  static let picture = Tensor.stacked([
    mask, Tensor(shape: mask.shape), noise(4) * 0.5 * mask.map { 1 - $0 },
  ])

  /// The shares of red and blue in what is seen.
  static let share: @Sendable ([Tensor]) -> [[Float]] = { pictures in
    pictures.map { picture in
      let (red, blue) = (picture.slice(0).sum() + 1, picture.slice(2).sum() + 1)
      return [red / (red + blue), blue / (red + blue)]
    }
  }

  static var model: BlackBox<Tensor> { BlackBox(share) }

  /// The truth in which half of the pixels drown: what a fair method might say.
  static let method: Tensor = {
    var random = Random(seed: 5)
    return Tensor(
      ContiguousArray(mask.elements.map { $0 * 0.5 + Float(random.uniform()) }), shape: mask.shape)
  }()

  static func noise(_ seed: UInt64, shape: [Int] = mask.shape) -> Tensor {
    var random = Random(seed: seed)
    return Tensor(
      ContiguousArray((0..<shape.reduce(1, *)).map { _ in Float(random.uniform()) }), shape: shape)
  }
}
