public import Explainers
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

  /// The strength of edges: the length of the Sobel gradient of the image's mean channel.
  ///
  /// Pixels beyond the border repeat the border. `image` is `[3, height, width]`, the result
  /// `[height, width]`.
  ///
  /// - Precondition: every value is a finite number.
  public static func edges(of image: Tensor) -> Tensor {
    precondition(
      image.shape.count == 3 && image.shape[0] == 3,
      "Controls.edges: an image is [3, height, width], not \(image.shape)")
    image.requireFinite("Controls.edges")
    let (height, width) = (image.shape[1], image.shape[2])
    let plane = height * width
    func gray(_ row: Int, _ column: Int) -> Float {
      let pixel = min(max(row, 0), height - 1) * width + min(max(column, 0), width - 1)
      let parts = (0..<3).map { image.elements[$0 * plane + pixel] }
      return (parts[0] + parts[1] + parts[2]) / 3
    }
    var result = Tensor(shape: [height, width])
    for row in 0..<height {
      for column in 0..<width {
        let right =
          gray(row - 1, column + 1) + 2 * gray(row, column + 1) + gray(row + 1, column + 1)
        let left = gray(row - 1, column - 1) + 2 * gray(row, column - 1) + gray(row + 1, column - 1)
        let below =
          gray(row + 1, column - 1) + 2 * gray(row + 1, column) + gray(row + 1, column + 1)
        let above =
          gray(row - 1, column - 1) + 2 * gray(row - 1, column) + gray(row - 1, column + 1)
        let (across, down) = (right - left, below - above)
        result.elements[row * width + column] = (across * across + down * down).squareRoot()
      }
    }
    return result
  }

  /// The superpixels in the order of the mean of `map` over each, highest first.
  ///
  /// It turns a map of pixels into a ranking of regions, so that controls can be scored as LIME
  /// is; the lower index goes first when equal.
  ///
  /// - Precondition: the map has the superpixels' size, and every value is a finite number.
  public static func ranking(of superpixels: Superpixels, by map: Tensor) -> [Int] {
    precondition(
      map.shape == [superpixels.height, superpixels.width],
      "Controls.ranking: map \(map.shape) does not fit the superpixels")
    map.requireFinite("Controls.ranking")
    var sums = [Double](repeating: 0, count: superpixels.count)
    var sizes = sums
    for (label, value) in zip(superpixels.labels, map.elements) {
      sums[label] += Double(value)
      sizes[label] += 1
    }
    let means = zip(sums, sizes).map { $0 / $1 }
    return means.indices.sorted { (means[$1], $0) < (means[$0], $1) }
  }
}
