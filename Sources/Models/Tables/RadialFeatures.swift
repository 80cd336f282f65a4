import Numerics
public import Tensors

/// How near a row lies to each of some landmarks: features that turn a linear model into one that
/// compares, much as nearest neighbours do.
///
///     φⱼ(x) = exp(−|x − lⱼ|² / 2σ²)
///
/// Softmax regression on them is convex in its parameters, so that everything that holds for it
/// holds here. With all training rows as landmarks it is a kernel machine. Source: Broomhead and
/// Lowe (1988), "Multivariable functional interpolation and adaptive networks".
public struct RadialFeatures: Hashable, Sendable {
  /// lⱼ, a row each.
  public let landmarks: Matrix
  /// σ.
  public let width: Double

  /// Features from `landmarks`; without a width σ is the median distance between two of them.
  ///
  /// - Precondition: the width is positive, or there are two landmarks that differ, by more than
  ///   half of the pairs; all numbers are finite.
  public init(landmarks: Matrix, width: Double? = nil) {
    landmarks.requireFinite("RadialFeatures")
    let width = width ?? RadialFeatures.medianDistance(of: landmarks)
    precondition(
      width > 0 && width.isFinite, "RadialFeatures: the width is \(width), it has to be positive")
    (self.landmarks, self.width) = (landmarks, width)
  }

  /// φ of each of `rows`.
  ///
  /// - Precondition: rows have as many columns as the landmarks; all numbers are finite.
  public func features(of rows: Matrix) -> Matrix {
    precondition(
      rows.columns == landmarks.columns,
      "RadialFeatures: rows of \(rows.columns) columns, landmarks of \(landmarks.columns)")
    rows.requireFinite("RadialFeatures")
    let squares = RadialFeatures.squaredDistances(rows, landmarks)
    return Matrix(
      squares.elements.map { Elementary.exp(-$0 / (2 * width * width)) }, rows: rows.rows,
      columns: landmarks.rows)
  }

  /// The median distance between two of `rows`; 0 if there are no two.
  private static func medianDistance(of rows: Matrix) -> Double {
    let squares = squaredDistances(rows, rows)
    let pairs = (0..<rows.rows).flatMap { row in (0..<row).map { squares[row, $0] } }.sorted()
    return pairs.isEmpty ? 0 : pairs[pairs.count / 2].squareRoot()
  }

  /// |x − y|² for each x of `rows` and y of `others`.
  private static func squaredDistances(_ rows: Matrix, _ others: Matrix) -> Matrix {
    let parts = Parallel.map(rows.rows) { row in
      (0..<others.rows).map { other in
        zip(rows.row(row), others.row(other)).reduce(0) {
          $0 + ($1.0 - $1.1) * ($1.0 - $1.1)
        }
      }
    }
    return Matrix(parts.flatMap(\.self), rows: rows.rows, columns: others.rows)
  }
}
