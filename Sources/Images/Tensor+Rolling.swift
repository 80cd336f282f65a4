import Numerics
public import Tensors

extension Tensor {
  /// The picture moved down and to the right; what leaves at one side enters at the other.
  ///
  /// - Precondition: it has two axes or more, of which the last two are rows and columns.
  public func rolled(down: Int, right: Int) -> Tensor {
    if down == 0 && right == 0 { return self }
    precondition(shape.count >= 2, "Tensor: \(shape) has no rows and columns to roll")
    let (height, width) = (shape[shape.count - 2], shape[shape.count - 1])
    var result = self
    for index in elements.indices {
      let (row, column) = (index / width % height, index % width)
      let target =
        ((row + down) % height + height) % height * width
        + ((column + right) % width + width) % width
      result.elements[index - row * width - column + target] = elements[index]
    }
    return result
  }
}
