import Numerics
public import Tensors

/// Images, or rows of a table, with labels to learn from; made when they are asked for.
public struct Examples: Sendable {
  /// How many there are.
  public let count: Int
  private let example: @Sendable (Int) -> (image: Tensor, label: Int)

  /// `count` examples; `example` gives the one at an index, the same each time it is asked.
  ///
  /// - Precondition: `count` is not negative.
  public init(count: Int, _ example: @escaping @Sendable (_ index: Int) -> (Tensor, Int)) {
    precondition(count >= 0, "Examples: the count \(count) is negative")
    self.count = count
    self.example = {
      let (image, label) = example($0); return (image, label)
    }
  }

  /// The example at `index`.
  ///
  /// - Precondition: `index` lies in 0..<``count``.
  public subscript(index: Int) -> (image: Tensor, label: Int) {
    precondition(0..<count ~= index, "Examples: no example \(index) among \(count)")
    return example(index)
  }
}
