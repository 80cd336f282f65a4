import Numerics

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
      shape.allSatisfy { $0 >= 0 } && elements.count == shape.reduce(1, *),
      "Tensor: \(elements.count) values do not fill the shape \(shape)")
    self.shape = shape
    self.elements = elements
  }

  /// A tensor of `shape` in which every element is `value`.
  public init(repeating value: Float = 0, shape: [Int]) {
    self.init(ContiguousArray(repeating: value, count: shape.reduce(1, *)), shape: shape)
  }

  /// The tensor of one number, without axes.
  public init(_ value: Float) { self.init([value], shape: []) }

  /// How many numbers the tensor holds.
  public var count: Int { elements.count }
}

// MARK: Places

extension Tensor {
  /// The number at `indices`, one for each axis: `image[0, y, x]`.
  ///
  /// - Precondition: Each index lies within its axis.
  public subscript(indices: Int...) -> Float {
    get { elements[position(of: indices)] }
    set { elements[position(of: indices)] = newValue }
  }

  private func position(of indices: [Int]) -> Int {
    precondition(
      indices.count == shape.count && zip(indices, shape).allSatisfy { 0..<$1 ~= $0 },
      "Tensor: no element \(indices) in the shape \(shape)")
    return zip(indices, shape).reduce(0) { $0 * $1.1 + $1.0 }
  }

  /// Whether every value is a finite number.
  package var isFinite: Bool { Kernels.areFinite(elements) }

  /// Stops with the place of the first value that is not a finite number, in the words of `owner`.
  ///
  /// Such a number would spread to all that is computed from it, or, worse, be lost on the way: it
  /// is not above zero, nor the largest, and so a map that is made of it can look like any other.
  package func requireFinite(_ owner: @autoclosure () -> String) {
    if isFinite { return }
    let place = elements.firstIndex { !$0.isFinite } ?? 0
    var (rest, indices) = (place, [Int]())
    for length in shape.reversed() {
      indices.insert(rest % length, at: 0)
      rest /= length
    }
    preconditionFailure(
      "\(owner()): the value at \(indices) of \(shape) is \(elements[place]); only finite numbers "
        + "are possible")
  }

  /// The same numbers in another shape.
  ///
  /// - Precondition: The shapes hold equally many numbers.
  public func reshaped(to shape: [Int]) -> Tensor {
    precondition(
      shape.reduce(1, *) == count, "Tensor: the shape \(self.shape) cannot become \(shape)")
    return Tensor(elements, shape: shape)
  }

  /// The part at `index` of the first axis: image `index` of a batch, channel `index` of an image.
  ///
  /// - Precondition: There is a first axis, and `index` lies within it.
  public func slice(_ index: Int) -> Tensor {
    precondition(
      !shape.isEmpty && 0..<shape[0] ~= index, "Tensor: no slice \(index) in the shape \(shape)")
    let size = count / shape[0]
    return Tensor(
      ContiguousArray(elements[(index * size)..<((index + 1) * size)]),
      shape: Array(shape.dropFirst()))
  }

  /// Tensors of one shape side by side along a new first axis: images to a batch.
  ///
  /// - Precondition: There is at least one, and all have the same shape.
  public static func stacked(_ tensors: [Tensor]) -> Tensor {
    precondition(!tensors.isEmpty, "Tensor: nothing to stack")
    var elements = ContiguousArray<Float>()
    elements.reserveCapacity(tensors.count * tensors[0].count)
    for tensor in tensors {
      precondition(
        tensor.shape == tensors[0].shape,
        "Tensor: \(tensor.shape) cannot be stacked with \(tensors[0].shape)")
      elements.append(contentsOf: tensor.elements)
    }
    return Tensor(elements, shape: [tensors.count] + tensors[0].shape)
  }
}

// MARK: Identity

extension Tensor {
  /// A fingerprint of shape and exact bits, 16 hexadecimal digits.
  ///
  /// Equal digests mean equal tensors, but for chance. Zeros of different sign differ.
  /// FNV-1a with 64 bits over the number of axes, each length and each bit pattern, every one as
  /// bytes from the lowest.
  public var digest: String {
    var hash = FowlerNollVo()
    hash.add(UInt64(shape.count))
    for length in shape { hash.add(UInt64(length)) }
    for value in elements { hash.add(value.bitPattern) }
    return hash.hexadecimal
  }
}
