import Numerics
public import Tensors

extension Superpixels {
  /// Quick shift: superpixels are the slopes of the summits of pixel density.
  ///
  /// Each pixel climbs to the nearest pixel in a denser place, and those that end on the same
  /// summit are one superpixel. It is what LIME's authors cut images with.
  ///
  /// *Question.* Of which summit of the density of position and colour is this pixel a slope?
  ///
  /// *Formula.* With the points p = (y, x, ratio · L\*, ratio · a\*, ratio · b\*) and the kernel
  /// size k, density(p) = Σ_q exp(−|p − q|² / 2k²) over the window of ±⌈3k⌉ pixels around p. The
  /// parent of p is the nearest q of the window with a higher density; p is a summit if there is
  /// none, or none within `maximumDistance`.
  ///
  /// *Ties.* In a plateau all densities are equal and nobody is higher. Here, of equal densities
  /// the pixel that is read first counts as the higher, so every plateau has one summit.
  /// (scikit-image adds normal noise of scale 10⁻⁵ to the densities instead: its flat areas break
  /// up at random, and neighbours whose densities differ by less than that change places.)
  ///
  /// *Limits.* The number of pieces cannot be asked for: it follows from k and the picture. Pieces
  /// need not be connected, since parents leap, and some are single pixels.
  ///
  /// *Defaults.* For 48×48 pictures: 14 to 69 pieces, about 41. LIME's own (kernel 4, distance 200,
  /// ratio 0.2) leave 1 to 4: links end at 12 pixels and colour weighs little, so 200 cuts none.
  ///
  /// *Source.* Vedaldi and Soatto (2008), "Quick shift and kernel methods for mode seeking", ECCV;
  /// window and scaling as in scikit-image's `quickshift`.
  ///
  /// Complexity: O(pixels · k²), about 36 k² exponentials a pixel.
  ///
  /// - Parameters:
  ///   - image: [3, height, width] with finite values in 0...1.
  ///   - kernelSize: the width k of the kernel, in pixels. Larger: fewer superpixels.
  ///   - maximumDistance: longer links to a parent are cut. Larger: fewer superpixels.
  ///   - ratio: the weight of colour against position.
  ///   - sigma: a Gaussian blur before, in pixels, up to 1000.
  /// - Returns: the partition of the image; at most one superpixel for each pixel.
  /// - Precondition: `kernelSize` is at least 1; `maximumDistance` and `ratio` are not
  ///   negative; `sigma` is in 0...1000.
  public static func quickshift(
    _ image: Tensor, kernelSize: Double = 2, maximumDistance: Double = 6, ratio: Double = 0.5,
    sigma: Double = 0
  ) -> Superpixels {
    precondition(
      0...1e100 ~= ratio, "Superpixels.quickshift: the ratio \(ratio) is not 0 or above, to 1e100")
    let points = LabImage(image).smoothed(sigma: sigma).scaled(by: ratio)
    return summits(
      of: points, densities: densities(of: points, kernelSize: kernelSize),
      kernelSize: kernelSize, maximumDistance: maximumDistance)
  }

  /// The density of pixels around each pixel, in position and colour.
  package static func densities(of points: LabImage, kernelSize: Double) -> [Double] {
    precondition(
      kernelSize.isFinite && kernelSize >= 1,
      "Superpixels.quickshift: the kernel size \(kernelSize) is below 1 pixel")
    let factor = -0.5 / (kernelSize * kernelSize)
    return points.colors.indices.map { pixel in
      var density = 0.0
      points.forEachNeighbor(of: pixel, within: kernelSize) { _, squaredDistance in
        density += Elementary.exp(squaredDistance * factor)
      }
      return density
    }
  }

  /// Links each pixel to its parent, cuts long links and names each pixel after its summit.
  package static func summits(
    of points: LabImage, densities: [Double], kernelSize: Double, maximumDistance: Double
  ) -> Superpixels {
    precondition(
      maximumDistance >= 0,
      "Superpixels.quickshift: the maximum distance \(maximumDistance) is not 0 or above")
    var roots = points.colors.indices.map { pixel in
      var parent = pixel
      var nearest = Double.infinity
      points.forEachNeighbor(of: pixel, within: kernelSize) { other, squaredDistance in
        let isHigher =
          densities[other] > densities[pixel]
          || densities[other] == densities[pixel] && other < pixel
        if isHigher && squaredDistance < nearest {
          nearest = squaredDistance
          parent = other
        }
      }
      return nearest.squareRoot() > maximumDistance ? pixel : parent
    }
    for pixel in roots.indices {
      while roots[pixel] != roots[roots[pixel]] { roots[pixel] = roots[roots[pixel]] }
    }
    return Superpixels(labels: roots, height: points.height, width: points.width)
  }
}

extension LabImage {
  /// Calls `body` with each pixel of the window of ±⌈3 kernelSize⌉ around `pixel`, itself too, row
  /// by row, and its squared distance in position and colour.
  fileprivate func forEachNeighbor(
    of pixel: Int, within kernelSize: Double, _ body: (Int, Double) -> Void
  ) {
    let reach = Int(min((3 * kernelSize).rounded(.up), Double(max(height, width))))
    let (y, x) = pixel.quotientAndRemainder(dividingBy: width)
    for row in max(y - reach, 0)..<min(y + reach + 1, height) {
      for column in max(x - reach, 0)..<min(x + reach + 1, width) {
        let other = row * width + column
        let squaredDistance =
          colors[pixel].squaredDistance(to: colors[other])
          + Double((y - row) * (y - row)) + Double((x - column) * (x - column))
        body(other, squaredDistance)
      }
    }
  }
}
