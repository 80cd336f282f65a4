import Explainers
public import Images
public import Numerics
public import Tensors

/// Maps that every score must put in order: the truth first, chance last.
///
/// A score that cannot tell these apart says nothing about an explanation. The edge map is the
/// rival to watch: it looks like an explanation and has never seen the network (Adebayo et al.
/// 2018, "Sanity checks for saliency maps").
public enum Controls {
  /// The truth itself: 1 on the object, 0 elsewhere.
  public static func oracle(_ mask: Tensor) -> Tensor { mask }

  /// Independent values in 0..<1, one a pixel.
  public static func random(height: Int, width: Int, using random: inout Random) -> Tensor {
    Tensor(
      ContiguousArray((0..<height * width).map { _ in Float(random.uniform()) }),
      shape: [height, width])
  }

  /// A map that knows where objects usually are: highest in the middle of the image, falling to 0
  /// in a straight line at the corners.
  public static func center(height: Int, width: Int) -> Tensor {
    let (down, across) = (Double(height) / 2, Double(width) / 2)
    let values = (0..<height * width).map { pixel in
      let (row, column) = pixel.quotientAndRemainder(dividingBy: width)
      let (y, x) = (Double(row) + 0.5 - down, Double(column) + 0.5 - across)
      return Float(1 - ((y * y + x * x) / (down * down + across * across)).squareRoot())
    }
    return Tensor(ContiguousArray(values), shape: [height, width])
  }

  /// The edges of the picture, `[height, width]`: a control because they look like an explanation
  /// and have never seen the network; see ``Sobel``.
  ///
  /// - Precondition: `image` is `[3, height, width]`, and every value is a finite number.
  public static func edges(of image: Tensor) -> Tensor { Sobel.strength(of: image) }

  /// The superpixels in the order of the mean of `map` over each, highest first.
  ///
  /// It turns a map of pixels into a ranking of regions, so that controls can be scored as LIME
  /// is; the lower index goes first when equal.
  ///
  /// - Precondition: the map has the superpixels' size, and every value is a finite number.
  public static func ranking(of superpixels: Superpixels, by map: Tensor) -> [Int] {
    var sizes = [Double](repeating: 0, count: superpixels.count)
    for label in superpixels.labels { sizes[label] += 1 }
    let means = zip(sums(of: map, over: superpixels), sizes).map { $0 / $1 }
    return means.indices.sorted { (means[$1], $0) < (means[$0], $1) }
  }

  /// The sum of `map` over each superpixel, for a ranking beside explanations in pieces: a piece's
  /// coefficient, too, is about all of it, where a mean would prefer small pieces.
  ///
  /// - Precondition: as above.
  public static func sums(of map: Tensor, over superpixels: Superpixels) -> [Double] {
    precondition(
      map.shape == [superpixels.height, superpixels.width],
      "Controls: map \(map.shape) does not fit the superpixels")
    map.requireFinite("Controls")
    var sums = [Double](repeating: 0, count: superpixels.count)
    for (label, value) in zip(superpixels.labels, map.elements) { sums[label] += Double(value) }
    return sums
  }
}
