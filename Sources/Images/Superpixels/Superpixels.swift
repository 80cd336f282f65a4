import Numerics
public import Tensors

/// An image cut into pieces that belong together: the words in which a picture is explained.
///
/// *Question.* Which parts could be switched off as a whole, so that "this part mattered" means
/// something to a person? A single pixel means nothing; a superpixel is a patch of like colour.
///
/// The value is a partition: every pixel carries the label of its superpixel. Labels are numbered
/// in the order in which reading the image row by row first meets them, so two partitions into the
/// same pieces are equal, whatever their makers called the pieces.
///
/// Three makers: ``grid(height:width:rows:columns:)`` looks at nothing,
/// ``slic(_:count:compactness:sigma:iterations:minimumSizeFactor:maximumSizeFactor:)`` groups
/// near pixels of near colour around seeds, and
/// ``quickshift(_:kernelSize:maximumDistance:ratio:sigma:)`` climbs to the modes of their density.
public struct Superpixels: Hashable, Sendable {
  /// How many rows of pixels the image has.
  public let height: Int

  /// How many columns of pixels the image has.
  public let width: Int

  /// The superpixel of each pixel, row by row: every number in 0..<`count` occurs.
  public let labels: [Int]

  /// How many superpixels there are.
  public let count: Int

  /// The partition that calls two pixels alike if `labels` does.
  ///
  /// The labels may be any integers; they are renumbered in the order of first appearance.
  /// Complexity: O(pixels).
  ///
  /// - Precondition: the image has pixels and `labels` names each of them, row by row.
  public init(labels: [Int], height: Int, width: Int) {
    precondition(
      height > 0 && width > 0, "Superpixels: an image of \(height) x \(width) has no pixels")
    precondition(
      labels.count == height * width,
      "Superpixels: \(labels.count) labels do not fill \(height) x \(width) pixels")
    var numbers: [Int: Int] = [:]
    self.labels = labels.map { label in
      if let number = numbers[label] { return number }
      let number = numbers.count
      numbers[label] = number
      return number
    }
    self.height = height
    self.width = width
    count = numbers.count
  }

  /// The image cut into `rows` times `columns` rectangles that differ by at most one pixel a side.
  ///
  /// Rectangle (i, j) holds the pixels (y, x) with ⌊y·rows/height⌋ = i and ⌊x·columns/width⌋ = j.
  ///
  /// - Precondition: 1 ≤ `rows` ≤ `height` and 1 ≤ `columns` ≤ `width`.
  public static func grid(height: Int, width: Int, rows: Int, columns: Int) -> Superpixels {
    precondition(
      1 <= rows && rows <= height && 1 <= columns && columns <= width,
      "Superpixels.grid: \(height) x \(width) pixels do not make \(rows) x \(columns) rectangles")
    let labels = (0..<height * width).map { pixel in
      let (y, x) = pixel.quotientAndRemainder(dividingBy: width)
      return y * rows / height * columns + x * columns / width
    }
    return Superpixels(labels: labels, height: height, width: width)
  }

  /// The pixels of superpixel `label`, as positions row by row, ascending.
  public func pixels(of label: Int) -> [Int] {
    requireLabel(label)
    return labels.indices.filter { labels[$0] == label }
  }

  /// The pixel of superpixel `label` that lies nearest to the mean position of its pixels, the first
  /// of equally near ones: where a number that names the superpixel stands.
  ///
  /// The mean itself may lie outside a bent superpixel; this pixel never does.
  ///
  /// - Precondition: there is such a superpixel.
  public func middle(of label: Int) -> (row: Int, column: Int) {
    let places = pixels(of: label).map { (row: $0 / width, column: $0 % width) }
    // In units of 1 / count, so that all of it is exact.
    let (count, rows, columns) = places.reduce((0, 0, 0)) {
      ($0.0 + 1, $0.1 + $1.row, $0.2 + $1.column)
    }
    let distances = places.map { place in
      let (down, across) = (count * place.row - rows, count * place.column - columns)
      return down * down + across * across
    }
    return places[distances.indices.reduce(0) { distances[$1] < distances[$0] ? $1 : $0 }]
  }

  /// How many pixels each superpixel has.
  public var sizes: [Int] {
    var sizes = [Int](repeating: 0, count: count)
    for label in labels { sizes[label] += 1 }
    return sizes
  }

  /// The mean colour of each superpixel, `count` times the channels of `image`: what LIME paints
  /// over a superpixel that is switched off.
  ///
  /// Sums run over the pixels in ascending order, in `Double`.
  ///
  /// - Precondition: `image` is [channels, height, width] with this height and width.
  public func meanColors(of image: Tensor) -> [[Float]] {
    precondition(
      image.shape.count == 3 && image.shape[1] == height && image.shape[2] == width,
      "Superpixels: an image of shape \(image.shape) is not of \(height) x \(width) pixels")
    let sizes = sizes
    var means = [[Float]](repeating: [], count: count)
    for channel in 0..<image.shape[0] {
      var sums = [Double](repeating: 0, count: count)
      let start = channel * height * width
      for (pixel, label) in labels.enumerated() {
        sums[label] += Double(image.elements[start + pixel])
      }
      for label in 0..<count { means[label].append(Float(sums[label] / Double(sizes[label]))) }
    }
    return means
  }

  /// A map [height, width] that is 1 on the superpixels `chosen` and 0 elsewhere.
  ///
  /// - Precondition: each of `chosen` is in 0..<`count`.
  public func mask(of chosen: some Sequence<Int>) -> Tensor {
    var values = [Double](repeating: 0, count: count)
    for label in chosen {
      requireLabel(label)
      values[label] = 1
    }
    return painted(values)
  }

  /// A map [height, width] in which each pixel has its superpixel's value.
  ///
  /// - Precondition: there are `count` values.
  public func painted(_ values: [Double]) -> Tensor {
    precondition(
      values.count == count, "Superpixels: \(values.count) values for \(count) superpixels")
    return Tensor(ContiguousArray(labels.map { Float(values[$0]) }), shape: [height, width])
  }

  private func requireLabel(_ label: Int) {
    precondition(
      0 <= label && label < count, "Superpixels: no superpixel \(label) among \(count)")
  }
}
