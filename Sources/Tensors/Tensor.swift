/// A block of numbers with a shape: what networks compute with and images are made of.
///
/// Elements lie contiguously, the last axis fastest. The layout of the whole book is
/// `[batch, channel, height, width]`; an image is `[3, height, width]` with values in 0...1,
/// a map over an image is `[height, width]`.
public struct Tensor: Hashable, Sendable {
  /// The length of each axis; empty for a single number.
  public let shape: [Int]

  /// The values, the last axis fastest.
  public var elements: ContiguousArray<Float>

  /// Wraps `elements` as a tensor of `shape`.
  ///
  /// - Precondition: `elements` has as many values as `shape` asks for.
  public init(_ elements: ContiguousArray<Float>, shape: [Int]) {
    precondition(
      elements.count == shape.reduce(1, *),
      "Tensor: \(elements.count) values do not fill the shape \(shape)")
    self.shape = shape
    self.elements = elements
  }

  /// A tensor of `shape` in which every element is `value`.
  public init(repeating value: Float = 0, shape: [Int]) {
    self.shape = shape
    self.elements = ContiguousArray(repeating: value, count: shape.reduce(1, *))
  }

  /// How many numbers the tensor holds.
  public var count: Int { elements.count }
}
