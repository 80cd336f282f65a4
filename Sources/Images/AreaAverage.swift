import Numerics

/// The mean of a picture over equal areas, from rows of whole numbers: how a picture is shrunk.
///
/// The picture is laid out in as many rectangles as the result has pixels, and each gets the mean
/// of what lies in it; of a pixel that lies in several, each gets its part:
/// y[i, j] = (1/A) Σ x[r, c] |pixel (r, c) ∩ rectangle (i, j)|, with A the area of a rectangle.
///
/// Rows come one at a time, so that no large picture has to be held as numbers. All sums are of
/// whole numbers, hence exact: equal values stay equal, and a picture of the size of the result
/// stays as it is.
public struct AreaAverage: Sendable {
  /// The pixels of the picture, and those of the result.
  private let source, target: (height: Int, width: Int)
  private let channels: Int
  /// Where in the result each column and each row lies.
  private let across, down: [Place]
  private var row = 0
  private var sums: [Int]

  /// The first pixel of the result that a pixel lies in, with so many of its parts.
  ///
  /// The rest lies in the next one. A pixel has as many parts as the result has pixels along the
  /// side.
  private struct Place: Sendable {
    let first, parts, rest: Int
  }

  /// For a picture of `rows` and `columns`, which becomes one of `height` and `width`.
  ///
  /// - Precondition: No side is empty or grows, and sides have at most 32767 pixels.
  public init(rows: Int, columns: Int, channels: Int, height: Int, width: Int) {
    precondition(
      channels > 0 && height > 0 && width > 0 && height <= rows && width <= columns
        && max(rows, columns) <= 32767,
      "AreaAverage: \(rows) x \(columns) pixels cannot be shrunk to \(height) x \(width)")
    (source, target, self.channels) = ((rows, columns), (height, width), channels)
    down = Self.places(of: rows, with: height)
    across = Self.places(of: columns, with: width)
    sums = Array(repeating: 0, count: channels * height * width)
  }

  /// Adds the next row: for each pixel, the values of its channels.
  ///
  /// - Precondition: It has a value in 0...65535 for each channel of each column, and is not one
  ///   row too many.
  public mutating func add(_ values: [Int]) {
    precondition(
      row < source.height && values.count == channels * source.width,
      "AreaAverage: row \(row) of \(source.height) has \(values.count) values, "
        + "not \(channels) for each of \(source.width) pixels")
    var means = [Int](repeating: 0, count: channels * target.width)
    for (column, place) in across.enumerated() {
      let (from, to) = (column * channels, place.first * channels)
      for channel in 0..<channels {
        means[to + channel] += place.parts * values[from + channel]
        if place.rest > 0 { means[to + channels + channel] += place.rest * values[from + channel] }
      }
    }
    add(means, to: down[row].first, parts: down[row].parts)
    if down[row].rest > 0 { add(means, to: down[row].first + 1, parts: down[row].rest) }
    row += 1
  }

  /// The means, plane by plane and row by row.
  ///
  /// - Precondition: All rows have been added.
  public var means: [Double] {
    precondition(row == source.height, "AreaAverage: \(row) of \(source.height) rows are there")
    let area = Double(source.height * source.width)
    return sums.map { Double($0) / area }
  }

  private mutating func add(_ means: [Int], to row: Int, parts: Int) {
    for column in 0..<target.width {
      for channel in 0..<channels {
        sums[(channel * target.height + row) * target.width + column] +=
          parts * means[column * channels + channel]
      }
    }
  }

  /// Pixel r of m lies at r n ..< (r + 1) n, and pixel i of n at i m ..< (i + 1) m.
  private static func places(of count: Int, with length: Int) -> [Place] {
    (0..<count).map { pixel in
      let first = pixel * length / count
      let parts = min(length, (first + 1) * count - pixel * length)
      return Place(first: first, parts: parts, rest: length - parts)
    }
  }
}
