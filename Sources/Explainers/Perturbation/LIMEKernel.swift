import Numerics
public import Tensors

/// How much a sample counts by how near it is to what is explained.
///
///     w(z′) = exp(−D(x′, z′)² / 2σ²)
///
/// with x′ the row of the instance, z′ that of the sample and σ the `width`. The original code
/// writes √exp(−D²/σ²), which is the same; its paper writes exp(−D²/σ²) (Ribeiro, Singh and
/// Guestrin 2016, section 3.3), a kernel narrower by √2. D is measured on the rows, as in the code,
/// not on the images, as in the paper.
///
/// *Limits.* The cosine distance of a row with k of d parts shown is 1 − √(k/d): with half of them
/// shown 0.29, so that a width of 0.25 still weighs such a sample 0.5. The kernel hardly
/// distinguishes samples; look at the effective sample size.
public struct LIMEKernel: Hashable, Sendable {
  /// How far apart two rows are.
  public enum Distance: String, CaseIterable, Hashable, Sendable {
    /// One minus the cosine of the angle between them; 1 where one of them is all zeros.
    case cosine

    /// The length of their difference.
    case euclidean
  }

  /// How distance is measured.
  public let distance: Distance

  /// The distance σ at which a weight has fallen to exp(−1/2) = 0.61.
  public let width: Double

  /// A kernel; as it stands, that of LIME for images.
  ///
  /// The narrowest weigh the instance alone, and an infinite one all samples alike.
  ///
  /// - Precondition: the width is above 0.
  public init(distance: Distance = .cosine, width: Double = 0.25) {
    precondition(width > 0, "LIMEKernel: a width of \(width); it has to be above 0")
    self.distance = distance
    self.width = width
  }

  // [kernel]
  /// The weight of a sample at `distance` from the instance, in 0...1.
  ///
  /// At distance 0 it is 1, also if the kernel is so narrow that σ² is no number above 0 any more.
  public func weight(at distance: Double) -> Double {
    distance == 0 ? 1 : Elementary.exp(-distance * distance / (2 * width * width))
  }

  /// The distance of each row from the first one, which is the instance.
  public func distances(of rows: Matrix) -> [Double] {
    rows.requireFinite("LIMEKernel")
    let instance = rows.row(0)
    return (0..<rows.rows).map { distance(of: rows.row($0), from: instance) }
  }

  /// The distance between two rows.
  private func distance(of row: ArraySlice<Double>, from instance: ArraySlice<Double>) -> Double {
    switch distance {
    case .cosine:
      let lengths = (dot(row, row) * dot(instance, instance)).squareRoot()
      return lengths == 0 ? 1 : 1 - dot(row, instance) / lengths
    case .euclidean:
      return zip(row, instance).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    }
  }
  // [/kernel]

  private func dot(_ left: ArraySlice<Double>, _ right: ArraySlice<Double>) -> Double {
    zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
  }
}

/// How many equally weighted samples would say as much as these: (Σw)² / Σw².
///
/// As many as there are if all weights are equal, 1 if a single one counts, 0 if none does
/// (Kish 1965).
public func effectiveSampleSize(of weights: [Double]) -> Double {
  let sum = weights.reduce(0, +)
  let squares = weights.reduce(0) { $0 + $1 * $1 }
  return squares == 0 ? 0 : sum * sum / squares
}
