public import Models
import Numerics
public import Tensors

/// Pictures as points: what one layer of a network puts out for each, in which concepts are sought.
///
/// The layer is asked once. Sets of pictures are lists of their numbers, so that a picture can
/// stand in many sets, and thousands of lines be drawn, for the price of their inner products.
public struct ConceptSpace: Sendable {
  /// What is done to the numbers of a layer before a line is sought.
  public enum Scaling: String, Hashable, Sendable, CaseIterable {
    /// Nothing, as in the reference.
    case none
    /// Each number less its mean over all pictures of the space, divided by its standard deviation;
    /// numbers that never change are left out.
    ///
    /// So a loud channel has no more say than a quiet one. But a number that hardly ever changes gets
    /// a large share of the vector, and in a layer with many such numbers the vectors of one concept
    /// against two counter-sets can have next to nothing in common: look at their cosine.
    case standardised
  }

  /// The layer.
  public let layer: String
  /// What it puts out for each picture, as it puts it out.
  public let activations: [Tensor]
  /// What is done to the numbers before a line is sought.
  public let scaling: Scaling
  /// The mean of each number, and what it is multiplied by; nothing if it is left as it is.
  private let standard: (mean: Tensor, factor: Tensor)?
  /// The inner product of each picture with each, scaled.
  private let products: Matrix
  /// For each picture the first one that looks the same to the layer.
  let kinds: [Int]

  /// The pictures as `layer` of the network sees them.
  ///
  /// - Throws: an error if there is no such layer, or if it puts out the same for all pictures.
  /// - Precondition: there is a picture; all have one shape, and every value is a finite number.
  /// - Complexity: a pass through the lower layers for each picture, and pictures² / 2 products of
  ///   the layer's size: about 1 s of one core for 1,500 pictures and 9,216 numbers.
  public init(
    of model: Network, layer: String, images: [Tensor], scaling: Scaling = .none
  ) throws(ConceptError) {
    try ConceptSpace.require(layer, in: model)
    try self.init(
      layer: layer, activations: model.outputs(of: layer, for: images), scaling: scaling)
  }

  /// The points themselves, as a layer called `layer` would put them out.
  ///
  /// - Throws: an error if they are all the same.
  /// - Precondition: there is a point; all have one shape, and every value is a finite number.
  public init(
    layer: String, activations: [Tensor], scaling: Scaling = .none
  ) throws(ConceptError) {
    precondition(!activations.isEmpty, "ConceptSpace: no pictures")
    for (index, point) in activations.enumerated() {
      precondition(
        point.shape == activations[0].shape,
        "ConceptSpace: picture \(index) has the shape \(point.shape), the first one "
          + "\(activations[0].shape)")
      point.requireFinite("ConceptSpace: layer \(layer), picture \(index)")
    }
    (self.layer, self.activations, self.scaling) = (layer, activations, scaling)
    guard activations.contains(where: { $0 != activations[0] }) else {
      throw .constantLayer(layer)
    }
    kinds = ConceptSpace.kinds(of: activations)
    let standard = scaling == .none ? nil : ConceptSpace.standard(of: activations)
    self.standard = standard
    products = ConceptSpace.products(of: activations) { point in
      guard let standard else { return point }
      return (point - standard.mean) * standard.factor
    }
  }

  /// The inner products of the pictures at `indices`.
  package func products(_ indices: [Int]) -> Matrix { products.selecting(indices) }

  /// The direction that a line stands for in the layer's own numbers, not yet of length 1, and what
  /// is to be added to x · direction to get the line's value.
  func direction(of line: SeparatingLine, on indices: [Int]) -> (vector: Tensor, offset: Double) {
    var vector = Tensor(shape: activations[0].shape)
    for (index, weight) in zip(indices, line.weights) {
      vector.add(activations[index], times: Float(weight))
    }
    guard let standard else { return (vector, line.intercept) }
    // w = Σ aᵢ (xᵢ − m) / s², for the line's value is Σ aᵢ (xᵢ − m) · (x − m) / s²
    vector.add(standard.mean, times: Float(-line.weights.reduce(0, +)))
    vector = vector * standard.factor * standard.factor
    return (vector, line.intercept - vector.dot(standard.mean))
  }

  static func require(_ layer: String, in model: Network) throws(ConceptError) {
    guard model.layers.contains(where: { $0.name == layer }) else {
      throw .noLayer(layer, among: model.layers.map(\.name))
    }
  }
}

// MARK: Once for all pictures

extension ConceptSpace {
  /// The mean of each number, and 1 over its standard deviation; 0 where it never changes.
  private static func standard(of points: [Tensor]) -> (mean: Tensor, factor: Tensor) {
    let share = Float(1 / Double(points.count))
    let mean = Tensor.sum(of: points) * share
    var squares = Tensor(shape: mean.shape)
    for point in points {
      let distance = point - mean
      squares += distance * distance
    }
    // what is left of rounding where all values are one
    let noise = mean.map { Float(points.count) * 0x1p-24 * abs($0) }
    let deviations = (squares * share).squareRoots()
    let factors = zip(deviations.elements, noise.elements).map { $0 > $1 ? 1 / $0 : 0 }
    return (mean, Tensor(ContiguousArray(factors), shape: mean.shape))
  }

  /// For each point the first that is equal to it; only points of one sum are compared.
  private static func kinds(of points: [Tensor]) -> [Int] {
    var known: [Float: [Int]] = [:]
    return points.enumerated().map { index, point in
      let sum = point.sum()
      if let first = known[sum]?.first(where: { points[$0] == point }) { return first }
      known[sum, default: []].append(index)
      return index
    }
  }

  /// How many pictures are multiplied with as many others at a time, and how many numbers of each:
  /// sums of so many Floats are added in double precision, so that products keep seven digits.
  private static let (picturesInBlock, numbersInBlock) = (128, 256)

  /// The inner product of each picture with each, block by block on all cores.
  private static func products(
    of points: [Tensor], scaled: @Sendable (Tensor) -> Tensor
  ) -> Matrix {
    let count = points.count
    let blocks = cut(count, by: picturesInBlock)
    let pairs = blocks.indices.flatMap { row in (0...row).map { (row, $0) } }
    let parts = Parallel.map(pairs.count) { number in
      let (rows, columns) = (blocks[pairs[number].0], blocks[pairs[number].1])
      return products(points[rows].map(scaled), points[columns].map(scaled))
    }
    var result = Matrix(rows: count, columns: count)
    for (pair, part) in zip(pairs, parts) {
      let (rows, columns) = (blocks[pair.0], blocks[pair.1])
      for (place, value) in part.enumerated() {
        let row = rows.lowerBound + place / columns.count
        let column = columns.lowerBound + place % columns.count
        result[row, column] = value
        result[column, row] = value
      }
    }
    return result
  }

  /// The inner product of each of the left points with each of the right ones, row by row.
  private static func products(_ left: [Tensor], _ right: [Tensor]) -> [Double] {
    var sums = [Double](repeating: 0, count: left.count * right.count)
    for numbers in cut(left[0].count, by: numbersInBlock) {
      let sides = [left, right].map { points in
        Tensor(
          ContiguousArray(points.flatMap { $0.elements[numbers] }),
          shape: [points.count, numbers.count])
      }
      let part = Tensor.matrixProduct(sides[0], sides[1], transposeRight: true)
      for (place, value) in part.elements.enumerated() { sums[place] += Double(value) }
    }
    return sums
  }

  /// 0..<`count` in ranges of `size`, the last of which may be shorter.
  private static func cut(_ count: Int, by size: Int) -> [Range<Int>] {
    stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
  }
}

extension Tensor {
  /// The sum of products, element by element, in double precision.
  ///
  /// - Precondition: both have the same shape.
  package func dot(_ other: Tensor) -> Double {
    precondition(
      shape == other.shape, "Tensor.dot: the shapes \(shape) and \(other.shape) differ")
    return zip(elements, other.elements).reduce(0) { $0.addingProduct(Double($1.0), Double($1.1)) }
  }
}
