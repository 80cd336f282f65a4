import Numerics
public import Tensors

/// The strength of a picture's edges by Sobel's operator.
///
/// The picture is turned to gray by the mean g of its three channels. The differences across and
/// down are each taken over three lines, of which the middle one counts twice, and the strength is
/// the length of the two together:
///
///     across(y, x) = [g(y−1, x+1) + 2 g(y, x+1) + g(y+1, x+1)]
///                  − [g(y−1, x−1) + 2 g(y, x−1) + g(y+1, x−1)]
///     down(y, x)   = [g(y+1, x−1) + 2 g(y+1, x) + g(y+1, x+1)]
///                  − [g(y−1, x−1) + 2 g(y−1, x) + g(y−1, x+1)]
///     strength     = √(across² + down²)
///
/// Pixels beyond the border repeat the border. A step of height 1 along a row or a column has a
/// strength of 4 on both sides; a flat picture has 0 everywhere.
///
/// *Reference.* Sobel & Feldman (1968), a talk; in print in Duda & Hart (1973), *Pattern
/// Classification and Scene Analysis*, pages 271–272.
public enum Sobel {
  /// The strength of the edges of `image`, `[3, height, width]`, at each pixel: `[height, width]`.
  ///
  /// - Precondition: the image has that shape, and every value is a finite number.
  public static func strength(of image: Tensor) -> Tensor {
    precondition(
      image.shape.count == 3 && image.shape[0] == 3,
      "Sobel: an image is [3, height, width], not \(image.shape)")
    image.requireFinite("Sobel")
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
}
