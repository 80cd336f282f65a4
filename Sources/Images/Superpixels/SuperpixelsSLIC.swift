import Numerics
public import Tensors

extension Superpixels {
  /// SLIC: about `count` superpixels of like size, by k-means over position and colour.
  ///
  /// *Question.* Which pixels are near each other both in the image and in colour?
  ///
  /// *Formula.* Seeds stand on a regular grid of step S ≈ √(pixels / count). `iterations` times,
  /// each pixel goes to the nearest centre within a window of ±2S, by
  /// D² = (distance in pixels / S)² + (distance in L\*a\*b\* / m)², m the `compactness`,
  /// and each centre moves to the mean position and colour of its pixels. Last, pieces that are
  /// not connected, too small or too large are mended; see ``connected(_:height:width:sizes:)``.
  ///
  /// *Limits.* It knows nothing of objects: where figure and ground have like colours a superpixel
  /// spills over the outline. `count` is a wish: the grid of seeds decides. On mottled ground a
  /// small compactness shatters the clusters, and then mending merges most of them into one. A
  /// blur leaves a seam of mixed colour on every edge; the seam may become a cluster of its own,
  /// too thin to stay, and be given to the wrong side.
  ///
  /// *Defaults.* For creatures on a 48×48 ground: 33 to 45 pieces, some 6 of them the creature's
  /// own. scikit-image's (count 100, compactness 10, least size 0.5) merge each piece below half
  /// the mean size away, and thin parts and small creatures with it.
  ///
  /// *Source.* Achanta, Shaji, Smith, Lucchi, Fua and Süsstrunk (2012), "SLIC superpixels compared
  /// to state-of-the-art superpixel methods", IEEE TPAMI 34(11), eq. 2; as in scikit-image's
  /// `slic`, which unlike the paper does not move a seed to the lowest gradient, lets position
  /// alone decide the first round, and counts rounds instead of waiting until the centres rest.
  ///
  /// Complexity: O(pixels · iterations), whatever `count` is.
  ///
  /// - Parameters:
  ///   - image: [3, height, width] with finite values; its contrast is stretched to 0...1 first.
  ///   - count: about how many superpixels; with as many as pixels every pixel is a seed.
  ///   - compactness: the distance in colour, in units of L\*a\*b\*, that weighs as much as one
  ///     step S. Large: squares. Small: pieces that follow every edge.
  ///   - sigma: a Gaussian blur before, in pixels, up to 1000.
  ///   - iterations: how often centres are moved.
  ///   - minimumSizeFactor: pieces below this share of the mean size join a neighbour.
  ///   - maximumSizeFactor: pieces are cut at this multiple of the mean size.
  /// - Returns: the partition of the image; every superpixel is 4-connected.
  /// - Precondition: `count`, `compactness` and `iterations` are positive, `sigma` is in
  ///   0...1000 and 0 ≤ `minimumSizeFactor` ≤ `maximumSizeFactor`.
  public static func slic(
    _ image: Tensor, count: Int = 36, compactness: Double = 30, sigma: Double = 0,
    iterations: Int = 10, minimumSizeFactor: Double = 0.2, maximumSizeFactor: Double = 3
  ) -> Superpixels {
    precondition(count > 0, "Superpixels.slic: \(count) superpixels were asked for")
    precondition(
      1e-100...1e100 ~= compactness,
      "Superpixels.slic: the compactness \(compactness) is not above 0, in 1e-100...1e100")
    precondition(iterations > 0, "Superpixels.slic: \(iterations) iterations assign no pixel")
    precondition(
      0 <= minimumSizeFactor && minimumSizeFactor <= maximumSizeFactor
        && maximumSizeFactor.isFinite,
      "Superpixels.slic: pieces of \(minimumSizeFactor) to \(maximumSizeFactor) mean sizes")
    let image = LabImage(image, stretched: true).smoothed(sigma: sigma)
    var clustering = Clustering(image.scaled(by: 1 / compactness), count: count)
    for _ in 0..<iterations {
      clustering.assign()
      if !clustering.update() { break }
    }
    let pixels = Double(image.colors.count)
    let meanSize = pixels / Double(clustering.centers.count)
    let sizes =
      Int(
        min(minimumSizeFactor * meanSize, pixels))...Int(min(maximumSizeFactor * meanSize, pixels))
    return Superpixels(
      labels: connected(
        clustering.labels, height: image.height, width: image.width, sizes: sizes),
      height: image.height, width: image.width)
  }
}

/// k-means in which a pixel only looks at the centres near it.
private struct Clustering {
  /// The mean position and colour of a cluster's pixels.
  struct Center: Equatable {
    var y: Double
    var x: Double
    var color: LabColor
  }

  /// The image, its colours already divided by the compactness.
  let image: LabImage

  /// 1 / S²: turns squared pixels into squared steps.
  let spatialWeight: Double

  /// Half the height and width of the window around a centre: twice the step of a grid.
  let reach: (y: Double, x: Double)

  /// The clusters; nil for one that has lost all its pixels.
  var centers: [Center?]

  /// The cluster of each pixel, row by row.
  var labels: [Int]

  /// Seeds on a regular grid, without colour: the first assignment looks at positions only.
  init(_ image: LabImage, count: Int) {
    let grid = SeedGrid(height: image.height, width: image.width, count: count)
    let step = Double(max(grid.step.y, grid.step.x))
    let centers = grid.positions.map { Center(y: Double($0.y), x: Double($0.x), color: LabColor()) }
    let actual = SeedGrid(height: image.height, width: image.width, count: centers.count)
    self.image = image
    self.centers = centers
    spatialWeight = 1 / (step * step)
    reach = (2 * Double(actual.step.y), 2 * Double(actual.step.x))
    labels = [Int](repeating: 0, count: image.colors.count)
  }

  /// Gives each pixel to the nearest centre in reach; the first of several.
  mutating func assign() {
    // [assign]
    var nearest = [Double](repeating: .infinity, count: labels.count)
    for (label, center) in centers.enumerated() {
      guard let center else { continue }
      let columns = window(around: center.x, reach.x, in: image.width)
      for y in window(around: center.y, reach.y, in: image.height) {
        let down = center.y - Double(y)
        for x in columns {
          let across = center.x - Double(x)
          let pixel = y * image.width + x
          let distance =
            (down * down + across * across) * spatialWeight
            + image.colors[pixel].squaredDistance(to: center.color)
          if distance < nearest[pixel] {
            nearest[pixel] = distance
            labels[pixel] = label
          }
        }
      }
    }
    // [/assign]
  }

  /// Moves each centre to the mean of its pixels; false if none moved.
  mutating func update() -> Bool {
    var sums = [Center](repeating: Center(y: 0, x: 0, color: LabColor()), count: centers.count)
    var sizes = [Double](repeating: 0, count: centers.count)
    for (pixel, label) in labels.enumerated() {
      sums[label].y += Double(pixel / image.width)
      sums[label].x += Double(pixel % image.width)
      sums[label].color = sums[label].color + image.colors[pixel]
      sizes[label] += 1
    }
    let before = centers
    centers = zip(sums, sizes).map { sum, size in
      size > 0 ? Center(y: sum.y / size, x: sum.x / size, color: sum.color / size) : nil
    }
    return centers != before
  }

  /// The pixels of an axis that a centre at `position` looks at.
  private func window(around position: Double, _ reach: Double, in length: Int) -> Range<Int> {
    Int(max(position - reach, 0))..<Int(min(position + reach + 1, Double(length)))
  }
}

/// Points spread evenly over an image: the regular grid nearest to a wished count.
private struct SeedGrid {
  /// The distance between neighbours along each axis.
  let step: (y: Int, x: Int)

  /// The points, row by row.
  let positions: [(y: Int, x: Int)]

  /// A grid of step √(pixels / count), or along one axis only if the other is shorter than that;
  /// every pixel if `count` asks for as many.
  init(height: Int, width: Int, count: Int) {
    let area = Double(height) * Double(width)
    var steps = (y: 1.0, x: 1.0)
    if area > Double(count) {
      let step = (area / Double(count)).squareRoot()
      let short = Double(min(height, width))
      let long = Double(max(height, width)) / Double(count)
      steps = (step, step)
      if short < step { steps = height <= width ? (short, long) : (long, short) }
    }
    let rounded = (
      y: Int(steps.y.rounded(.toNearestOrEven)), x: Int(steps.x.rounded(.toNearestOrEven))
    )
    step = rounded
    positions = stride(from: Int(steps.y / 2), to: height, by: rounded.y).flatMap { y in
      stride(from: Int(steps.x / 2), to: width, by: rounded.x).map { (y, $0) }
    }
  }
}
